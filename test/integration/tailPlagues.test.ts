import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../support/until';
import { setTailStage, type Started, type TailStage } from './tailStage';

describe('what plagues other tails', () => {
  let stage: TailStage;
  beforeEach(async () => void (stage = await setTailStage()));
  afterEach(() => stage.strike());

  const live = async (filter: object): Promise<Started> => {
    const started = await stage.tail(filter);
    await stage.fal.untilStreams(1);
    return started;
  };

  it('a tail that ended on an error starts again (vscode-azurefunctions#4044)', async () => {
    stage.fal.behave('streamLogs', '404');
    const ended = await stage.tail({ appId: 'acme/shop' });
    assert.equal(stage.door.tails.get(ended.id).life.state.kind, 'ended');
    const again = await live({ appId: 'acme/shop' });
    stage.log('there');
    await stage.seen(again.channel, 'there');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('a tail lives on over a deploy (vscode-azurefunctions#3646)', async () => {
    const { channel } = await live({ appId: 'acme/shop' });
    stage.fal.log({ message: 'before', app: 'acme/shop', revision: 'one' });
    await stage.seen(channel, 'before');
    stage.fal.behave('streamLogs', '503', '502');
    stage.fal.breakStreams('clean');
    stage.fal.log({ message: 'after', app: 'acme/shop', revision: 'two' });
    await stage.seen(channel, 'after');
    assert.deepEqual(stage.messages(channel), ['before', 'after']);
  });

  it('a tail stops after the tree was refreshed (vscode-azureappservice#525)', async () => {
    const { id } = await live({ appId: 'acme/shop' });
    await vscode.commands.executeCommand('fal.refreshRequests');
    await vscode.commands.executeCommand('fal.stopTail', id);
    await stage.fal.untilStreams(0);
    await until('no tail runs', () => stage.door.tails.running.length === 0);
  });

  it('a channel keeps its lines while another is shown (vscode-kubernetes-tools#616)', async () => {
    const { channel, id } = await live({ appId: 'acme/shop' });
    stage.log('one');
    await stage.seen(channel, 'one');
    await vscode.commands.executeCommand('fal.showDiagnostics');
    stage.log('two');
    const { transcript } = stage.door.tails.get(id);
    await until('it was received', () => transcript.figures.received === 2);
    await stage.tail({ appId: 'acme/shop' });
    await stage.seen(channel, 'two');
    assert.deepEqual(stage.messages(channel), ['one', 'two']);
  });
});
