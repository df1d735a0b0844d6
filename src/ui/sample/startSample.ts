import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/events';
import type { HttpOptions } from '../../core/fal/http';
import type { FalClient } from '../../core/fal/types';
import { makeSampleFal, TURN_MS } from '../../core/sample/sampleFal';
import { closeRequestTabs } from './closeRequestTabs';
import { ShortMemory } from './shortMemory';

export { mayClose } from './askToClose';

/** What serves while sample data are on. */
export interface Sample {
  readonly client: FalClient;
  /** In place of those that the person pinned. */
  readonly endpoints: readonly string[];
  /** In place of the workspace’s. */
  readonly memory: vscode.Memento;
  /** For the session files of tails; it goes with the sample. */
  readonly folder: string;
  show(): Thenable<unknown>;
  /** @param tailsClosed what writes into the folder would make it anew. */
  end(tailsClosed: Promise<unknown>): void;
}

/** Only the log sees it: a host that no network can know. */
const NOWHERE = 'https://sample.invalid/v1';

/**
 * @param clientOn makes the client, for what both it and the start of the extension need would become a file more to
 * read at the start.
 */
export function startSample(clientOn: (http: Omit<HttpOptions, 'log'>) => FalClient, notice: string): Sample {
  const fal = makeSampleFal(Date.now);
  const life = setInterval(fal.live, TURN_MS);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-sample-'));
  const status = createSampleStatus(notice);
  closeRequestTabs();
  return {
    client: clientOn({
      apiUrl: () => NOWHERE,
      key: () => Promise.resolve('sample:data'),
      fetch: fal.fetch,
    }),
    endpoints: fal.endpoints,
    memory: new ShortMemory(),
    folder,
    show: () => vscode.commands.executeCommand('fal.requests.focus'),
    end(tailsClosed) {
      clearInterval(life);
      status.dispose();
      closeRequestTabs();
      tailsClosed
        .then(() => fs.rmSync(folder, { recursive: true, force: true }))
        // What cannot go is left to the system, whose folder for such things it is.
        .catch(() => undefined);
    },
  };
}

function createSampleStatus(notice: string): Disposable {
  const item = vscode.window.createStatusBarItem('fal.sample', vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('fal sample data');
  item.text = `$(beaker) ${item.name}`;
  item.tooltip = `${notice}\n${vscode.l10n.t('Click to leave it.')}`;
  item.accessibilityInformation = { label: item.tooltip, role: 'button' };
  item.command = 'fal.leaveSampleData';
  item.show();
  return item;
}
