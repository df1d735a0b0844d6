import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { setKey } from '../../src/core/key/changeRing';
import { FAKE_KEY, TEAM_KEY, type KeptRequest } from '../fake/fakeFal';
import { until } from '../support/until';
import { setStage, type Stage } from './stage';

const KEYS = [FAKE_KEY, TEAM_KEY];
const SECRETS = KEYS.map((key) => key.slice(key.indexOf(':') + 1));

describe('the key', () => {
  let stage: Stage;
  before(async () => void (stage = await setStage({ keys: KEYS })));
  after(() => stage.strike());

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

  it('is in no channel, document, setting or log file after a session of good and bad answers', async () => {
    const request = stage.fal.world.requests[0] ?? assert.fail('The fake has no requests.');
    await stage.door.keychain.change((ring) => setKey(ring, 'team', TEAM_KEY, 'team', Date.now()));
    await stage.door.accounts.look();
    for (const account of ['team', 'Default']) {
      await vscode.commands.executeCommand('fal.switchAccount', account);
      await useAll(request);
    }
    stage.fal.behaveWell();
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
    const files = filesBelow(path.dirname(stage.door.logUri.fsPath));
    assert.ok(files.length > 0);
    for (const file of files) assert.ok(!holdsSecret(fs.readFileSync(file, 'utf8')), file);
  });
});

const holdsSecret = (text: string): boolean => SECRETS.some((secret) => text.includes(secret));

const filesBelow = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
