import * as vscode from 'vscode';
import { Owner } from '../../core/base/owner';
import type { Event } from '../../core/base/events';

const SCHEME = 'fal-app';

/** What a row has to carry for `AppsInSight` to hear of it. */
export const appUri = (appId: string): vscode.Uri => vscode.Uri.from({ scheme: SCHEME, path: `/${appId}` });

export interface AppsInSightOptions {
  readonly look: (appId: string) => void;
  /** All that are in sight are to be named again. */
  readonly onLookDue: Event<undefined>;
}

/**
 * Hears which apps' rows are in sight. No tree view tells; but VS Code asks for the decoration of a row's resource when
 * it draws the row, which it does for those in sight alone, and asks again when told that decorations changed.
 *
 * A provider is asked about the files of all views, so this one should not live longer than its view is seen.
 */
export class AppsInSight implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly owner = new Owner();
  private readonly didChange = this.owner.own(new vscode.EventEmitter<undefined>());
  readonly onDidChangeFileDecorations = this.didChange.event;

  constructor(private readonly options: AppsInSightOptions) {
    this.owner.own(options.onLookDue(() => this.didChange.fire(undefined)));
    this.owner.own(vscode.window.registerFileDecorationProvider(this));
  }

  provideFileDecoration({ scheme, path }: vscode.Uri): undefined {
    if (scheme === SCHEME) this.options.look(path.slice(1));
  }

  dispose(): void {
    this.owner.dispose();
  }
}
