import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestDoor } from '../../src/extension';
import { FAKE_KEY, startFakeFal, type FakeFal, type FakeFalOptions } from '../fake/fakeFal';
import { setKey } from '../../src/core/key/changeRing';
import { nodeLine, treeText } from '../support/treeText';
import { until } from '../support/until';

export const EXTENSION = 'fal-scope.fal-scope';

/** The extension in this VS Code, and the fal that it asks. */
export interface Stage {
  readonly fal: FakeFal;
  readonly door: TestDoor;
  /** Points the extension elsewhere, say to a behaviour of the fake. */
  setApiUrl(url: string): Promise<void>;
  setKey(key: string | undefined): Promise<void>;
  /** What stands open in the tree. */
  tree(): Promise<string>;
  /** Waits until the tree’s text matches, and gives it. */
  shows(pattern: RegExp): Promise<string>;
  /** The text of the tail's channel with that name; empty until VS Code has shown it. */
  channelText(name: string): string;
  /** Waits until that channel shows the text. */
  seen(channel: string, text: string): Promise<unknown>;
  strike(): Promise<void>;
}

export async function setStage(options: FakeFalOptions = {}): Promise<Stage> {
  const fal = await startFakeFal(options);
  const door = await openDoor();
  const settings = () => vscode.workspace.getConfiguration('fal');
  const stage: Stage = {
    fal,
    door,
    async setApiUrl(url) {
      await settings().update('apiUrl', url, vscode.ConfigurationTarget.Global);
      await until('the setting is there', () => settings().get('apiUrl') === url);
    },
    async setKey(key) {
      await door.keychain.change(() => (key === undefined ? [] : setKey([], 'first', key, '', Date.now())));
      await until('the key is there', async () => {
        const { own, serving } = await door.accounts.looked();
        return own === serving && (await door.accounts.key()) === key;
      });
    },
    tree: () =>
      treeText(
        (ref?: Parameters<TestDoor['tree']['node']>[0]) => door.tree.shownBelow(ref),
        (ref) => nodeLine(door.tree.node(ref)),
      ),
    shows: (pattern) =>
      until(
        `the tree shows ${String(pattern)}`,
        async () => {
          const text = await stage.tree();
          return pattern.test(text) && text;
        },
        { timeoutMs: 15_000 },
      ),
    channelText: (name) =>
      vscode.workspace.textDocuments
        .filter(({ languageId, uri }) => languageId === 'fal-log' && uri.path.endsWith(`-${name}`))
        .map((document) => document.getText())
        .join(''),
    seen: (channel, text) =>
      until(`“${text}” is seen in ${channel}`, () => stage.channelText(channel).includes(text)),
    async strike() {
      // None may come back with the next stage’s key, nor have the name that the next one’s would.
      door.tails.closeAll();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      // What is being told is not told a second time.
      await vscode.commands.executeCommand('notifications.clearAll');
      await stage.setKey(undefined);
      await fal.close();
    },
  };
  await stage.setApiUrl(fal.url);
  await stage.setKey(FAKE_KEY);
  return stage;
}

async function openDoor(): Promise<TestDoor> {
  const extension = vscode.extensions.getExtension<TestDoor | undefined>(EXTENSION);
  assert.ok(extension, 'The extension is not installed.');
  return (await extension.activate()) ?? assert.fail('The extension opens no door to tests.');
}
