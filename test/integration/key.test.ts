import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { FAKE_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { setStage, type Stage } from './stage';

const SECRET = FAKE_KEY.slice(FAKE_KEY.indexOf(':') + 1);

describe('the key', () => {
  let stage: Stage;
  before(async () => void (stage = await setStage()));
  after(() => stage.strike());

  it('is in no channel, document, setting or log file after a session of good and bad answers', async () => {
    const request = stage.fal.world.requests[0] ?? assert.fail('The fake has no requests.');
    const echo = { status: 400, body: JSON.stringify({ detail: `bad key ${FAKE_KEY}` }) };
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
    stage.fal.behaveWell();
    await vscode.commands.executeCommand('fal.showDiagnostics');
    const diagnostics = () =>
      vscode.workspace.textDocuments
        .find(({ fileName }) => /(^|[./\\-])fal(\.log)?$/.test(fileName))
        ?.getText();
    await until('the diagnostics are shown', () => (diagnostics() ?? '').includes('[key hidden]'));

    const texts = vscode.workspace.textDocuments.map((document) => document.getText());
    for (const text of texts) assert.ok(!text.includes(SECRET));
    assert.ok(!JSON.stringify(vscode.workspace.getConfiguration('fal')).includes(SECRET));
    const files = filesBelow(path.dirname(stage.door.logUri.fsPath));
    assert.ok(files.length > 0);
    for (const file of files) assert.ok(!fs.readFileSync(file, 'utf8').includes(SECRET), file);
  });
});

const filesBelow = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
