import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS, type CommandId } from '../../src/core/base/contributions';
import { FAKE_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { hearMessages, type Messages } from './messages';
import { setTailStage, type Started, type TailStage } from './tailStage';

const OFFER = 'This needs a fal API key. [Set API Key] [Open fal’s Key Page]';

describe('a key that is missing', () => {
  let stage: TailStage;
  let messages: Messages;
  beforeEach(async () => {
    stage = await setTailStage();
    await stage.setKey(undefined);
    messages = hearMessages(stage.door);
  });
  afterEach(async () => {
    messages.restore();
    await stage.strike();
  });

  it('is offered to be set by every command that needs one, and nothing is asked without', async () => {
    const needing = (Object.keys(COMMANDS) as CommandId[]).filter((id) => COMMANDS[id].needsKey);
    assert.ok(needing.length > 10);
    for (const id of needing) {
      messages.shown.length = 0;
      const before = stage.fal.asked.length;
      assert.equal(await vscode.commands.executeCommand(id), undefined, id);
      assert.deepEqual(messages.shown, [OFFER], id);
      assert.equal(stage.fal.asked.length, before, id);
    }
  });

  it('is set, and then what was asked is done', async () => {
    const { requestId } = stage.fal.request({ endpointId: 'acme/shop', input: '"what was asked"' });
    messages.press('Set API Key');
    messages.type(FAKE_KEY);
    const argument = { requestId, endpointId: 'acme/shop', part: 'input' };
    await vscode.commands.executeCommand('fal.openPayloadJson', argument);
    await until(
      'the document is open',
      () => vscode.window.activeTextEditor?.document.getText() === '"what was asked"',
    );
    assert.deepEqual(messages.shown, [OFFER, 'The API key works and is stored.']);
  });

  it('is set, and then the tail is started that was asked for', async () => {
    messages.press('Set API Key');
    messages.type(`FAL_KEY=${FAKE_KEY}`);
    const started = await vscode.commands.executeCommand<Started>('fal.tailLogs', { appId: 'acme/shop' });
    stage.log('there');
    await stage.seen(started.channel, 'there');
  });

  it('stays missing where it cannot be tried, unless it is stored all the same', async () => {
    const question =
      /^The API key could not be tried\. Store it all the same\? fal cannot be reached: .*\[Store Untried\]$/;
    stage.fal.behaveAlways('any', 'reset');
    messages.type(FAKE_KEY);
    await vscode.commands.executeCommand('fal.setApiKey');
    await messages.says(question);
    assert.equal(await stage.door.accounts.key(), undefined);

    messages.type(FAKE_KEY);
    messages.press('Store Untried');
    await vscode.commands.executeCommand('fal.setApiKey');
    assert.equal(messages.shown.filter((each) => question.test(each)).length, 2);
    await until('the key is stored', async () => (await stage.door.accounts.key()) === FAKE_KEY);
  });

  it('stays missing where fal does not know the one that was typed', async () => {
    messages.type(FAKE_KEY.replace('6', '7'));
    await vscode.commands.executeCommand('fal.setApiKey');
    await messages.says(/^fal does not accept this API key, so it was not stored\. \[Try Another Key\]$/);
    assert.equal(await stage.door.accounts.key(), undefined);
  });
});
