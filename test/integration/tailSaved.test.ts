import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { sentEntry } from '../support/sentEntry';
import { hearMessages } from './messages';
import { setTailStage, type Started, type TailStage } from './tailStage';

describe('a tail that is saved', () => {
  let stage: TailStage;
  let started: Started;
  let folder: string;
  beforeEach(async () => {
    stage = await setTailStage();
    started = await stage.tailWith('quiet', 'ERROR: loud', 'quiet too');
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-scope-save-'));
  });
  afterEach(async () => {
    fs.rmSync(folder, { recursive: true, force: true });
    await stage.strike();
  });

  const save = async (name: string): Promise<string[]> => {
    const target = vscode.Uri.file(path.join(folder, name));
    await vscode.commands.executeCommand('fal.saveTail', started.id, target);
    return fs.readFileSync(target.fsPath, 'utf8').trimEnd().split('\n');
  };
  const withoutHead = (lines: readonly string[]) => lines.map((line) => line.slice(line.indexOf('acme')));

  it('is whole, as text and as fal sent it', async () => {
    await vscode.commands.executeCommand('fal.filterTail', started.id, { level: 'error' });
    assert.deepEqual(withoutHead(await save('tail.log')), [
      'acme/shop] quiet',
      'acme/shop] ERROR: loud',
      'acme/shop] quiet too',
    ]);
    const json = await save('tail.ndjson');
    assert.deepEqual(
      json.map((line) => JSON.parse(line) as unknown),
      stage.fal.world.logs.map(({ row }) => row),
    );
  });

  it('has its long lines whole, and a traceback as an error to its end', async () => {
    const long = 'x'.repeat(20_000);
    stage.log('Traceback (most recent call last):', `  File "/x.py", line 1, in ${long}`, 'the end');
    await stage.seen(started.channel, 'the end');
    const line = (await save('tail.log')).at(-2) ?? '';
    assert.match(line, / \[error\] \[acme\/shop\] {3}File /);
    assert.ok(line.endsWith(long));
  });

  it('has what came late where it belongs', async () => {
    const early = sentEntry('early', Date.now() - 60_000, { app: 'acme/shop' });
    const { transcript } = stage.door.tails.get(started.id);
    stage.log('the end');
    await stage.seen(started.channel, 'the end');
    await transcript.late([early]);
    const text = withoutHead(await save('tail.log'));
    assert.equal(text[0], 'acme/shop] early');
    assert.equal(text.length, 5);
    const json = (await save('tail.ndjson')).map((line) => JSON.parse(line) as { message: string });
    assert.deepEqual(
      json.map(({ message }) => message),
      ['early', 'quiet', 'ERROR: loud', 'quiet too', 'the end'],
    );
  });

  it('says when its beginning is lost', async () => {
    const { session } = stage.door.tails.get(started.id);
    await (await session.open()).close();
    for (const file of session.files) fs.rmSync(file);
    const [line = ''] = await save('tail.log');
    assert.match(line, / \[warning\] \[tail\] \d+ earlier lines are gone/);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('goes where an argument of JSON says, be it a path, a URI or its parts', async () => {
    const inFolder = (name: string) => vscode.Uri.file(path.join(folder, name));
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    const besides = vscode.Uri.joinPath(workspace?.uri ?? assert.fail(), 'beside.log');
    try {
      for (const [target, file] of [
        [inFolder('path.log').fsPath, inFolder('path.log')],
        [inFolder('uri.log').toString(), inFolder('uri.log')],
        [JSON.parse(JSON.stringify(inFolder('json.log'))) as unknown, inFolder('json.log')],
        [{ scheme: 'file', path: inFolder('parts.log').path }, inFolder('parts.log')],
        ['beside.log', besides],
      ] as const) {
        await vscode.commands.executeCommand('fal.saveTail', started.id, target);
        assert.match(fs.readFileSync(file.fsPath, 'utf8'), /quiet too$/m, JSON.stringify(target));
      }
    } finally {
      fs.rmSync(besides.fsPath, { force: true });
    }
  });

  it('goes to nothing that is no place', async () => {
    for (const target of [7, null, '', ' ', {}, { path: '/tmp/x' }, { scheme: '', path: '/x' }, ['/tmp/x']])
      await assert.rejects(
        async () => vscode.commands.executeCommand('fal.saveTail', started.id, target),
        /“target”: it takes the path of a file, or a URI\./,
        JSON.stringify(target),
      );
  });

  it('says why it cannot go to a folder that is not there, and lives on', async () => {
    const messages = hearMessages(stage.door);
    try {
      const nowhere = path.join(os.tmpdir(), 'fal-scope-nowhere', 'tail.log');
      await vscode.commands.executeCommand('fal.saveTail', started.id, nowhere);
      await messages.says(/ENOENT.*fal-scope-nowhere.* \[Show Diagnostics Log\]$/);
      stage.log('still there');
      await stage.seen(started.channel, 'still there');
      assert.equal(messages.shown.length, 1);
    } finally {
      messages.restore();
    }
  });
});
