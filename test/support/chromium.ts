import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { aptInstall } from './debian';
import { atRoot } from './root';
import { runCommand } from './runCommand';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--force-color-profile=srgb'],
];

let found: Promise<string> | undefined;

/** A Chromium that starts; installs one where there is none. */
export const findChromium = (): Promise<string> => (found ??= search());

export async function launchChromium(): Promise<Browser> {
  const options = { executablePath: await findChromium(), args: ARGS };
  // Whoever started the browser ends it, in its own order.
  return chromium.launch({ ...options, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
}

async function search(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (await starts(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which does not start.`);
  }
  const installed = await firstThatStarts();
  if (installed !== undefined) return installed;

  console.log('Chromium: none found, downloading one by playwright-core …');
  await runCommand(process.execPath, [
    atRoot('node_modules', 'playwright-core', 'cli.js'),
    'install',
    'chromium',
  ]);
  const downloaded = await firstThatStarts();
  if (downloaded !== undefined) return downloaded;

  console.log('Chromium: could not be downloaded, installing the one of the system by apt-get …');
  await aptInstall(['chromium']);
  const packaged = await firstThatStarts();
  if (packaged !== undefined) return packaged;
  throw new Error(
    'The page and workbench tests need Chromium. Install chromium or google-chrome, or name one in CHROMIUM_PATH.',
  );
}

async function firstThatStarts(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const named = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  for (const candidate of [...named, ...MAC, chromium.executablePath()]) {
    if (fs.existsSync(candidate) && (await starts(candidate))) return candidate;
  }
  return undefined;
}

/** Ubuntu's `chromium-browser` may be a stub that only says to install a snap: being there is not enough. */
async function starts(program: string): Promise<boolean> {
  const { code, output } = await runCommand(program, ['--version']);
  return code === 0 && /\d+\.\d+/.test(output);
}
