import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../support/until';
import { hearMessages, type Messages } from './messages';
import { setStage, type Stage } from './stage';

describe('a request’s JSON document', () => {
  let stage: Stage;
  let messages: Messages;
  beforeEach(async () => {
    stage = await setStage({ data: 'empty' });
    messages = hearMessages(stage.door);
    stage.fal.world.app({ owner: 'acme', name: 'shop' });
  });
  afterEach(async () => {
    messages.restore();
    await stage.strike();
  });

  const refOf = ({ requestId }: { readonly requestId: string }) =>
    ({ requestId, endpointId: 'acme/shop', source: 'owned' }) as const;
  const open = (requestId: string, part: 'input' | 'output' | 'request') =>
    vscode.commands.executeCommand('fal.openPayloadJson', { ...refOf({ requestId }), part });
  const shown = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';
  const shows = (pattern: RegExp) => until(`it shows ${String(pattern)}`, () => pattern.test(shown()));
  const close = () => vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const asked = (): number => stage.fal.askedFor('ownedRequests').length;

  it('tells the end of a request that ran when it was opened before, whether its editor is there still', async () => {
    for (const isClosed of [false, true]) {
      const running = stage.fal.request({ endpointId: 'acme/shop', input: '"a cat"', endedAt: null });
      await open(running.requestId, 'request');
      await shows(/"a cat"/);
      assert.doesNotMatch(shown(), /"a picture"/);
      if (isClosed) await close();
      const { requests } = stage.fal.world;
      const ended = { ...running, endedAt: Date.now(), statusCode: 200, output: '"a picture"' };
      requests[requests.indexOf(running)] = ended;
      await open(running.requestId, 'request');
      await shows(/"a picture"/);
    }
  });

  it('is not asked for again while VS Code holds it and it says all there will be', async () => {
    const { requestId } = stage.fal.request({ endpointId: 'acme/shop', input: '1', output: '2' });
    await open(requestId, 'input');
    await shows(/^1$/);
    const before = asked();
    await open(requestId, 'input');
    assert.equal(asked(), before);
  });

  it('stays as it is where it cannot be asked for again, which is said', async () => {
    const running = stage.fal.request({ endpointId: 'acme/shop', input: '"kept"', endedAt: null });
    await open(running.requestId, 'input');
    await shows(/^"kept"$/);
    stage.fal.behave('ownedRequests', '500');
    await open(running.requestId, 'input');
    await messages.says(/^fal has trouble: it answered 500\./);
    assert.equal(shown(), '"kept"');
  });

  it('says so once its payloads are deleted, and does not open any more', async () => {
    const deleted = stage.fal.request({ endpointId: 'acme/shop', input: '"secret"', output: '2' });
    await open(deleted.requestId, 'input');
    await shows(/^"secret"$/);
    messages.press('Delete');
    await vscode.commands.executeCommand('fal.deletePayloads', refOf(deleted));
    await shows(/^\/\/ fal sent no input\. /);
    await close();
    await open(deleted.requestId, 'input');
    await messages.says(/^fal sent no input\. /);
    assert.deepEqual(vscode.window.tabGroups.activeTabGroup.tabs, []);
  });
});
