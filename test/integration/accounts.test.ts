import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { removeKey, renameKey, setKey } from '../../src/core/key/changeRing';
import { FAKE_KEY, startFakeFal, TEAM_KEY, type FakeFal } from '../fake/fakeFal';
import { until } from '../support/until';
import { setStage, type Stage } from './stage';

const REQUEST = '019e6d0a-e5be-7b82-b329-35ae64296902';
const ENDPOINT = 'fal-ai/shared';

describe('several accounts', () => {
  let stage: Stage;
  let team: FakeFal;

  /** The person's own account, then the team's: two worlds behind one address, told apart by the key. */
  beforeEach(async () => {
    team = await startFakeFal({ data: 'empty', keys: [TEAM_KEY] });
    stage = await setStage({ data: 'empty', neighbour: team });
    const both = [
      [stage.fal, 'acme', 'shop'],
      [team, 'crew', 'robots'],
    ] as const;
    for (const [{ world }, owner, name] of both) {
      world.app({ owner, name });
      world.request({ source: 'made', requestId: REQUEST, endpointId: ENDPOINT, output: `"of ${owner}"` });
    }
    await vscode.commands.executeCommand('fal.requests.focus');
    await shows('acme/shop');
  });
  afterEach(async () => {
    await stage.strike();
    await team.close();
  });

  /** As another window does it: SecretStorage's event is all that tells. */
  const addElsewhere = () =>
    stage.door.keychain.change((ring) => setKey(ring, 'team', TEAM_KEY, 'team', Date.now()));
  const addTeam = async () => {
    await addElsewhere();
    await until('there are two', () => stage.door.accounts.label() !== undefined);
  };
  const switchTo = (name: string) => vscode.commands.executeCommand('fal.switchAccount', name);
  const shows = (text: string) =>
    until(`the tree shows ${text}`, async () => (await stage.tree()).includes(text));
  const tail = (filter: object = {}) =>
    vscode.commands.executeCommand<{ id: string; channel: string }>('fal.tailLogs', filter);
  const seen = (channel: string, text: string) =>
    until(`“${text}” is seen in ${channel}`, () => stage.channelText(channel).includes(text));
  const lifeOf = (id: string) => stage.door.tails.get(id).life;

  it('are not spoken of while there is one', async () => {
    assert.equal(stage.door.tree.title, 'Requests');
    assert.equal((await tail()).channel, 'fal: all apps');
  });

  it('are told of when another window adds one, which disturbs nothing here', async () => {
    const { id } = await tail();
    await stage.fal.untilStreams(1);
    await until('the row in sight says how it goes', () => stage.fal.askedFor('queue').length > 0);
    const asked = stage.fal.asked.length;
    await addElsewhere();
    await until('the title says whose', () => stage.door.tree.title === 'Default · Requests');
    assert.match(await stage.tree(), /acme\/shop/);
    assert.equal(stage.fal.asked.length, asked);
    assert.equal(lifeOf(id).reconnects, 0);
    assert.deepEqual(team.asked, []);
  });

  it('are told of by the name another window gave them', async () => {
    await addTeam();
    await stage.door.keychain.change((ring) => renameKey(ring, 'first', 'personal'));
    await until('the title has the name', () => stage.door.tree.title === 'personal · Requests');
  });

  it('take turns in the tree, and neither is asked for what is the other’s', async () => {
    await addTeam();
    const asked = stage.fal.asked.length;
    await switchTo('team');
    await shows('crew/robots');
    assert.doesNotMatch(await stage.tree(), /acme/);
    assert.equal(stage.door.tree.title, 'team · Requests');
    assert.equal(stage.fal.asked.length, asked);
    assert.doesNotMatch(JSON.stringify(team.asked), /acme/);
    await switchTo('Default');
    await shows('acme/shop');
    assert.doesNotMatch(JSON.stringify(stage.fal.asked), /crew/);
  });

  it('keep out what was asked for before the switch and answered after it', async () => {
    await addTeam();
    stage.fal.behaveAlways('any', 'held');
    const asked = stage.fal.asked.length;
    void vscode.commands.executeCommand('fal.refreshRequests');
    await stage.fal.untilAsked(asked + 1);
    await switchTo('team');
    await shows('crew/robots');
    stage.fal.behaveWell();
    stage.fal.release();
    await vscode.commands.executeCommand('fal.refreshRequests');
    assert.doesNotMatch(await stage.tree(), /acme/);
  });

  it('leave a running tail with the one it was started with, and it says so', async () => {
    await addTeam();
    const own = await tail();
    await stage.fal.untilStreams(1);
    await switchTo('team');
    await seen(own.channel, 'This tail goes on with Default.');
    const theirs = await tail();
    await team.untilStreams(1);
    assert.equal(theirs.channel, 'fal: team · all apps');
    stage.fal.log({ message: 'from the shop' });
    team.log({ message: 'from the robots' });
    stage.fal.breakStreams();
    await stage.fal.untilStreams(1);
    stage.fal.log({ message: 'from the shop again' });
    await seen(theirs.channel, 'from the robots');
    assert.doesNotMatch(stage.channelText(theirs.channel), /shop/);
    stage.door.tails.get(own.id).channel.show();
    await seen(own.channel, 'from the shop again');
    assert.doesNotMatch(stage.channelText(own.channel), /robots/);
  });

  it('lead from a tail’s line to the request of its own account', async () => {
    await addTeam();
    const { channel } = await tail();
    stage.fal.log({ message: `request_id=${REQUEST}` });
    await seen(channel, REQUEST);
    await switchTo('team');
    const document = vscode.workspace.textDocuments.find(({ fileName }) => fileName.endsWith(channel));
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document?.uri,
    );
    assert.match(decodeURIComponent(String(links[0]?.target)), /"account":"stored:first"/);
  });

  it('each have their own of what is called the same: a document, a copy', async () => {
    await addTeam();
    const ref = { requestId: REQUEST, endpointId: ENDPOINT, source: 'made' };
    const open = async () => {
      await vscode.commands.executeCommand('fal.openPayloadJson', { ...ref, part: 'output' });
      return vscode.window.activeTextEditor?.document;
    };
    const copy = async () => {
      await vscode.commands.executeCommand('fal.copyAs', { ...ref, format: 'json' });
      return vscode.env.clipboard.readText();
    };
    const own = await open();
    assert.match(await copy(), /of acme/);
    await switchTo('team');
    const theirs = await open();
    assert.match(await copy(), /of crew/);
    assert.match(theirs?.getText() ?? '', /of crew/);
    assert.match(own?.getText() ?? '', /of acme/);
  });

  it('say in a panel whose request it is, which it stays', async () => {
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    const openRequest = (ref: object) =>
      vscode.commands.executeCommand('fal.openRequest', { requestId: REQUEST, endpointId: ENDPOINT, ...ref });
    await openRequest({ source: 'made' });
    await until('the panel is there', () => tabs().includes(`${ENDPOINT} …64296902`));
    await addTeam();
    await until('it says whose', () => tabs().includes(`${ENDPOINT} …64296902 · Default`));
    await switchTo('team');
    assert.ok(tabs().includes(`${ENDPOINT} …64296902 · Default`));
    await openRequest({ source: 'made' });
    await until('it shows the other', () => tabs().includes(`${ENDPOINT} …64296902 · team`));
  });

  it('leave none in use when the one in use is removed, until another is chosen', async () => {
    await addTeam();
    await switchTo('team');
    await shows('crew/robots');
    const { id, channel } = await tail();
    await team.untilStreams(1);
    const asked = stage.fal.asked.length;
    await stage.door.keychain.change((ring) => removeKey(ring, 'team'));
    await until('the tree is empty', async () => (await stage.tree()) === '');
    await seen(channel, 'Tail ended. This account was removed.');
    assert.equal(lifeOf(id).state.kind, 'ended');
    assert.equal(stage.door.accounts.id, undefined);
    assert.equal(stage.fal.asked.length, asked);
    await switchTo('Default');
    await shows('acme/shop');
  });

  it('go on in a running tail when their key is changed, which it says, and not when the address is', async () => {
    const { channel } = await tail();
    await stage.fal.untilStreams(1);
    await stage.setApiUrl(stage.fal.urlThat('good'));
    await stage.fal.untilAsked(2, 'streamLogs');
    await stage.door.keychain.change((ring) => setKey(ring, 'first', TEAM_KEY, '', Date.now()));
    await team.untilStreams(1);
    team.log({ message: 'from the robots' });
    await seen(channel, 'from the robots');
    const notes = [...stage.channelText(channel).matchAll(/\[tail\] (.*)|from the robots/g)];
    assert.deepEqual(
      notes.map(([text, note]) => note ?? text),
      ['The API key of this account was changed. The tail goes on with it.', 'from the robots'],
    );
  });

  it('leave none in use when another window removes the one in use here, though it was never chosen', async () => {
    await addTeam();
    await stage.door.keychain.change((ring) => removeKey(ring, 'first'));
    await until('the tree is empty', async () => (await stage.tree()) === '');
    assert.deepEqual(team.asked, []);
    await switchTo('team');
    await shows('crew/robots');
  });

  it('are refused by a name that none has', async () => {
    await assert.rejects(async () => switchTo('nobody'), /There is no account “nobody”/);
    assert.match(await stage.tree(), /acme/);
  });

  describe('of the fal CLI', () => {
    let folder: string;
    beforeEach(() => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-cli-'));
      process.env.FAL_CONFIG_PATH = path.join(folder, 'config.toml');
      write(`[work]\nkey = "${TEAM_KEY}"\n`);
    });
    afterEach(async () => {
      await stage.door.keychain.allowCli(false);
      delete process.env.FAL_CONFIG_PATH;
      fs.rmSync(folder, { recursive: true });
    });
    const write = (toml: string) => fs.writeFileSync(path.join(folder, 'config.toml'), toml);
    const allow = async () => {
      await stage.door.keychain.allowCli(true);
      await until('it may be read', async () => (await stage.door.accounts.looked()).holdings.mayReadCli);
    };

    it('are not there before the person agreed', async () => {
      await assert.rejects(async () => switchTo('work (fal CLI)'), /There is no account/);
    });

    it('serve without being stored', async () => {
      await allow();
      await switchTo('work (fal CLI)');
      await shows('crew/robots');
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
        [team, REQUEST.replace('019e', '019d')],
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
      await switchTo('work (fal CLI)');
      await until('the former’s is shown', async () => (await ids()).length === 1);
      assert.notDeepEqual(await ids(), [REQUEST]);
      write(`[work]\nkey = "${FAKE_KEY}"\n`);
      await vscode.commands.executeCommand('fal.refreshRequests');
      await until('the other’s is shown', async () => (await ids()).includes(REQUEST));
      assert.deepEqual(await ids(), [REQUEST]);
      assert.doesNotMatch(await stage.tree(), /crew/);
    });

    it('let in nothing that was asked for the former and answered after', async () => {
      await allow();
      await switchTo('work (fal CLI)');
      await shows('crew/robots');
      team.behaveAlways('any', 'held');
      const asked = team.asked.length;
      void vscode.commands.executeCommand('fal.refreshRequests');
      await team.untilAsked(asked + 1);
      write(`[work]\nkey = "${FAKE_KEY}"\n`);
      await stage.door.accounts.key();
      await shows('acme/shop');
      team.release();
      await vscode.commands.executeCommand('fal.refreshRequests');
      assert.doesNotMatch(await stage.tree(), /crew/);
    });

    it('are told of in a tail that connects again with another one', async () => {
      await allow();
      await switchTo('work (fal CLI)');
      const { channel } = await tail();
      await team.untilStreams(1);
      write(`[work]\nkey = "${FAKE_KEY}"\n`);
      team.breakStreams();
      await stage.fal.untilStreams(1);
      stage.fal.log({ message: 'from the shop' });
      await seen(channel, 'from the shop');
      assert.match(stage.channelText(channel), /The API key of this account was changed\..*from the shop/s);
    });

    it('end no sample data when the file changes', async () => {
      await allow();
      await switchTo('work (fal CLI)');
      await vscode.commands.executeCommand('fal.trySampleData');
      await shows('portrait-studio');
      const { keychain, accounts, tree } = stage.door;
      const revision = async () => (await accounts.looked()).holdings.cliRevisions.get('work') ?? 0;
      const before = await revision();
      write(`[work]\nkey = "${FAKE_KEY}"\n`);
      await keychain.secretTexts();
      assert.equal(await revision(), before + 1);
      assert.equal(tree.title, 'Sample data · Requests');
      await vscode.commands.executeCommand('fal.leaveSampleData');
      await shows('acme/shop');
    });

    it('lie beside the CLI’s login, which is never opened', async function () {
      // Windows has no such files.
      if (process.platform === 'win32') return this.skip();
      const login = path.join(folder, 'auth0_token');
      execFileSync('mkfifo', [login]);
      process.env.FAL_HOME_DIR = folder;
      await allow();
      await switchTo('work (fal CLI)');
      await shows('crew/robots');
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
        await switchTo('work (fal CLI)');
        await shows('crew/robots');
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
      await switchTo('work (fal CLI)');
      await shows('crew/robots');
      await stage.door.keychain.allowCli(false);
      await until('the tree is empty', async () => (await stage.tree()) === '');
      await switchTo('Default');
      await shows('acme/shop');
    });
  });
});
