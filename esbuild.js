// Builds the extension and its page into dist/, and with --tests what the tests need into out/.
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');

const common = {
  bundle: true,
  metafile: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'silent',
  plugins: [problemMatcher()],
};

/** Every file below `dir` whose name ends so: tests are found, never listed. */
const filesBelow = (dir, ending) =>
  fs
    .readdirSync(dir, { recursive: true })
    .map((name) => path.join(dir, String(name)))
    .filter((name) => name.endsWith(ending));

const shipped = [
  {
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist',
    platform: 'node',
    // VS Code loads ES modules since 1.100; what is imported when it is needed becomes a file of its own.
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    target: 'node20',
    external: ['vscode'],
    // The browser half of @vscode/l10n is the same without its file reading.
    alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
  },
  {
    entryPoints: { payload: 'media/payload/main.ts', 'payload-style': 'media/payload/main.css' },
    outdir: 'dist',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  },
];

const tested = () => [
  {
    // What runs in plain Node: packages stay outside, so that mocha and Playwright are the installed ones.
    entryPoints: filesBelow('test', '.ts').filter(
      (name) => !name.startsWith(path.join('test', 'integration')),
    ),
    outbase: 'test',
    outdir: 'out/test',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    packages: 'external',
    target: 'node20',
  },
  {
    // What VS Code's extension host loads.
    entryPoints: filesBelow('test/integration', '.ts'),
    outbase: 'test',
    outdir: 'out/test',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
  },
];

/** Prints what the problem matcher in .vscode/tasks.json reads. */
function problemMatcher() {
  return {
    name: 'problem-matcher',
    setup(build) {
      build.onStart(() => {
        if (watch) console.log('[watch] build started');
      });
      build.onEnd(({ errors, warnings }) => {
        for (const { text, location } of [...errors, ...warnings]) {
          console.error(`✘ [ERROR] ${text}`);
          if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
        }
        if (watch) console.log('[watch] build finished');
      });
    },
  };
}

async function main() {
  const builds = [...shipped, ...(tests ? tested() : [])];
  if (watch) {
    for (const build of builds) await (await esbuild.context({ ...common, ...build })).watch();
    return;
  }
  fs.rmSync('dist', { recursive: true, force: true });
  if (tests) fs.rmSync('out/test', { recursive: true, force: true });
  const built = await Promise.allSettled(builds.map((build) => esbuild.build({ ...common, ...build })));
  if (built.some((each) => each.status === 'rejected')) process.exitCode = 1;
  else
    writeLicenses(built.slice(0, shipped.length).flatMap(({ value }) => Object.keys(value.metafile.inputs)));
}

/** The licences of what is bundled ask to go with it. */
function writeLicenses(inputs) {
  // Where they lie need not be below this folder: mutation tests build a copy of it.
  const folders = new Set(inputs.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]));
  const texts = [...folders]
    .filter((folder) => folder !== undefined)
    .sort()
    .map((folder) => {
      const file = fs.readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
      const { name, license, author } = JSON.parse(
        fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
      );
      const text = file
        ? fs.readFileSync(path.join(folder, file), 'utf8').trim()
        : `Licensed under ${license} by ${author?.name ?? author}.`;
      return `${name}\n\n${text}\n`;
    });
  fs.writeFileSync('dist/licenses.txt', texts.join(`\n${'-'.repeat(80)}\n\n`));
}

void main();
