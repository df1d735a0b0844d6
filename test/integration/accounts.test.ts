import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { removeKey, renameKey, setKey } from '../../src/core/key/changeRing';
import { TEAM_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { addElsewhere, addTeam, ENDPOINT, REQUEST, setAccountStage, type AccountStage } from './accountStage';

describe('several accounts', () => {
  let stage: AccountStage;
  beforeEach(async () => void (stage = await setAccountStage()));
  afterEach(() => stage.strike());

  const lifeOf = (id: string) => stage.door.tails.get(id).life;

  it('are not spoken of while there is one', async () => {
    assert.equal(stage.door.tree.title, 'Requests');
    assert.equal((await stage.tail()).channel, 'fal: all apps');
  });

  it('are told of when another window adds one, which disturbs nothing here', async () => {
    const { id } = await stage.tail();
    await stage.fal.untilStreams(1);
    await until('the row in sight says how it goes', () => stage.fal.askedFor('queue').length > 0);
    const asked = stage.fal.asked.length;
    await addElsewhere(stage);
    await until('the title says whose', () => stage.door.tree.title === 'Default · Requests');
    assert.match(await stage.tree(), /acme\/shop/);
    assert.equal(stage.fal.asked.length, asked);
    assert.equal(lifeOf(id).reconnects, 0);
    assert.deepEqual(stage.team.asked, []);
  });

  it('are told of by the name another window gave them', async () => {
    await addTeam(stage);
    await stage.door.keychain.change((ring) => renameKey(ring, 'first', 'personal'));
    await until('the title has the name', () => stage.door.tree.title === 'personal · Requests');
  });

  it('take turns in the tree, and neither is asked for what is the other’s', async () => {
    await addTeam(stage);
    const asked = stage.fal.asked.length;
    await stage.switchTo('team');
    await stage.shows(/crew\/robots/);
    assert.doesNotMatch(await stage.tree(), /acme/);
    assert.equal(stage.door.tree.title, 'team · Requests');
    assert.equal(stage.fal.asked.length, asked);
    assert.doesNotMatch(JSON.stringify(stage.team.asked), /acme/);
    await stage.switchTo('Default');
    await stage.shows(/acme\/shop/);
    assert.doesNotMatch(JSON.stringify(stage.fal.asked), /crew/);
  });

  it('keep out what was asked for before the switch and answered after it', async () => {
    await addTeam(stage);
    stage.fal.behaveAlways('any', 'held');
    const asked = stage.fal.asked.length;
    void vscode.commands.executeCommand('fal.refreshRequests');
    await stage.fal.untilAsked(asked + 1);
    await stage.switchTo('team');
    await stage.shows(/crew\/robots/);
    stage.fal.behaveWell();
    stage.fal.release();
    await vscode.commands.executeCommand('fal.refreshRequests');
    assert.doesNotMatch(await stage.tree(), /acme/);
  });

  it('leave a running tail with the one it was started with, and it says so', async () => {
    await addTeam(stage);
    const own = await stage.tail();
    await stage.fal.untilStreams(1);
    await stage.switchTo('team');
    await stage.seen(own.channel, 'This tail goes on with Default.');
    const theirs = await stage.tail();
    await stage.team.untilStreams(1);
    assert.equal(theirs.channel, 'fal: team · all apps');
    stage.fal.log({ message: 'from the shop' });
    stage.team.log({ message: 'from the robots' });
    stage.fal.breakStreams();
    await stage.fal.untilStreams(1);
    stage.fal.log({ message: 'from the shop again' });
    await stage.seen(theirs.channel, 'from the robots');
    assert.doesNotMatch(stage.channelText(theirs.channel), /shop/);
    stage.door.tails.get(own.id).channel.show();
    await stage.seen(own.channel, 'from the shop again');
    assert.doesNotMatch(stage.channelText(own.channel), /robots/);
  });

  it('lead from a tail’s line to the request of its own account', async () => {
    await addTeam(stage);
    const { channel } = await stage.tail();
    stage.fal.log({ message: `request_id=${REQUEST}` });
    await stage.seen(channel, REQUEST);
    await stage.switchTo('team');
    const document = vscode.workspace.textDocuments.find(({ fileName }) => fileName.endsWith(channel));
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document?.uri,
    );
    assert.match(decodeURIComponent(String(links[0]?.target)), /"account":"stored:first"/);
  });

  it('each have their own of what is called the same: a document, a copy', async () => {
    await addTeam(stage);
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
    await stage.switchTo('team');
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
    await addTeam(stage);
    await until('it says whose', () => tabs().includes(`${ENDPOINT} …64296902 · Default`));
    await stage.switchTo('team');
    assert.ok(tabs().includes(`${ENDPOINT} …64296902 · Default`));
    await openRequest({ source: 'made' });
    await until('it shows the other', () => tabs().includes(`${ENDPOINT} …64296902 · team`));
  });

  it('leave none in use when the one in use is removed, until another is chosen', async () => {
    await addTeam(stage);
    await stage.switchTo('team');
    await stage.shows(/crew\/robots/);
    const { id, channel } = await stage.tail();
    await stage.team.untilStreams(1);
    const asked = stage.fal.asked.length;
    await stage.door.keychain.change((ring) => removeKey(ring, 'team'));
    await until('the tree is empty', async () => (await stage.tree()) === '');
    await stage.seen(channel, 'Tail ended. This account was removed.');
    assert.equal(lifeOf(id).state.kind, 'ended');
    assert.equal(stage.door.accounts.id, undefined);
    assert.equal(stage.fal.asked.length, asked);
    await stage.switchTo('Default');
    await stage.shows(/acme\/shop/);
  });

  it('go on in a running tail when their key is changed, which it says, and not when the address is', async () => {
    const { channel } = await stage.tail();
    await stage.fal.untilStreams(1);
    await stage.setApiUrl(stage.fal.urlThat('good'));
    await stage.fal.untilAsked(2, 'streamLogs');
    await stage.door.keychain.change((ring) => setKey(ring, 'first', TEAM_KEY, '', Date.now()));
    await stage.team.untilStreams(1);
    stage.team.log({ message: 'from the robots' });
    await stage.seen(channel, 'from the robots');
    const notes = [...stage.channelText(channel).matchAll(/\[tail\] (.*)|from the robots/g)];
    assert.deepEqual(
      notes.map(([text, note]) => note ?? text),
      ['The API key of this account was changed. The tail goes on with it.', 'from the robots'],
    );
  });

  it('leave none in use when another window removes the one in use here, though it was never chosen', async () => {
    await addTeam(stage);
    await stage.door.keychain.change((ring) => removeKey(ring, 'first'));
    await until('the tree is empty', async () => (await stage.tree()) === '');
    assert.deepEqual(stage.team.asked, []);
    await stage.switchTo('team');
    await stage.shows(/crew\/robots/);
  });

  it('are refused by a name that none has', async () => {
    await assert.rejects(async () => stage.switchTo('nobody'), /There is no account “nobody”/);
    assert.match(await stage.tree(), /acme/);
  });
});
