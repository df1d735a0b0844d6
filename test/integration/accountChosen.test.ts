import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FAKE_KEY } from '../fake/fakeFal';
import { watchLists, type Lists } from './lists';
import { setStage, type Stage } from './stage';

describe('choosing an account', () => {
  let stage: Stage;
  let lists: Lists;
  beforeEach(async () => {
    stage = await setStage({ data: 'empty' });
    lists = watchLists(stage.door);
  });
  afterEach(async () => {
    lists.restore();
    await stage.strike();
  });

  /** What VS Code hands to a view's menu: the row that has the focus. */
  const row = { kind: 'endpoint', endpointId: 'acme/shop' };

  it('from the menu of the view asks, whatever row has the focus', async () => {
    const asked = vscode.commands.executeCommand('_fal.askAccount', row);
    await lists.opens('Switch Account');
    await lists.escape();
    assert.equal(await asked, undefined);
    assert.equal(await stage.door.accounts.key(), FAKE_KEY);
  });

  it('by a key binding takes a name, and refuses all else', async () => {
    await assert.rejects(
      async () => vscode.commands.executeCommand('fal.switchAccount', row),
      /Wrong argument: it takes a text\./,
    );
    await vscode.commands.executeCommand('fal.switchAccount', 'default');
    assert.equal(await stage.door.accounts.key(), FAKE_KEY);
  });
});
