import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FAKE_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { watchLists } from './lists';
import { setTailStage, type Started, type TailStage } from './tailStage';

describe('a running tail', () => {
  let stage: TailStage;
  let started: Started;
  beforeEach(async () => {
    stage = await setTailStage();
    started = await stage.tailWith('quiet', 'ERROR: loud', 'quiet too');
  });
  afterEach(() => stage.strike());

  const shows = (...messages: string[]) =>
    until(`the channel shows ${messages.join(', ')}`, () => {
      return stage.messages(started.channel).join() === messages.join();
    });

  it('is filtered at once, without a question to fal', async () => {
    const asked = () => stage.fal.askedFor('streamLogs').length + stage.fal.askedFor('logHistory').length;
    const before = asked();
    await vscode.commands.executeCommand('fal.filterTail', started.id, { level: 'error' });
    await shows('ERROR: loud');
    stage.log('quiet still', 'ValueError: too loud');
    await shows('ERROR: loud', 'ValueError: too loud');
    await vscode.commands.executeCommand('fal.filterTail', started.id, { search: 'TOO' });
    await shows('quiet too', 'ValueError: too loud');
    await vscode.commands.executeCommand('fal.filterTail', started.id, {});
    await shows('quiet', 'ERROR: loud', 'quiet too', 'quiet still', 'ValueError: too loud');
    assert.equal(asked(), before);
  });

  it('is asked about with the level in force first, which Escape leaves as it is', async () => {
    await vscode.commands.executeCommand('fal.filterTail', started.id, { level: 'error' });
    const lists = watchLists(stage.door);
    try {
      const asking = vscode.commands.executeCommand('fal.filterTail', started.id);
      await lists.opens('Filter Tail: level');
      assert.equal(lists.active(), 'error and above');
      await lists.escape();
      await asking;
    } finally {
      lists.restore();
    }
    await shows('ERROR: loud');
  });

  it('refuses a wrong view and keeps the one it has', async () => {
    await assert.rejects(
      async () => vscode.commands.executeCommand('fal.filterTail', started.id, { level: 'loud' }),
      /“level”: it takes one of/,
    );
    await shows('quiet', 'ERROR: loud', 'quiet too');
  });

  it('goes on receiving while it is paused', async () => {
    await vscode.commands.executeCommand('fal.pauseTail', started.id);
    stage.log('meanwhile');
    const { transcript } = stage.door.tails.get(started.id);
    await until('it was received', () => transcript.figures.received === 4);
    assert.deepEqual(stage.messages(started.channel), ['quiet', 'ERROR: loud', 'quiet too']);
    await vscode.commands.executeCommand('fal.resumeTail', started.id);
    await shows('quiet', 'ERROR: loud', 'quiet too', 'meanwhile');
  });

  it('shows another view while it is paused, and stays as still as before', async () => {
    await vscode.commands.executeCommand('fal.pauseTail', started.id);
    await vscode.commands.executeCommand('fal.filterTail', started.id, { level: 'error' });
    await shows('ERROR: loud');
    stage.log('ERROR: meanwhile');
    const { transcript } = stage.door.tails.get(started.id);
    await until('it was received', () => transcript.figures.received === 4);
    await vscode.commands.executeCommand('fal.filterTail', started.id, { search: 'ERROR' });
    await shows('ERROR: loud', 'ERROR: meanwhile');
    await vscode.commands.executeCommand('fal.resumeTail', started.id);
    await shows('ERROR: loud', 'ERROR: meanwhile');
  });

  it('leaves the editor in use, and what is selected there, as they are', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'one\ntwo\nthree\n'.repeat(200) });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(300, 1, 301, 2);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
    const seen = () => ({
      isActive: vscode.window.activeTextEditor === editor,
      selection: editor.selection,
      top: editor.visibleRanges[0]?.start.line,
    });
    await until('the selection is in view', () => (seen().top ?? 0) > 0);
    const before = seen();
    assert.ok(before.isActive);
    await stage.tail({ appId: 'acme/shop', search: 'ERROR' });
    await vscode.commands.executeCommand('fal.filterTail', started.id, { level: 'error' });
    await vscode.commands.executeCommand('fal.filterTail', started.id, {});
    await stage.tail({ appId: 'acme/shop' });
    stage.log('after');
    await shows('quiet', 'ERROR: loud', 'quiet too', 'after');
    assert.deepEqual(seen(), before);
  });

  it('stays where it is read when it is rewritten', async () => {
    stage.log(...Array.from({ length: 300 }, (_, index) => `row ${index}.`));
    await stage.seen(started.channel, 'row 299.');
    const output = await until('the output is in view', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.fileName.includes(started.channel)),
    );
    const top = () => output.visibleRanges[0]?.start.line ?? -1;
    await vscode.commands.executeCommand('workbench.output.action.toggleAutoScroll');
    try {
      output.revealRange(new vscode.Range(40, 0, 40, 0), vscode.TextEditorRevealType.AtTop);
      await until('the person has scrolled up', () => top() < 100);
      const before = top();
      await vscode.commands.executeCommand('fal.filterTail', started.id, { search: 'ROW' });
      await until('it was rewritten', () => !stage.channelText(started.channel).includes('quiet\n'));
      stage.log('row after.');
      await stage.seen(started.channel, 'row after.');
      assert.equal(top(), before);
    } finally {
      await vscode.commands.executeCommand('workbench.output.action.toggleAutoScroll');
    }
  });

  it('goes on with another key, and ends without one', async () => {
    await stage.setKey('wrong:key');
    await stage.seen(started.channel, 'Tail ended. fal does not accept this API key');
    await stage.setKey(FAKE_KEY);
    await until('it is live again', () => stage.door.tails.get(started.id).life.state.kind === 'live');
    stage.log('after');
    await shows('quiet', 'ERROR: loud', 'quiet too', 'after');
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
