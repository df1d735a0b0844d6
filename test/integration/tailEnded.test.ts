import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FAKE_KEY, type BehaviourName } from '../fake/fakeFal';
import { until } from '../support/until';
import { setTailStage, type Started, type TailStage } from './tailStage';

describe('a tail that ended on an error', () => {
  let stage: TailStage;
  beforeEach(async () => void (stage = await setTailStage()));
  afterEach(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await stage.strike();
  });

  const endOn = async (behaviour: BehaviourName, filter = {}): Promise<Started> => {
    stage.fal.behave('streamLogs', behaviour);
    const started = await stage.tail({ appId: 'acme/shop', ...filter });
    assert.equal(stage.door.tails.get(started.id).life.state.kind, 'ended');
    return started;
  };
  const goesOn = async ({ id, channel }: Started): Promise<void> => {
    await until('it is live again', () => stage.door.tails.get(id).life.state.kind === 'live');
    stage.log('after');
    await stage.seen(channel, 'after');
  };

  it('for a key that may not read comes back with another one', async () => {
    const started = await endOn('403');
    await stage.setKey(FAKE_KEY);
    await goesOn(started);
  });

  it('and was dismissed stays so when there is another key, with which others come back', async () => {
    const dismissed = await endOn('401');
    const other = await endOn('401', { search: 'after' });
    await vscode.commands.executeCommand('fal.stopTail', dismissed.id);
    const asked = stage.fal.askedFor('streamLogs').length;
    await stage.setKey(FAKE_KEY);
    await goesOn(other);
    assert.equal(stage.door.tails.get(dismissed.id).life.state.kind, 'ended');
    assert.equal(stage.fal.askedFor('streamLogs').length, asked + 1);
  });

  it('for an address that cannot be used comes back with one that can', async () => {
    await stage.setApiUrl('http://example.com/v1');
    const started = await stage.tail({ appId: 'acme/shop' });
    assert.equal(stage.door.tails.get(started.id).life.state.kind, 'ended');
    await stage.setApiUrl(stage.fal.url);
    await goesOn(started);
  });

  it('for another reason does not ask again when the key changes', async () => {
    const { id } = await endOn('422-text');
    const asked = stage.fal.askedFor('streamLogs').length;
    await stage.setKey(FAKE_KEY);
    assert.equal(stage.door.tails.get(id).life.state.kind, 'ended');
    assert.equal(stage.fal.askedFor('streamLogs').length, asked);
  });

  it('while it was held still shows what came meanwhile once it is resumed', async () => {
    const { id, channel } = await stage.tailWith('before');
    await vscode.commands.executeCommand('fal.pauseTail', id);
    stage.log('meanwhile');
    const { transcript, life } = stage.door.tails.get(id);
    await until('it came', () => transcript.figures.received === 2);
    stage.fal.behave('streamLogs', '404');
    stage.fal.breakStreams('clean');
    await until('it has ended', () => life.state.kind === 'ended');
    assert.deepEqual(stage.messages(channel), ['before']);
    // The only one that is held still need not be named.
    await vscode.commands.executeCommand('fal.resumeTail');
    await stage.seen(channel, 'Tail ended.');
    assert.deepEqual(stage.messages(channel), ['before', 'meanwhile']);
  });

  it('is closed with its channel, whose name is free then', async () => {
    const { id, channel } = await stage.tailWith('before');
    const { tails } = stage.door;
    stage.fal.behave('streamLogs', '404');
    stage.fal.breakStreams('clean');
    await until('it has ended', () => tails.get(id).life.state.kind === 'ended');
    tails.close([tails.get(id)]);
    assert.deepEqual(tails.all, []);
    assert.equal((await stage.tail({ appId: 'acme/shop' })).channel, channel);
  });

  it('is told of until it is dismissed', async () => {
    const { id } = await endOn('404');
    const told = () => stage.door.tails.current.map((tail) => tail.id);
    assert.ok(told().includes(id));
    await vscode.commands.executeCommand('fal.stopTail', id);
    assert.ok(!told().includes(id));
  });
});
