import * as vscode from 'vscode';
import { REQUESTS_VIEW } from '../../core/base/contributions';
import { Owner } from '../../core/base/owner';
import { AutoRefresh } from '../../core/requests/autoRefresh';
import type { Node } from '../../core/requests/node';
import type { NodeRef } from '../../core/requests/nodeRef';
import { NodeTree, type TailFilter } from '../../core/requests/nodeTree';
import type { RequestStore } from '../../core/requests/store';
import { toTooltip, toTreeItem } from './treeItem';

/**
 * How long a node waits for its children before it shows that they are being asked for. Most answers are sooner, and
 * then the rows come in one drawing; VS Code puts off a second one by 200 ms.
 */
const PATIENCE_MS = 400;

export interface RequestTreeOptions {
  readonly store: RequestStore;
  readonly isSignedIn: () => boolean;
  /** The setting `fal.requests.autoRefresh`; 0 is off. */
  readonly autoRefreshSeconds: () => number;
  readonly now: () => number;
}

/** The view “Requests”. Asks fal for nothing before it is seen, and by itself only while it is. */
export class RequestTree implements vscode.TreeDataProvider<NodeRef>, vscode.Disposable {
  private readonly owner = new Owner();
  private readonly didChange = this.owner.own(new vscode.EventEmitter<NodeRef[] | undefined>());
  readonly onDidChangeTreeData = this.didChange.event;

  private readonly nodes: NodeTree;
  private readonly auto: AutoRefresh;

  constructor(private readonly options: RequestTreeOptions) {
    const { store, now, autoRefreshSeconds } = options;
    this.nodes = this.owner.own(new NodeTree(store, now));
    this.owner.own(this.nodes.onDidChange((refs) => this.didChange.fire(refs && [...refs])));
    this.auto = this.owner.own(
      new AutoRefresh({
        refresh: () => (options.isSignedIn() ? this.nodes.refresh(false) : Promise.resolve()),
        everySeconds: autoRefreshSeconds,
        quietUntil: () => store.quietUntil(),
        now,
      }),
    );
    const view = this.owner.own(
      vscode.window.createTreeView(REQUESTS_VIEW, { treeDataProvider: this, showCollapseAll: true }),
    );
    this.owner.own(view.onDidChangeVisibility(({ visible }) => this.auto.setOn(visible)));
    this.owner.own(view.onDidExpandElement(({ element }) => void this.nodes.setExpanded(element, true)));
    this.owner.own(view.onDidCollapseElement(({ element }) => void this.nodes.setExpanded(element, false)));
    this.auto.setOn(view.visible);
  }

  async getChildren(ref?: NodeRef): Promise<NodeRef[]> {
    // Nothing at all: VS Code shows the welcome in place of an empty tree.
    if (!this.options.isSignedIn()) return [];
    await Promise.race([this.nodes.open(ref), wait(PATIENCE_MS)]);
    return [...this.nodes.unfold(ref)];
  }

  getTreeItem(ref: NodeRef): vscode.TreeItem {
    return toTreeItem(this.nodes.draw(ref));
  }

  getParent(ref: NodeRef): NodeRef | undefined {
    return ref.parent;
  }

  resolveTreeItem(item: vscode.TreeItem, ref: NodeRef): vscode.TreeItem {
    const tooltip = this.nodes.tooltip(ref);
    // Without any, VS Code would show the label once more.
    item.tooltip = tooltip === undefined ? '' : toTooltip(tooltip);
    return item;
  }

  /** Asks again for all that is open, because someone said so. Never rejects. */
  async refresh(): Promise<void> {
    if (!this.options.isSignedIn()) return;
    await withProgress(() => this.nodes.refresh(true));
    this.auto.restart();
  }

  /** Loads the one page that a “Load more” stands for. Never rejects. */
  async loadMore(nodeId: string): Promise<void> {
    await withProgress(() => this.nodes.loadMore(nodeId));
  }

  /** What to tail for the node that a menu was opened on. */
  tailFilter(argument: unknown): TailFilter | undefined {
    return this.nodes.tailFilter(argument);
  }

  /** The setting `fal.requests.autoRefresh` changed. */
  restartAutoRefresh(): void {
    this.auto.restart();
  }

  /** What stands open below a node at this moment, for tests: asks nothing. */
  shownBelow(ref?: NodeRef): readonly NodeRef[] {
    const isShown = this.options.isSignedIn() && (ref === undefined || this.nodes.isExpanded(ref));
    return isShown ? this.nodes.children(ref) : [];
  }

  node(ref: NodeRef): Node {
    return this.nodes.node(ref);
  }

  dispose(): void {
    this.owner.dispose();
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const withProgress = (task: () => Promise<void>): Thenable<void> =>
  vscode.window.withProgress({ location: { viewId: REQUESTS_VIEW } }, task);
