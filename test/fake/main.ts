import { parseArgs } from 'node:util';
import { FAKE_KEY, startFakeFal } from './fakeFal';

/** Runs the fake by hand: prints where it is and the key it takes, and goes on until Ctrl+C. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      lively: { type: 'boolean', default: false },
    },
  });
  const fal = await startFakeFal({
    port: Number(values.port),
    seed: Number(values.seed),
    lively: values.lively,
  });
  console.log(`Fake fal: ${fal.url}`);
  console.log(`Key:      ${FAKE_KEY}`);
  console.log(`Guide:    ${fal.origin}/fake`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void fal.close());
}

void main();
