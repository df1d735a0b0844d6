import assert from 'node:assert/strict';
import { removeKey, setKey } from '../../src/core/key/changeRing';
import { FAKE_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { addTeam, NEXT_TEAM_KEY, setAccountStage, type AccountStage } from './accountStage';
import { watchLists, type Lists } from './lists';
import { hearMessages, type Messages } from './messages';
import type { Started } from './tailStage';

describe('a tail of one of two accounts', () => {
  let stage: AccountStage;
  let messages: Messages;
  let lists: Lists;
  beforeEach(async () => {
    stage = await setAccountStage();
    await addTeam(stage);
    messages = hearMessages(stage.door);
    lists = watchLists(stage.door);
  });
  afterEach(async () => {
    lists.restore();
    messages.restore();
    await stage.strike();
  });

  const changeTeamKey = () =>
    stage.door.keychain.change((ring) => setKey(ring, 'team', NEXT_TEAM_KEY, 'team', Date.now()));
  const removeTeam = () => stage.door.keychain.change((ring) => removeKey(ring, 'team'));
  /** Of the team, with a line in it. */
  const tailTeam = async (): Promise<Started> => {
    const started = await stage.tail('stored:team');
    stage.team.log({ message: 'before' });
    await stage.seen(started.channel, 'before');
    return started;
  };
  const refuse = async ({ channel }: Started): Promise<void> => {
    stage.team.behave('streamLogs', '401');
    stage.team.breakStreams();
    await stage.seen(channel, 'Tail ended. fal does not accept this API key.');
  };
  /** In its own channel, with all that was in it. */
  const goesOn = async ({ id, channel }: Started): Promise<void> => {
    await stage.team.untilStreams(1);
    stage.team.log({ message: 'after' });
    await stage.seen(channel, 'after');
    assert.match(stage.channelText(channel), /before.*Tail ended\..*after/s);
    assert.equal(stage.door.tails.get(id).life.state.kind, 'live');
    assert.deepEqual(stage.fal.askedFor('streamLogs'), []);
  };
  const keyOf = (account: string) => stage.door.keychain.keyOf(account);

  it('that ended on a key which fal refuses asks for that account’s key, and goes on with it', async () => {
    messages.press('Set API Key');
    messages.type(NEXT_TEAM_KEY);
    const tail = await tailTeam();
    await refuse(tail);
    await messages.says(/^The API key works and is stored\.$/);
    assert.deepEqual(messages.asked, ['Set API Key of team']);
    await goesOn(tail);
    assert.equal(await keyOf('stored:team'), NEXT_TEAM_KEY);
    assert.equal(await keyOf('stored:first'), FAKE_KEY);
    assert.equal(stage.door.tree.title, 'Default · Requests');
    assert.match(await stage.tree(), /acme\/shop/);
  });

  it('stays where it is, with its lines, when Escape is pressed where it asks for the key', async () => {
    messages.press('Set API Key');
    const tail = await tailTeam();
    await refuse(tail);
    await until('the key is asked for', () => messages.asked.includes('Set API Key of team'));
    await changeTeamKey();
    await goesOn(tail);
    assert.equal(await keyOf('stored:first'), FAKE_KEY);
  });

  it('stays where it is when its account was removed and Escape is pressed where it asks for another', async () => {
    await stage.switchTo('team');
    await stage.shows(/crew\/robots/);
    messages.press('Switch Account');
    const tail = await tailTeam();
    await removeTeam();
    await stage.seen(tail.channel, 'Tail ended. This account was removed.');
    await lists.opens('Switch Account');
    await lists.escape();
    assert.match(stage.channelText(tail.channel), /before.*Tail ended\./s);
    assert.equal(stage.door.accounts.id, undefined);
    // As another window that still has it brings it back.
    await changeTeamKey();
    await goesOn(tail);
  });

  it('is not tried again, once it ended, because its account is removed', async () => {
    const ended = await tailTeam();
    await refuse(ended);
    const running = await stage.door.tails.start({ search: 'robots' }, 'stored:team');
    await stage.team.untilStreams(1);
    await removeTeam();
    await stage.seen(running.channel, 'Tail ended. This account was removed.');
    stage.door.tails.get(ended.id).channel.show();
    await stage.seen(ended.channel, 'before');
    assert.match(stage.channelText(ended.channel), /Tail ended\. fal does not accept[^\n]*\n?$/);
  });
});
