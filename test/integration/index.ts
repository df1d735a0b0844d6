import fs from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';

/** What VS Code's extension host calls: runs every suite below this folder. @throws when a test failed. */
export async function run(): Promise<void> {
  // Mocha is ESM only; a `require` of it fails in the extension host of VS Code 1.100.
  const { default: Mocha } = await import('mocha');
  const report = process.env.TEST_REPORT;
  if (report !== undefined) {
    // VS Code prints much of its own on the console; the report holds the tests' words alone.
    Mocha.reporters.Base.consoleLog = (...args: unknown[]) =>
      fs.appendFileSync(report, `${format(...args)}\n`);
  }
  const grep = process.env.MOCHA_GREP;
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    // A whole VS Code on a busy machine now and then answers too late; what is wrong fails twice.
    retries: 1,
    color: false,
    ...(grep === undefined ? {} : { grep }),
  });
  for (const name of fs.readdirSync(__dirname, { recursive: true })) {
    const file = path.join(__dirname, String(name));
    if (file.endsWith('.test.js')) mocha.addFile(file);
  }
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} of the integration tests failed.`);
}
