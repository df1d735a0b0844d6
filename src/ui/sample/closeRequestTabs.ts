import * as vscode from 'vscode';
import type { PAYLOAD_SCHEME, PAYLOAD_VIEW_TYPE } from '../../core/base/contributions';

// Types alone are imported: see startSample.ts.
const VIEW_TYPE: typeof PAYLOAD_VIEW_TYPE = 'fal.payload';
const SCHEME: typeof PAYLOAD_SCHEME = 'fal-request';

/** Every panel, document and comparison of requests. */
export const requestTabs = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(isOfRequests);

export function closeRequestTabs(): void {
  void vscode.window.tabGroups.close(requestTabs(), true);
}

function isOfRequests({ input }: vscode.Tab): boolean {
  // VS Code puts a prefix of its own before the view type.
  if (input instanceof vscode.TabInputWebview) return input.viewType.endsWith(VIEW_TYPE);
  if (input instanceof vscode.TabInputText) return input.uri.scheme === SCHEME;
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEME;
}
