import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../support/until';
import { setStage, type Stage } from './stage';

const ID = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890';

describe('a request’s payload', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage({ data: 'empty' });
    stage.fal.world.app({ owner: 'acme', name: 'shop' });
    stage.fal.request({
      requestId: ID,
      endpointId: 'acme/shop',
      input: '{"seed": 196619188014358660, "prompt": "cat"}',
      output: '{"ok":true}',
    });
  });
  afterEach(() => stage.strike());

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
      panels()[0]?.label.includes(other.requestId.slice(0, 8)),
    );
    assert.equal(panels().length, 1);
  });

  it('is found by its id alone', async () => {
    await vscode.commands.executeCommand('fal.openRequest', { requestId: `see ${ID}!` });
    await until('the panel is open', () => panels().length === 1);
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
