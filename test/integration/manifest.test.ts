import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/core/base/contributions';
import { EXTENSION, setStage, type Stage } from './stage';

describe('the extension', () => {
  let stage: Stage;
  before(async () => void (stage = await setStage()));
  after(() => stage.strike());

  it('registers every command it has, and no other', async () => {
    const registered = await vscode.commands.getCommands(false);
    const ours = registered.filter((id) => /^_?fal\.(?!requests\.)/.test(id));
    assert.deepEqual(ours.sort(), Object.keys(COMMANDS).sort());
  });

  it('begins by its views, commands, documents and links alone', () => {
    const manifest = vscode.extensions.getExtension(EXTENSION)?.packageJSON as { activationEvents: string[] };
    assert.deepEqual(manifest.activationEvents, [
      'onWebviewPanel:fal.payload',
      'onFileSystem:fal-request',
      'onUri',
    ]);
  });
});
