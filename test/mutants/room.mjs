/**
 * Stryker’s settings for some files of a room of `core`, judged by that room’s tests. One build holds all mutants,
 * and each is switched on by a variable of the environment, so a mutant costs one run of the tests.
 */
export const mutate = (room, files) => ({
  mutate: files.map((name) => `src/core/${room}/${name}.ts`),
  buildCommand: 'node esbuild.js --tests',
  testRunner: 'command',
  commandRunner: {
    command: `node node_modules/mocha/bin/mocha.js --bail --timeout 20000 "out/test/{unit,contract}/${room}/{${TESTS[room].join(',')}}*.test.mjs"`,
  },
  ignorePatterns: ['.vscode-test', 'out', 'dist', '.github', '.ci'],
  concurrency: 1,
  timeoutMS: 6000,
  tempDirName: 'out/stryker',
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `out/mutants/${room}.json` },
  htmlReporter: { fileName: `out/mutants/${room}.html` },
  thresholds: { high: 90, low: 80, break: 80 },
});

const TESTS = {
  fal: ['bytes', 'client', 'logStream', 'payloadTexts', 'timestamp', 'wire'],
  tail: ['connection', 'expected', 'gap', 'mergeViews', 'readBack', 'resume', 'tail', 'verify'],
};
