import * as v from 'valibot';
import * as vscode from 'vscode';
import { SETTINGS, type SettingKey } from '../core/base/contributions';
import type { Disposable } from '../core/base/events';
import { limitRefreshSeconds, limitTailLines } from '../core/base/limits';
import { LOAD_MEDIA, type LoadMedia } from '../core/payload/media/mediaPolicy';

/** Every setting as a typed value, read anew each time; nobody else reads configuration. */
export class Settings implements Disposable {
  private readonly didChange = new vscode.EventEmitter<vscode.ConfigurationChangeEvent>();
  private readonly subscription = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('fal')) this.didChange.fire(change);
  });

  get apiUrl(): string {
    return read('apiUrl', v.string());
  }

  get endpoints(): readonly string[] {
    return read('endpoints', v.array(v.string()));
  }

  get tailBacklog(): string {
    return read('tail.backlog', v.string());
  }

  get tailMaxLines(): number {
    return limitTailLines(read('tail.maxLines', v.number()));
  }

  get autoRefreshSeconds(): number {
    return limitRefreshSeconds(read('requests.autoRefresh', v.number()));
  }

  get loadMedia(): LoadMedia {
    return read('payload.loadMedia', v.picklist(LOAD_MEDIA));
  }

  /** VS Code’s own: the buttons of title bars are shown in groups that are not active, too. */
  get areAllTitleBarsLive(): boolean {
    return vscode.workspace.getConfiguration('workbench.editor').get('alwaysShowEditorActions') === true;
  }

  /** Adds one to what the workspace pins, if it pins any, else to what the person pins everywhere. */
  async pinEndpoint(endpointId: string): Promise<void> {
    const { Global, Workspace } = vscode.ConfigurationTarget;
    const { global, workspace } = pinned();
    const [target, ids] = workspace === undefined ? [Global, global ?? []] : [Workspace, workspace];
    if (!ids.includes(endpointId)) await writeEndpoints([...ids, endpointId], target);
  }

  /** Removes them wherever they are pinned. */
  async unpinEndpoints(endpointIds: readonly string[]): Promise<void> {
    const { Global, Workspace } = vscode.ConfigurationTarget;
    const { global, workspace } = pinned();
    for (const [target, ids] of [
      [Global, global],
      [Workspace, workspace],
    ] as const) {
      const kept = ids?.filter((id) => !endpointIds.includes(id.trim()));
      if (kept?.length !== ids?.length) await writeEndpoints(kept, target);
    }
  }

  onDidChange(key: SettingKey, listener: () => void): Disposable {
    return this.didChange.event((change) => {
      if (change.affectsConfiguration(`fal.${key}`)) listener();
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.didChange.dispose();
  }
}

/** A value of the wrong type, say from an edited settings.json, counts as not set. */
function read<K extends SettingKey, T>(
  key: K,
  schema: v.GenericSchema<unknown, T>,
): T | (typeof SETTINGS)[K] {
  const value = v.safeParse(schema, vscode.workspace.getConfiguration('fal').get(key));
  return value.success ? value.output : SETTINGS[key];
}

/** What is pinned where; `undefined` where the setting is not set. */
function pinned(): { readonly global?: readonly string[]; readonly workspace?: readonly string[] } {
  const { globalValue, workspaceValue } =
    vscode.workspace.getConfiguration('fal').inspect<unknown>('endpoints') ?? {};
  const listed = (value: unknown): readonly string[] | undefined =>
    Array.isArray(value) ? value.filter((id) => typeof id === 'string') : undefined;
  return { global: listed(globalValue), workspace: listed(workspaceValue) };
}

const writeEndpoints = (
  ids: readonly string[] | undefined,
  target: vscode.ConfigurationTarget,
): Thenable<void> => vscode.workspace.getConfiguration('fal').update('endpoints', ids, target);
