import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startFakeFal, type FakeFal, type FakeFalOptions } from '../fake/fakeFal';
import { vsixFile } from '../package/vsixFile';
import { failureFolder, keepFailure } from '../support/failures';
import { launchChromium } from '../support/chromium';
import { addPseudoLanguage, PSEUDO_LANGUAGE } from '../support/pseudo';
import { atRoot } from '../support/root';
import { installVscode } from '../vscode/install';
import { serveVscode, type RunningVscode } from '../vscode/serve';
import type { VscodeVersion } from '../vscode/versions';
import { CommandPalette } from './pages/commandPalette';
import { Dialog } from './pages/dialog';
import { InputBox } from './pages/inputBox';
import { Notifications } from './pages/notifications';
import { Output } from './pages/output';
import { PayloadPage } from './pages/payloadPage';
import { Tree } from './pages/tree';

export interface WorkbenchOptions {
  readonly fake?: FakeFalOptions;
  /** The key in the environment; without one, none is set. */
  readonly key?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the workspace’s own settings say. */
  readonly workspaceSettings?: () => Promise<Readonly<Record<string, unknown>>>;
  /** What is opened, as an address, in place of the workspace’s folder. */
  readonly folder?: string;
  /** The folder is not trusted: Restricted Mode. */
  readonly isRestricted?: boolean;
  /** Packs another extension into that folder, to run beside ours. */
  readonly beside?: (folder: string) => Promise<string>;
  /** Reaches the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where `fal.apiUrl` points, if not to the good fake. */
  readonly apiUrl?: (fal: FakeFal) => string;
  /** Without it, a failure leaves no trace behind. On unless told otherwise. */
  readonly isTraced?: boolean;
  /** What VS Code says its display language is; its own words stay English, since it has no language pack. */
  readonly language?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

/** Trust is asked for, but by no dialog, so that nobody gives it. */
const RESTRICTED = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

/** VS Code in Chromium, with the packaged extension, against a fal of its own. */
export class Workbench {
  readonly palette: CommandPalette;
  readonly inputBox: InputBox;
  readonly dialog: Dialog;
  readonly notifications: Notifications;
  readonly tree: Tree;
  readonly output: Output;
  readonly payload: PayloadPage;

  constructor(
    readonly page: Page,
    readonly fal: FakeFal,
    private readonly context: BrowserContext,
    private readonly browser: Browser,
    private readonly vscode: RunningVscode,
    readonly scratch: string,
  ) {
    this.palette = new CommandPalette(page);
    this.inputBox = new InputBox(page);
    this.dialog = new Dialog(page);
    this.notifications = new Notifications(page);
    this.tree = new Tree(page);
    this.output = new Output(page);
    this.payload = new PayloadPage(page);
  }

  /** By VS Code's own command: a reload by the browser alone would not wait until the state is saved. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.palette.run('Developer: Reload Window');
    await loaded;
    await untilReady(this.page);
  }

  /** Every file of VS Code's own data, its logs among them, in which this text stands. */
  filesWith(text: string): string[] {
    const { userData } = this.vscode;
    return fs
      .readdirSync(userData, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => fs.readFileSync(file).includes(text))
      .map((file) => path.relative(userData, file));
  }

  /** Keeps what explains a failure: picture, trace, VS Code's logs. */
  async keepFailure(name: string): Promise<void> {
    const folder = failureFolder(name);
    await this.page.screenshot({ path: path.join(folder, 'screen.png') });
    await this.context.tracing.stopChunk({ path: path.join(folder, 'trace.zip') });
    await this.context.tracing.startChunk();
    keepFailure(name, [
      path.join(this.vscode.userData, 'logs'),
      path.join(this.vscode.userData, 'server.log'),
    ]);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.vscode.end();
    await this.fal.close();
    fs.rmSync(this.scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function openWorkbench(
  version: VscodeVersion,
  options: WorkbenchOptions = {},
): Promise<Workbench> {
  const { fake, key, settings, size = { width: 1280, height: 800 }, isTraced = true, language } = options;
  const { isRestricted = false, beside } = options;
  const vsix = vsixFile();
  if (!fs.existsSync(vsix))
    throw new Error(`${path.basename(vsix)} is not there: run \`npm run package\` first.`);
  const served = await installVscode(version);
  const fal = await startFakeFal(fake);
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-scope-workbench-'));
  const folder = options.folder ?? (await makeWorkspace(scratch, options));
  const vscode = await serveVscode(served, {
    userData: path.join(scratch, 'data'),
    settings: {
      'fal.apiUrl': options.apiUrl?.(fal) ?? fal.url,
      ...(isRestricted && RESTRICTED),
      ...settings,
    },
    asksForTrust: isRestricted,
    env: { ...options.env, FAL_KEY: key, FAL_KEY_ID: undefined, FAL_KEY_SECRET: undefined },
    vsix: beside === undefined ? [vsix] : [vsix, await beside(fs.mkdtempSync(path.join(scratch, 'beside-')))],
  });
  if (language === PSEUDO_LANGUAGE) addPseudoLanguage(installedIn(vscode.userData));
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: size });
  if (isTraced) await context.tracing.start({ screenshots: true, snapshots: true });
  if (language !== undefined) {
    await context.addInitScript(
      (id) => void Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: id }),
      language,
    );
  }
  const page = await context.newPage();
  await page.goto(`${vscode.url}/?folder=${folder}`);
  await untilReady(page);
  return new Workbench(page, fal, context, browser, vscode, scratch);
}

async function makeWorkspace(scratch: string, { workspaceSettings }: WorkbenchOptions): Promise<string> {
  const folder = path.join(scratch, 'workspace');
  fs.cpSync(atRoot('test', 'demo', 'workspace'), folder, { recursive: true });
  if (workspaceSettings === undefined) return folder;
  fs.mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  fs.writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(await workspaceSettings()));
  return folder;
}

function installedIn(userData: string): string {
  const folder = path.join(userData, 'extensions');
  const ours = fs.readdirSync(folder).find((name) => name.startsWith('fal-scope.'));
  if (ours === undefined) throw new Error('The extension is not installed.');
  return path.join(folder, ours);
}

/** The activity bar gets our icon when the extension host has told of its extensions. */
async function untilReady(page: Page): Promise<void> {
  await page
    .locator('.activitybar')
    .getByRole('tab', { name: 'fal', exact: true })
    .waitFor({ timeout: 60_000 });
}
