import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { setKey } from '../../src/core/key/changeRing';
import { FAKE_KEY, TEAM_KEY, type KeptRequest } from '../fake/fakeFal';
import { until } from '../support/until';
import { setTailStage, type TailStage } from './tailStage';

const KEYS = [FAKE_KEY, TEAM_KEY];
const SECRETS = KEYS.map((key) => key.slice(key.indexOf(':') + 1));

describe('the key', () => {
  let stage: TailStage;
  let folder: string;
  before(async () => {
    stage = await setTailStage({ keys: KEYS });
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-scope-key-'));
  });
  after(async () => {
    fs.rmSync(folder, { recursive: true, force: true });
    await stage.strike();
  });

  const useAll = async (request: KeptRequest): Promise<void> => {
    const echo = { status: 400, body: JSON.stringify({ detail: `bad key ${KEYS.join(' ')}` }) };
    for (const rule of ['good', '401', '403', '500', 'html', 'redirect-other', { instead: echo }] as const) {
      stage.fal.behaveAlways('any', rule);
      await vscode.commands.executeCommand('fal.refreshRequests');
      await vscode.commands.executeCommand('fal.tailLogs', {
        search: typeof rule === 'string' ? rule : 'echo',
      });
      await vscode.commands.executeCommand('fal.openRequest', {
        requestId: request.requestId,
        endpointId: request.endpointId,
        source: request.source,
      });
      await vscode.commands.executeCommand('notifications.clearAll');
    }
  };

  /** An app prints the key, as does what stands before fal; the tail is saved in both forms. */
  const tailWhatEchoes = async (account: string, key: string): Promise<void> => {
    // Those of before would take the behaviour that is meant for this one, and hear what its key is.
    for (const { life } of stage.door.tails.running) life.stop();
    await stage.fal.untilStreams(0);
    stage.fal.behaveWell();
    const errorText = `backend refused Key ${key}`;
    stage.fal.behave('streamLogs', { stream: { ending: 'error', after: 0, errorText } });
    stage.log(`echo of ${account}: FAL_KEY=${key} ${key.slice(key.indexOf(':') + 1)}`);
    const { channel, id } = await stage.tail({ search: `echo of ${account}` });
    await stage.seen(channel, `echo of ${account}: FAL_KEY=[key hidden] [key hidden]`);
    await stage.seen(channel, 'backend refused Key [key hidden]');
    stage.fal.writeToStreams(`data: proxy: Authorization: Key ${key}\n\n`);
    await stage.seen(channel, 'proxy: Authorization: Key [key hidden]');
    for (const ending of ['log', 'ndjson']) {
      const target = vscode.Uri.file(path.join(folder, `${account}.${ending}`));
      await vscode.commands.executeCommand('fal.saveTail', id, target);
      assert.match(fs.readFileSync(target.fsPath, 'utf8'), /FAL_KEY=\[key hidden\]/);
    }
  };

  it('is in no channel, document, setting or log file after a session of good and bad answers', async () => {
    const request = stage.fal.world.requests[0] ?? assert.fail('The fake has no requests.');
    await stage.door.keychain.change((ring) => setKey(ring, 'team', TEAM_KEY, 'team', Date.now()));
    await stage.door.accounts.look();
    for (const [account, key] of [
      ['team', TEAM_KEY],
      ['Default', FAKE_KEY],
    ] as const) {
      await vscode.commands.executeCommand('fal.switchAccount', account);
      await useAll(request);
      await tailWhatEchoes(account, key);
    }
    await vscode.commands.executeCommand('fal.showDiagnostics');
    const diagnostics = () =>
      vscode.workspace.textDocuments
        .find(({ fileName }) => /(^|[./\\-])fal(\.log)?$/.test(fileName))
        ?.getText();
    await until('the diagnostics are shown', () => (diagnostics() ?? '').includes('[key hidden]'));

    const texts = vscode.workspace.textDocuments.map((document) => document.getText());
    const memory = stage.door.memory.keys().map((key) => stage.door.memory.get(key));
    texts.push(JSON.stringify([vscode.workspace.getConfiguration('fal'), memory]));
    for (const text of texts) assert.ok(!holdsSecret(text));
    const sessions: string[] = [];
    for (const { session } of stage.door.tails.all) {
      // What is read is written first.
      await (await session.open()).close();
      sessions.push(...session.files);
    }
    assert.ok(sessions.length > 0);
    const files = [path.dirname(stage.door.logUri.fsPath), folder].flatMap(filesBelow).concat(sessions);
    for (const file of files) assert.ok(!holdsSecret(fs.readFileSync(file, 'utf8')), file);
  });
});

const holdsSecret = (text: string): boolean => SECRETS.some((secret) => text.includes(secret));

const filesBelow = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
