import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestDoor } from '../../../src/extension';
import { readRing } from '../../../src/core/key/keyRing';
import { until } from '../../support/until';
import { EXTENSION } from '../stage';

export interface BenchStage {
  readonly origin: string;
  readonly door: TestDoor;
  /** Starts a tail of what the server has at that path; gives its id and its channel's name. */
  tail(path: string): Promise<{ readonly id: string; readonly channel: string }>;
  stop(id: string): Promise<void>;
  setMaxLines(lines: number | undefined): Promise<void>;
}

export async function openBenchStage(origin: string): Promise<BenchStage> {
  const extension = vscode.extensions.getExtension<TestDoor | undefined>(EXTENSION);
  const door = (await extension?.activate()) ?? assert.fail('The extension opens no door to tests.');
  await door.keychain.change(() => readRing('bench:key'));
  const set = async (name: string, value: unknown): Promise<void> => {
    // A setting takes long to write: what is measured is not to wait for one that is there.
    if (vscode.workspace.getConfiguration('fal').get(name) === value) return;
    await vscode.workspace.getConfiguration('fal').update(name, value, vscode.ConfigurationTarget.Global);
    if (value === undefined) return;
    await until('the setting is there', () => vscode.workspace.getConfiguration('fal').get(name) === value);
  };
  let tails = 0;
  return {
    origin,
    door,
    async tail(path) {
      await set('apiUrl', `${origin}${path}/v1`);
      // Each with a filter of its own, or the running tail of the same would be shown.
      const filter = { search: `bench ${tails++}`, since: '1h' };
      const started = await vscode.commands.executeCommand<{ id: string; channel: string } | undefined>(
        'fal.tailLogs',
        filter,
      );
      return started ?? assert.fail('No tail was started.');
    },
    async stop(id) {
      await vscode.commands.executeCommand('fal.stopTail', id);
    },
    setMaxLines: (lines) => set('tail.maxLines', lines),
  };
}

/** The document of a channel, once VS Code shows it. */
export const documentOf = (channel: string): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(
    ({ languageId, fileName }) => languageId === 'fal-log' && fileName.includes(channel),
  );
