import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../support/until';
import { hearMessages, type Messages } from './messages';
import { setStage, type Stage } from './stage';

const ID = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890';
const OTHER = '019e6d0a-e5be-7b82-b329-35ae64296902';

describe('a request’s payload', () => {
  let stage: Stage;
  let messages: Messages;
  beforeEach(async () => {
    stage = await setStage({ data: 'empty' });
    messages = hearMessages(stage.door);
    stage.fal.world.app({ owner: 'acme', name: 'shop' });
    stage.fal.request({
      requestId: ID,
      endpointId: 'acme/shop',
      input: '{"seed": 196619188014358660, "prompt": "cat"}',
      output: '{"ok":true}',
    });
  });
  afterEach(async () => {
    messages.restore();
    await stage.strike();
  });

  const panels = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(
        ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('fal.payload'),
      );

  it('opens in a panel, which the next request reuses', async () => {
    await vscode.commands.executeCommand('fal.openRequest', { requestId: ID, endpointId: 'acme/shop' });
    await until('the panel is open', () => panels().length === 1);
    const other = stage.fal.request({ endpointId: 'acme/shop' });
    await vscode.commands.executeCommand('fal.openRequest', { requestId: other.requestId });
    await until('the panel shows the other request', () =>
      panels()[0]?.label.includes(other.requestId.slice(-8)),
    );
    assert.equal(panels().length, 1);
  });

  it('is found by its id alone', async () => {
    await vscode.commands.executeCommand('fal.openRequest', { requestId: `see ${ID}!` });
    await until('the panel is open', () => panels().length === 1);
  });

  it('is said to be nowhere, with the places where it was looked for', async () => {
    await vscode.commands.executeCommand('fal.openRequest', { requestId: OTHER, endpointId: 'acme/shop' });
    await messages.says(
      new RegExp(`^No request ${OTHER} in the last 90 days at acme/shop, nor at an endpoint`),
    );
    await vscode.commands.executeCommand('fal.openRequest', { requestId: OTHER });
    await messages.says(/ at your apps, your pinned endpoints and .* called of late\. .* \[Open Settings\]$/);
    assert.equal(panels().length, 0);
  });

  it('opens as JSON with its digits untouched, read-only', async () => {
    const argument = { requestId: ID, endpointId: 'acme/shop', part: 'input' };
    await vscode.commands.executeCommand('fal.openPayloadJson', argument);
    const editor = await until('the document is open', () => {
      const shown = vscode.window.activeTextEditor;
      return shown?.document.uri.scheme === 'fal-request' && shown;
    });
    assert.equal(editor.document.languageId, 'json');
    assert.match(editor.document.getText(), /"seed": 196619188014358660,/);
    // VS Code refuses by saying no or by throwing, depending on its version.
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'x')).then(undefined, () => false);
    assert.ok(!editor.document.getText().startsWith('x'));
  });

  for (const [behaviour, words] of [
    [
      '401',
      'fal does not accept this API key. Set another one. fal says: “Authentication required” [Set API Key] [Open fal’s Key Page]',
    ],
    [
      '500',
      'fal has trouble: it answered 500. Try again in a moment. fal says: “An unexpected error occurred” [Try Again] [Show Diagnostics Log]',
    ],
  ] as const) {
    it(`that cannot be opened as JSON for ${behaviour} says why, and what to do`, async () => {
      // VS Code holds on to documents for a while: of another request there is none.
      const { requestId } = stage.fal.request({ endpointId: 'acme/shop', input: '1', output: '2' });
      const ref = { requestId, endpointId: 'acme/shop', source: 'owned' };
      stage.fal.behave('ownedRequests', behaviour, behaviour, behaviour);
      await vscode.commands.executeCommand('fal.openPayloadJson', { ...ref, part: 'input' });
      await vscode.commands.executeCommand('fal.compareRequests', ref, { ...ref, endpointId: 'acme/other' });
      assert.deepEqual(messages.shown, [words, words]);
      assert.deepEqual(vscode.window.tabGroups.activeTabGroup.tabs, []);
    });
  }

  it('that cannot be opened as JSON can be tried again', async () => {
    stage.fal.behave('ownedRequests', '500');
    messages.press('Try Again');
    const { requestId } = stage.fal.request({ endpointId: 'acme/shop', input: '"twice"', output: '2' });
    const argument = { requestId, endpointId: 'acme/shop', source: 'owned', part: 'input' };
    await vscode.commands.executeCommand('fal.openPayloadJson', argument);
    await until(
      'the document is open',
      () => vscode.window.activeTextEditor?.document.getText() === '"twice"',
    );
    assert.equal(messages.shown.length, 1);
  });

  it('that fal did not send says which reasons are possible', async () => {
    const { requestId } = stage.fal.request({ endpointId: 'acme/shop', input: undefined, output: '1' });
    const argument = { requestId, endpointId: 'acme/shop', source: 'owned' };
    await vscode.commands.executeCommand('fal.openPayloadJson', { ...argument, part: 'input' });
    await messages.says(/^fal sent no input\. Possible reasons: .*X-Fal-Store-IO.* \[Try Again\]$/);
    await vscode.commands.executeCommand('fal.openPayloadJson', {
      ...argument,
      requestId: OTHER,
      part: 'input',
    });
    await messages.says(/^fal has no request .* at acme\/shop\. \[Try Again\]$/);
  });

  it('stays where it is kept open, and the next one opens beside it', async () => {
    await vscode.commands.executeCommand('fal.openRequest', { requestId: ID, endpointId: 'acme/shop' });
    await until('the panel is open', () => panels().length === 1);
    await vscode.commands.executeCommand('_fal.keepOpen');
    const other = stage.fal.request({ endpointId: 'acme/shop', input: '1', output: '2' });
    await vscode.commands.executeCommand('fal.openRequest', { requestId: other.requestId });
    await until('both are open', () => panels().length === 2);
    await vscode.commands.executeCommand('fal.openRequest', { requestId: ID, endpointId: 'acme/shop' });
    await until('the first is in front', () =>
      panels()
        .find(({ isActive }) => isActive)
        ?.label.includes('34567890'),
    );
    assert.equal(panels().length, 2);
  });

  it('is compared with another in VS Code’s own diff, keys in order and digits untouched', async () => {
    const other = stage.fal.request({
      endpointId: 'acme/shop',
      input: '{"prompt": "dog", "seed": 196619188014358661}',
      output: '{"ok":true}',
    });
    await vscode.commands.executeCommand(
      'fal.compareRequests',
      { requestId: ID, endpointId: 'acme/shop' },
      { requestId: other.requestId, endpointId: 'acme/shop' },
    );
    const diff = await until('the diff is open', () => {
      const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      return input instanceof vscode.TabInputTextDiff && input;
    });
    const texts = await Promise.all(
      [diff.original, diff.modified].map(async (uri) =>
        (await vscode.workspace.openTextDocument(uri)).getText(),
      ),
    );
    assert.deepEqual(texts, [
      '{\n  "input": {\n    "prompt": "cat",\n    "seed": 196619188014358660\n  },\n  "output": {\n    "ok": true\n  }\n}',
      '{\n  "input": {\n    "prompt": "dog",\n    "seed": 196619188014358661\n  },\n  "output": {\n    "ok": true\n  }\n}',
    ]);
  });

  it('is asked for once by panel, JSON and comparison', async () => {
    const ref = { requestId: ID, endpointId: 'acme/shop', source: 'owned' };
    const before = stage.fal.askedFor('ownedRequests').length;
    await vscode.commands.executeCommand('fal.openRequest', ref);
    await until('it is asked for', () => stage.fal.askedFor('ownedRequests').length === before + 1);
    await until('the panel is open', () => panels().length === 1);
    await until('its logs are asked for', () => stage.fal.askedFor('logHistory').length > 0);
    await vscode.commands.executeCommand('fal.openPayloadJson', { ...ref, part: 'output' });
    await until('the document is open', () =>
      vscode.window.activeTextEditor?.document.getText().includes('"ok"'),
    );
    assert.equal(stage.fal.askedFor('ownedRequests').length, before + 1);
  });

  it('is refused with words when the argument is wrong', async () => {
    await assert.rejects(
      async () => vscode.commands.executeCommand('fal.openRequest', { requestId: 5 }),
      /“requestId”/,
    );
    await assert.rejects(
      async () => vscode.commands.executeCommand('fal.openRequest', { requestId: 'no id' }),
      /“requestId”: it takes a request id/,
    );
  });
});
