/**
 * `npm run screenshots`: what people see, as pictures in `out/screenshots`, to be looked at. With words, such as
 * `npm run screenshots -- sample light`, only the scenes in whose name they all stand.
 */
import fs from 'node:fs';
import path from 'node:path';
import { FAKE_KEY, TEAM_KEY } from '../fake/fakeFal';
import { aptInstall } from '../support/debian';
import { atRoot } from '../support/root';
import { runCommand } from '../support/runCommand';
import { packVsix } from '../package/packVsix';
import { vsixFile } from '../package/vsixFile';
import { NEWEST } from '../vscode/versions';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../workbench/openWorkbench';
import { shootReadme } from './readmePictures';

const FOLDER = atRoot('out', 'screenshots');
const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

const wanted = process.argv.slice(2);

type Shot = (name: string) => Promise<void>;

await ensureEmoji();
await packVsix(vsixFile());
fs.rmSync(FOLDER, { recursive: true, force: true });

for (const [name, theme] of Object.entries(THEMES)) {
  await scene(
    { key: FAKE_KEY, settings: { 'workbench.colorTheme': theme } },
    name,
    async (workbench, shot) => {
      await shootTree(workbench, shot);
      await shootPanel(workbench, shot);
      await shootTail(workbench, shot);
    },
  );
}
for (const [name, theme] of Object.entries(THEMES)) {
  await scene({ settings: { 'workbench.colorTheme': theme } }, `sample-${name}`, shootSample);
}
await scene({}, 'no-key', async ({ tree, page }, shot) => {
  await tree.open();
  await page.getByText('See the requests').waitFor();
  await shot('welcome');
  await tree.pressWelcome('Set API Key');
  await shot('input-box');
});
await scene({ key: FAKE_KEY, fake: { data: 'empty' } }, 'empty-account', shootFirstRow);
await scene({ key: FAKE_KEY.replace('6', '7') }, 'wrong-key', shootWelcome);
await scene({ key: FAKE_KEY, apiUrl: () => 'http://127.0.0.1:9/v1' }, 'no-network', shootFirstRow);
await scene({ key: FAKE_KEY, apiUrl: (fal) => fal.urlThat('403') }, 'refused', shootFirstRow);
await scene({ fake: { keys: [FAKE_KEY, TEAM_KEY] } }, 'accounts', shootAccounts);
await scene({ key: FAKE_KEY, fake: { lively: true } }, 'readme', shootReadme);
console.log(`Pictures are in ${path.relative(process.cwd(), FOLDER)}`);

/** Where the system has no font for them, the emoji of the samples would be boxes. */
async function ensureEmoji(): Promise<void> {
  const { output } = await runCommand('fc-list', [':lang=und-zsye']);
  if (process.platform === 'linux' && output.trim() === '') await aptInstall(['fonts-noto-color-emoji']);
}

async function scene(
  options: WorkbenchOptions,
  name: string,
  act: (workbench: Workbench, shot: Shot) => Promise<void>,
): Promise<void> {
  if (!wanted.every((word) => name.includes(word))) return;
  const dark = { 'workbench.colorTheme': THEMES.dark };
  const workbench = await openWorkbench(NEWEST, { ...options, settings: { ...dark, ...options.settings } });
  const shot: Shot = async (what) => {
    const file = path.join(FOLDER, `${name}-${what}.png`);
    await workbench.page.mouse.move(640, 792);
    await workbench.page.screenshot({ path: file, animations: 'disabled' });
    console.log(path.relative(process.cwd(), file));
  };
  try {
    await act(workbench, shot);
  } catch (error) {
    console.error(error);
    await shot('failed');
    process.exitCode = 1;
  } finally {
    await workbench.close();
  }
}

async function shootTree({ tree, page }: Workbench, shot: Shot): Promise<void> {
  await tree.open();
  await tree.expand('portrait-studio');
  await tree.expand('clip-maker');
  await tree.row('Load more').or(tree.row('200')).first().waitFor();
  await shot('tree');
  await page.mouse.move(349, 400);
  await page.mouse.down();
  await page.mouse.move(220, 400, { steps: 5 });
  await page.mouse.up();
  await shot('tree-narrow');
  await page.mouse.dblclick(220, 400);
}

async function shootPanel({ palette, inputBox, payload, fal }: Workbench, shot: Shot): Promise<void> {
  for (const about of ['success', 'validation error', 'no payloads']) {
    await palette.run('fal: Open Request');
    await inputBox.answer('Open Request', fal.world.requestAbout(about).requestId);
    await payload.shows(fal.world.requestAbout(about).requestId);
    await payload.shows('Output');
    await shot(`panel-${about.replaceAll(' ', '-')}`);
  }
}

async function shootTail({ palette, inputBox, output, fal }: Workbench, shot: Shot): Promise<void> {
  await palette.run('Tail fal logs');
  await inputBox.opened('Tail fal logs');
  await shot('tail-choice');
  await inputBox.choose('Tail fal logs', 'All apps');
  await fal.untilStreams(1);
  fal.breakStreams('reset');
  await output.shows('[tail]');
  await shot('tail');
}

/** Without a key and without a fal: the way of a person who looks around first. */
async function shootSample(workbench: Workbench, shot: Shot): Promise<void> {
  const { tree, page, palette, inputBox, output, payload } = workbench;
  await tree.open();
  await page.getByText('See the requests').waitFor();
  await shot('welcome');
  await tree.pressWelcomeLink('Take the four steps');
  await palette.run('View: Toggle Primary Side Bar Visibility');
  for (const step of ['Set your API key', 'See your requests', 'Follow the logs', 'Look into a request']) {
    await page.locator('.getting-started-step .step-title').filter({ hasText: step }).click();
    await page.waitForTimeout(500);
    await shot(`walkthrough-${step.split(' ').at(-1)}`);
  }
  await palette.run('View: Close All Editors');
  await tree.open();
  await tree.pressWelcome('Try with Sample Data');
  await tree.expand('portrait-studio');
  await tree.row('Load more').or(tree.row('200')).first().waitFor();
  await shot('tree');
  for (const [what, row] of [
    ['failure', '500'],
    ['image', '200'],
  ] as const) {
    await tree.click(row);
    await payload.shows('Output');
    await shot(`panel-${what}`);
  }
  await palette.run('Tail fal logs');
  await inputBox.choose('Tail fal logs', 'All apps');
  await output.shows('[info]');
  await shot('tail');
}

async function shootFirstRow({ tree }: Workbench, shot: Shot): Promise<void> {
  await tree.open();
  await tree.row('').waitFor();
  await shot('tree');
}

async function shootWelcome({ tree, page }: Workbench, shot: Shot): Promise<void> {
  await tree.open();
  await page.locator('.welcome-view-content').getByRole('button').first().waitFor();
  await shot('welcome');
}

async function shootAccounts(workbench: Workbench, shot: Shot): Promise<void> {
  const { tree, inputBox, notifications, palette, page } = workbench;
  await tree.open();
  await tree.pressWelcome('Set API Key');
  await inputBox.answer('Set API Key', FAKE_KEY);
  await notifications.says('The API key works and is stored.');
  await palette.run('fal: Add Account…');
  await inputBox.answer('Add Account', TEAM_KEY);
  await page.getByText('What this account is called here').waitFor();
  await shot('name');
  await inputBox.answer('Add Account', 'team');
  await tree.shows('portrait-studio');
  await palette.run('fal: Switch Account…');
  await inputBox.opened('Switch Account');
  await shot('switch');
  await page.keyboard.press('Escape');
  await palette.run('fal: Show Account…');
  await inputBox.opened('fal account');
  await shot('asking');
  await page.locator('.quick-input-list').getByText('yes').last().waitFor();
  await shot('show');
}
