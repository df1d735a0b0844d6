/**
 * All that CI runs: `node test/run.mjs`, or some steps by name: `node test/run.mjs build page`.
 * Plain JavaScript, since it must count and report even when nothing can be built.
 */
import { spawn } from 'node:child_process';

const STEP_LIMIT_MS = 25 * 60_000;
const FAILURE_LINES = 80;
const node = process.execPath;
const tool = (path) => [node, `node_modules/${path}`];
// A busy machine is no failure; what hangs is one all the same.
const mocha = (room) => [
  ...tool('mocha/bin/mocha.js'),
  `out/test/${room}/**/*.test.mjs`,
  '--timeout',
  '20000',
];

// `again`: a browser that a busy machine starved, or that did not come up, gets a second try of the whole step,
// which counts in place of the first; the summary says so.
const steps = {
  types: { says: 'Types: tsc -b', run: [...tool('typescript/bin/tsc'), '-b'] },
  lint: { says: 'Lint: eslint', run: [...tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  format: { says: 'Format: prettier', run: [...tool('prettier/bin/prettier.cjs'), '--check', '.'] },
  build: { says: 'Build: the extension and the tests', run: [node, 'esbuild.js', '--tests'] },
  unit: {
    says: 'Unit tests, in plain Node',
    // What takes longer than this is named with its time, since all of them together have two seconds.
    run: [...mocha('unit'), '--slow', '75', '--require', './out/test/support/processorTime.mjs'],
    counts: true,
    // Two seconds by the clock of the machine of the benchmarks, with room for chance.
    mostYardsticks: 100,
  },
  contract: {
    says: 'Contract: the client, the made-up fal and fal’s document',
    run: mocha('contract'),
    counts: true,
  },
  coverage: {
    says: 'Coverage: what these reach of core',
    // A rare failure takes hundreds of runs to find, for which the unit tests have no time.
    env: { RUNS_TIMES: '80' },
    run: [
      ...tool('monocart-coverage-reports/lib/cli.js'),
      '-c',
      'test/coverage.mjs',
      ...mocha('{unit,contract}'),
      '--reporter',
      'dot',
    ],
  },
  snippets: {
    says: 'Snippets: copied code, run by curl, Node and Python',
    run: mocha('snippets'),
    counts: true,
  },
  probe: { says: 'Probe: the made-up fal in each of its ways', run: mocha('probe'), counts: true },
  texts: {
    says: 'Texts: the bundle for translators, and the translations',
    run: mocha('texts'),
    counts: true,
  },
  integration: {
    says: 'Integration tests, inside VS Code',
    run: [node, 'out/test/vscode/runIntegration.mjs'],
    counts: true,
    again: true,
  },
  package: { says: 'Package: the .vsix and what is in it', run: [node, 'out/test/package/buildPackage.mjs'] },
  page: { says: 'Page tests, in Chromium', run: mocha('page'), counts: true, again: true },
  workbench: {
    says: 'Workbench journeys, VS Code in Chromium',
    run: [...mocha('workbench'), '--retries', '1'],
    counts: true,
    again: true,
  },
};

const wanted = process.argv.slice(2);
for (const name of wanted)
  if (!(name in steps)) throw new Error(`Steps are: ${Object.keys(steps).join(', ')}`);

const total = { passed: 0, failed: 0 };
const summary = [];
for (const [name, step] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${step.says}`);
  const startedAt = Date.now();
  let { passed, failed, failures } = await tryStep(step);
  const again = failed > 0 && step.again === true;
  if (again) {
    console.log(`\n── ${step.says}: once more, since ${failed} failed`);
    summary.push(...failures);
    ({ passed, failed, failures } = await tryStep(step));
  }
  total.passed += passed;
  total.failed += failed;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).padStart(6);
  const counted = step.counts ? `, ${passed} passed, ${failed} failed` : '';
  const tries = again ? ' at the second try' : '';
  summary.push(`${failed === 0 ? '✔' : '✘'} ${seconds} s  ${step.says}${counted}${tries}`, ...failures);
}
console.log(`\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function tryStep(step) {
  const { code, output } = await runStep(step);
  return { ...judge(step, code, output), failures: failuresIn(output) };
}

/** What mocha told of each failure, so that the end of a long output says what to look at. */
function failuresIn(output) {
  const told = output.split(/^ *\d+ failing$/m).slice(1);
  return told.map((text) => text.trim().split('\n').slice(0, FAILURE_LINES).join('\n'));
}

/** A step that breaks before or after its tests counts as one failure, as does a test step without tests. */
function judge(step, code, output) {
  if (!step.counts) return { passed: 0, failed: code === 0 ? 0 : 1 };
  const passed = sum(output, /^ *(\d+) passing\b/gm);
  const failed = sum(output, /^ *(\d+) failing\b/gm);
  const broken = code !== 0 || passed + failed === 0 || isSlow(step, output);
  return { passed, failed: failed === 0 && broken ? 1 : failed };
}

function isSlow({ mostYardsticks = Infinity }, output) {
  const [, yardsticks] = /, (\d+) yardsticks$/m.exec(output) ?? [];
  if (!(Number(yardsticks) > mostYardsticks)) return false;
  console.error(`The tests took ${yardsticks} yardsticks; they have ${mostYardsticks}.`);
  return true;
}

function sum(output, pattern) {
  return [...output.matchAll(pattern)].reduce((total, [, digits]) => total + Number(digits), 0);
}

function runStep({ run: [program, ...args], env }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: STEP_LIMIT_MS,
      env: { ...process.env, ...env },
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk) => process.stderr.write(chunk));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code, signal) => {
      if (signal !== null) console.error(`Ended by ${signal}; a step has ${STEP_LIMIT_MS / 60_000} minutes.`);
      resolve({ code: code ?? 1, output });
    });
  });
}
