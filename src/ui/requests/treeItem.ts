import * as vscode from 'vscode';
import type { Action, Node, Tooltip } from '../../core/requests/node';
import { appUri } from './appsInSight';

/** Draws one node. What it says and which icon it has is decided in core. */
export function toTreeItem(node: Node): vscode.TreeItem {
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(node.label, node.isCollapsible ? Collapsed : None);
  const { name, color } = node.icon;
  item.id = node.id;
  item.description = node.description;
  item.iconPath = new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
  item.contextValue = node.context;
  item.resourceUri = node.app === undefined ? undefined : appUri(node.app);
  item.accessibilityInformation = { label: node.spoken };
  item.command = node.action && toCommand(node.action, node.label);
  return item;
}

export function toTooltip({ kind, text }: Tooltip): string | vscode.MarkdownString {
  // Neither trusted, nor HTML, nor icons: these are MarkdownString's defaults.
  return kind === 'plain' ? text : new vscode.MarkdownString(text);
}

function toCommand(action: Action, title: string): vscode.Command {
  switch (action.kind) {
    case 'openRequest':
      return { command: 'fal.openRequest', title, arguments: [action.request, { preserveFocus: true }] };
    case 'loadMore':
      return { command: '_fal.loadMore', title, arguments: [action.nodeId] };
    case 'retry':
      return { command: 'fal.refreshRequests', title };
    case 'setKey':
      return { command: 'fal.setApiKey', title };
    case 'switchAccount':
      return { command: 'fal.switchAccount', title };
    case 'addEndpoint':
      return { command: 'fal.addEndpoint', title };
    case 'clearFilter':
      return { command: 'fal.clearRequestFilter', title };
    case 'showLog':
      return { command: 'fal.showDiagnostics', title };
    case 'openSetting':
      return { command: 'workbench.action.openSettings', title, arguments: [action.setting] };
  }
}
