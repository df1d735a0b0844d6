/**
 * `npm run probe`: with a real key in FAL_KEY, what the live API does where its documents are silent. Reads only;
 * prints neither the key nor a payload.
 */
import { parseArgs } from 'node:util';
import { parseApiUrl } from '../../src/core/fal/address';
import { describeProblem, FalError, KEYS_PAGE } from '../../src/core/fal/errors';
import { keyFromEnvironment } from '../../src/core/key/apiKey';
import { probe, type Finding } from './probe';

const MARKS = { fine: '✔', unseen: '·', trouble: '✘' } as const;

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'https://api.fal.ai/v1' },
    /** How long to listen to the live stream. */
    seconds: { type: 'string', default: '30' },
  },
});

async function main(): Promise<number> {
  const held = keyFromEnvironment(process.env);
  if (held === undefined) {
    console.error(`No key: set FAL_KEY, then run this again. A Read-only key is enough: ${KEYS_PAGE}`);
    return 1;
  }
  const listenMs = Number(values.seconds) * 1000;
  try {
    const url = parseApiUrl(values.url);
    console.log(`Asking ${url}; this takes about ${Math.ceil(listenMs / 1000 + 60)} s.\n`);
    const times = { listenMs, glanceMs: 5_000, pauseMs: 300, answerWithinMs: 15_000 };
    const findings = await probe({ url, key: held.key, ...times }, ({ point }) =>
      process.stderr.write(`  ${point.name}\n`),
    );
    console.log(`\n${findings.map(describe).join('\n')}`);
    console.log('\n✔ seen and coped with   · nothing to tell it by   ✘ not coped with');
    return findings.some(({ verdict }) => verdict === 'trouble') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof FalError)) throw error;
    console.error(describeProblem(error.problem).message);
    return 1;
  }
}

const describe = ({ verdict, words, point: { name, coping, file } }: Finding): string =>
  `${MARKS[verdict]} ${name.padEnd(40)} ${words}\n${' '.repeat(43)}→ ${coping} (${file})`;

process.exitCode = await main();
