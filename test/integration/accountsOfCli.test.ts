import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { FAKE_KEY, TEAM_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { ENDPOINT, REQUEST, setAccountStage, type AccountStage } from './accountStage';

describe('accounts of the fal CLI', () => {
  let stage: AccountStage;
  let folder: string;
  beforeEach(async () => {
    stage = await setAccountStage();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-cli-'));
    process.env.FAL_CONFIG_PATH = path.join(folder, 'config.toml');
    write(`[work]\nkey = "${TEAM_KEY}"\n`);
  });
  afterEach(async () => {
    await stage.door.keychain.allowCli(false);
    delete process.env.FAL_CONFIG_PATH;
    fs.rmSync(folder, { recursive: true });
    await stage.strike();
  });
  const write = (toml: string) => fs.writeFileSync(path.join(folder, 'config.toml'), toml);
  const allow = async () => {
    await stage.door.keychain.allowCli(true);
    await until('it may be read', async () => (await stage.door.accounts.looked()).holdings.mayReadCli);
  };

  it('are not there before the person agreed', async () => {
    await assert.rejects(async () => stage.switchTo('work (fal CLI)'), /There is no account/);
  });

  it('serve without being stored', async () => {
    await allow();
    await stage.switchTo('work (fal CLI)');
    await stage.shows(/crew\/robots/);
    assert.equal(stage.door.tree.title, 'work (fal CLI) · Requests');
    assert.ok(!JSON.stringify(await stage.door.keychain.holdings()).includes(TEAM_KEY));
  });

  it('are hidden wherever keys are, as long as they may be read', async () => {
    const { keychain } = stage.door;
    const isHidden = async () => (await keychain.secretTexts()).includes(TEAM_KEY);
    assert.equal(await isHidden(), false);
    await allow();
    assert.equal(await isHidden(), true);
    fs.rmSync(path.join(folder, 'config.toml'));
    assert.deepEqual(await keychain.secretTexts(), [FAKE_KEY]);
  });

  it('show nothing of the former once the file holds another key', async () => {
    for (const [{ world }, requestId] of [
      [stage.fal, REQUEST],
      [stage.team, REQUEST.replace('019e', '019d')],
    ] as const) {
      world.app({ owner: 'both', name: 'app' });
      world.request({ requestId, endpointId: 'both/app' });
    }
    const ids = async () => {
      const { tree } = stage.door;
      const app = tree.shownBelow().find((ref) => tree.node(ref).label === 'both/app');
      const rows = app === undefined ? [] : await tree.getChildren(app);
      return rows.flatMap((row) => (row.kind === 'request' ? row.requestId : []));
    };
    await allow();
    await stage.switchTo('work (fal CLI)');
    await until('the former’s is shown', async () => (await ids()).length === 1);
    assert.notDeepEqual(await ids(), [REQUEST]);
    write(`[work]\nkey = "${FAKE_KEY}"\n`);
    await vscode.commands.executeCommand('fal.refreshRequests');
    await until('the other’s is shown', async () => (await ids()).includes(REQUEST));
    assert.deepEqual(await ids(), [REQUEST]);
    assert.doesNotMatch(await stage.tree(), /crew/);
  });

  it('ask again for what stands open once the file holds another key, and show the other’s', async () => {
    const ref = { requestId: REQUEST, endpointId: ENDPOINT, source: 'made' };
    const panelShows = (output: string) =>
      until(`the panel shows “${output}”`, async () => {
        await vscode.commands.executeCommand('_fal.copyRowValue', { pane: 'output', row: 0 });
        return (await vscode.env.clipboard.readText()) === output;
      });
    await allow();
    await stage.switchTo('work (fal CLI)');
    await vscode.commands.executeCommand('fal.openRequest', ref);
    await panelShows('of crew');
    await vscode.commands.executeCommand('fal.openPayloadJson', { ...ref, part: 'output' });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.getText(), '"of crew"');
    write(`[work]\nkey = "${FAKE_KEY}"\n`);
    await vscode.commands.executeCommand('fal.refreshRequests');
    await until('the document shows the other’s', () => document.getText() === '"of acme"');
    await panelShows('of acme');
  });

  it('let in nothing that was asked for the former and answered after', async () => {
    await allow();
    await stage.switchTo('work (fal CLI)');
    await stage.shows(/crew\/robots/);
    stage.team.behaveAlways('any', 'held');
    const asked = stage.team.asked.length;
    void vscode.commands.executeCommand('fal.refreshRequests');
    await stage.team.untilAsked(asked + 1);
    write(`[work]\nkey = "${FAKE_KEY}"\n`);
    await stage.door.accounts.key();
    await stage.shows(/acme\/shop/);
    stage.team.release();
    await vscode.commands.executeCommand('fal.refreshRequests');
    assert.doesNotMatch(await stage.tree(), /crew/);
  });

  it('are told of in a tail that connects again with another one', async () => {
    await allow();
    await stage.switchTo('work (fal CLI)');
    const { channel } = await stage.tail();
    await stage.team.untilStreams(1);
    write(`[work]\nkey = "${FAKE_KEY}"\n`);
    stage.team.breakStreams();
    await stage.fal.untilStreams(1);
    stage.fal.log({ message: 'from the shop' });
    await stage.seen(channel, 'from the shop');
    assert.match(stage.channelText(channel), /The API key of this account was changed\..*from the shop/s);
  });

  it('end no sample data when the file changes', async () => {
    await allow();
    await stage.switchTo('work (fal CLI)');
    await vscode.commands.executeCommand('fal.trySampleData');
    await stage.shows(/portrait-studio/);
    const { keychain, accounts, tree } = stage.door;
    const revision = async () => (await accounts.looked()).holdings.cliRevisions.get('work') ?? 0;
    const before = await revision();
    write(`[work]\nkey = "${FAKE_KEY}"\n`);
    await keychain.secretTexts();
    assert.equal(await revision(), before + 1);
    assert.equal(tree.title, 'Sample data · Requests');
    await vscode.commands.executeCommand('fal.leaveSampleData');
    await stage.shows(/acme\/shop/);
  });

  it('lie beside the CLI’s login, which is never opened', async function () {
    // Windows has no such files.
    if (process.platform === 'win32') return this.skip();
    const login = path.join(folder, 'auth0_token');
    execFileSync('mkfifo', [login]);
    process.env.FAL_HOME_DIR = folder;
    await allow();
    await stage.switchTo('work (fal CLI)');
    await stage.shows(/crew\/robots/);
    await stage.door.keychain.secretTexts();
    delete process.env.FAL_HOME_DIR;
    // Whoever had opened it would wait for a writer, and a writer finds none who does.
    const { O_WRONLY, O_NONBLOCK } = fs.constants;
    assert.throws(() => fs.openSync(login, O_WRONLY | O_NONBLOCK), { code: 'ENXIO' });
  });

  for (const [what, spoil, words] of [
    [
      'is broken',
      () => write(`[work\nkey = "${TEAM_KEY}"`),
      /config\.toml cannot be read: it is no valid TOML/,
    ],
    ['is gone', () => fs.rmSync(path.join(folder, 'config.toml')), /config\.toml is not there/],
    ['lacks the profile', () => write('[other]\n'), /no longer has this account’s profile/],
  ] as const) {
    it(`say so where the file ${what}`, async () => {
      await allow();
      await stage.switchTo('work (fal CLI)');
      await stage.shows(/crew\/robots/);
      spoil();
      await vscode.commands.executeCommand('fal.refreshRequests');
      await until('the tree says so', async () => {
        const [note] = stage.door.tree.shownBelow();
        const item = note && (await stage.door.tree.resolveTreeItem(new vscode.TreeItem(''), note));
        const said = item?.tooltip ?? '';
        return words.test(typeof said === 'string' ? said : said.value);
      });
    });
  }

  it('serve no longer when the person takes that back', async () => {
    await allow();
    await stage.switchTo('work (fal CLI)');
    await stage.shows(/crew\/robots/);
    await stage.door.keychain.allowCli(false);
    await until('the tree is empty', async () => (await stage.tree()) === '');
    await stage.switchTo('Default');
    await stage.shows(/acme\/shop/);
  });
});
