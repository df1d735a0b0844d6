import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../support/until';
import { setStage, type Stage } from './stage';

describe('the title bar of one of two payload panels', () => {
  let stage: Stage;
  let first: string;
  let second: string;
  let showQuickPick: typeof vscode.window.showQuickPick;
  /** What was asked, by its title; each request is offered by its endpoint and the end of its id. */
  let questions: string[];
  let answer: string | undefined;

  beforeEach(async () => {
    stage = await setStage({ data: 'empty' });
    stage.fal.world.app({ owner: 'acme', name: 'shop' });
    const draft = { endpointId: 'acme/shop', input: '"in"', output: '"out"' };
    first = stage.fal.request(draft).requestId;
    second = stage.fal.request(draft).requestId;
    questions = [];
    answer = undefined;
    ({ showQuickPick } = stage.door.window);
    Object.assign(stage.door.window, { showQuickPick: answerPick });
    await show(first);
    await vscode.commands.executeCommand('_fal.keepOpen');
    await show(second);
    await vscode.commands.executeCommand('_fal.keepOpen');
  });
  afterEach(async () => {
    Object.assign(stage.door.window, { showQuickPick });
    await areAllTitleBarsLive(undefined);
    await stage.strike();
  });

  const answerPick = (picks: readonly vscode.QuickPickItem[], { title = '' }: vscode.QuickPickOptions) => {
    questions.push(title);
    const chosen = title === 'Which request?' ? answer : 'Input';
    return Promise.resolve(picks.find(({ label }) => chosen !== undefined && label.includes(chosen)));
  };
  const endOf = (requestId: string): string => requestId.slice(-8);
  const activeTab = () => vscode.window.tabGroups.activeTabGroup.activeTab;
  const isActive = (requestId: string) =>
    until('the panel is in front', () => activeTab()?.label.includes(endOf(requestId)));
  const show = async (requestId: string): Promise<void> => {
    const ref = { requestId, endpointId: 'acme/shop', source: 'owned' };
    await vscode.commands.executeCommand('fal.openRequest', ref);
    await isActive(requestId);
  };
  const moveAside = async (): Promise<void> => {
    await vscode.commands.executeCommand('workbench.action.moveEditorToNextGroup');
    await until('there are two groups', () => vscode.window.tabGroups.all.length === 2);
  };
  const openText = async (viewColumn: vscode.ViewColumn): Promise<void> => {
    const document = await vscode.workspace.openTextDocument({ content: 'beside' });
    await vscode.window.showTextDocument(document, viewColumn);
    await until('the text is in front', () => activeTab()?.input instanceof vscode.TabInputText);
  };
  const areAllTitleBarsLive = (isSo: boolean | undefined) =>
    vscode.workspace
      .getConfiguration('workbench.editor')
      .update('alwaysShowEditorActions', isSo, vscode.ConfigurationTarget.Global);
  /** As VS Code calls a command from there; what is opened tells whose title bar it was taken for. */
  const press = async (address: string, more: object = { groupId: 1 }): Promise<void> => {
    const uri = vscode.Uri.from({ scheme: 'webview-panel', path: `webview-panel/webview-${address}` });
    await vscode.commands.executeCommand('fal.openPayloadJson', uri, more);
  };
  const opens = (requestId: string) =>
    until('its input is open', () => {
      const input = activeTab()?.input;
      return input instanceof vscode.TabInputText && input.uri.path.includes(`/${requestId}/input`);
    });

  it('means the one that is seen, while a text beside it has the focus', async () => {
    await show(first);
    await openText(vscode.ViewColumn.Beside);
    await press('one');
    await opens(first);
    assert.deepEqual(questions, ['Open which part?']);
  });

  it('means the active one of two that are seen', async () => {
    await moveAside();
    await show(first);
    await press('one');
    await opens(first);
    assert.ok(!questions.includes('Which request?'));
  });

  it('asks once where both are seen and none is active', async () => {
    await moveAside();
    await openText(vscode.ViewColumn.Three);
    answer = endOf(first);
    await press('one');
    await opens(first);
    await openText(vscode.ViewColumn.Three);
    await press('other');
    await opens(second);
    await openText(vscode.ViewColumn.Three);
    await press('one');
    await opens(first);
    assert.equal(questions.filter((title) => title === 'Which request?').length, 1);
  });

  it('asks though one is active, where the buttons of the other can be pressed as well', async () => {
    await areAllTitleBarsLive(true);
    await moveAside();
    await show(first);
    answer = endOf(second);
    await press('other');
    await opens(second);
    assert.equal(questions[0], 'Which request?');
  });

  it('does nothing where the person does not say which', async () => {
    await moveAside();
    await openText(vscode.ViewColumn.Three);
    await press('one');
    assert.deepEqual(questions, ['Which request?']);
  });

  it('lets go of the one that is meant', async () => {
    await show(first);
    await openText(vscode.ViewColumn.Beside);
    await vscode.commands.executeCommand('_fal.unkeepOpen', vscode.Uri.parse('webview-panel:/one'));
    const { requestId } = stage.fal.request({ endpointId: 'acme/shop', input: '1', output: '2' });
    await show(requestId);
    const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    assert.deepEqual(
      [first, second, requestId].map((id) => labels.some((label) => label.includes(endOf(id)))),
      [false, true, true],
    );
  });
});
