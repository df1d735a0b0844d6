import * as vscode from 'vscode';
import { REQUESTS_VIEW } from '../../core/base/contributions';
import { Owner } from '../../core/base/owner';
import { createTimes } from '../../core/base/times';
import { hasAnswered, isKeyRefused } from '../../core/requests/directory';
import { AutoRefresh } from '../../core/requests/autoRefresh';
import { DayTurn } from '../../core/requests/dayTurn';
import type { Node } from '../../core/requests/node';
import type { NodeRef, RequestNodeRef } from '../../core/requests/nodeRef';
import { nextFailed } from '../../core/requests/nextFailed';
import { NodeTree } from '../../core/requests/nodeTree';
import type { Reader } from '../../core/requests/reader';
import { describeRequestFilter, isFiltering } from '../../core/requests/requestFilter';
import { classifyStatus } from '../../core/requests/requestFacts';
import type { RequestStore } from '../../core/requests/store';
import { runnerFilterOf, tailFilterOf, type TailFilter } from '../../core/requests/tailFilter';
import { setContextKey } from '../contextKeys';
import type { Whose } from '../whose';
import { AppsInSight } from './appsInSight';
import { toTooltip, toTreeItem } from './treeItem';

/**
 * How long a node waits for its children before it shows that they are being asked for. Most answers are sooner, and
 * then the rows come in one drawing; VS Code puts off a second one by 200 ms.
 */
const PATIENCE_MS = 400;

export interface RequestTreeOptions {
  readonly store: RequestStore;
  readonly isSignedIn: () => boolean;
  readonly whose: () => Whose | undefined;
  /** The setting `fal.requests.autoRefresh`; 0 is off. */
  readonly autoRefreshSeconds: () => number;
  readonly now: () => number;
}

/** The view “Requests”. Asks fal for nothing before it is seen, and by itself only while it is. */
export class RequestTree implements vscode.TreeDataProvider<NodeRef>, vscode.Disposable {
  private readonly owner = new Owner();
  private readonly didChange = this.owner.own(new vscode.EventEmitter<NodeRef[] | undefined>());
  readonly onDidChangeTreeData = this.didChange.event;

  private readonly times = createTimes(vscode.env.language);
  private readonly nodes: NodeTree;
  private readonly auto: AutoRefresh;
  private readonly days: DayTurn;
  private readonly view: vscode.TreeView<NodeRef>;
  private apps: AppsInSight | undefined;

  constructor(private readonly options: RequestTreeOptions) {
    const { store, now, autoRefreshSeconds } = options;
    this.nodes = this.owner.own(new NodeTree(store, () => this.reader()));
    this.owner.own(this.nodes.onDidChange((refs) => this.didChange.fire(refs && [...refs])));
    this.auto = this.owner.own(
      new AutoRefresh({
        refresh: () => (options.isSignedIn() ? this.nodes.refresh(false) : Promise.resolve()),
        everySeconds: autoRefreshSeconds,
        quietUntil: () => store.quietUntil(),
        now,
      }),
    );
    this.days = this.owner.own(new DayTurn({ turn: () => this.turnDay(), now }));
    this.view = this.owner.own(
      vscode.window.createTreeView(REQUESTS_VIEW, {
        treeDataProvider: this,
        showCollapseAll: true,
        canSelectMany: true,
      }),
    );
    const { view } = this;
    this.owner.own(
      store.onDidChange(({ kind }) => {
        if (kind === 'filter') this.showTitle();
        if (kind !== 'reset' && kind !== 'directory') return;
        setContextKey('fal.isKeyRefused', isKeyRefused(store.directory));
        setContextKey('fal.hasAnswered', hasAnswered(store.directory));
      }),
    );
    this.showTitle();
    this.owner.own(view.onDidChangeVisibility(({ visible }) => this.setSeen(visible)));
    this.owner.own(view.onDidExpandElement(({ element }) => void this.nodes.setExpanded(element, true)));
    this.owner.own(view.onDidCollapseElement(({ element }) => void this.nodes.setExpanded(element, false)));
    this.setSeen(view.visible);
  }

  async getChildren(ref?: NodeRef): Promise<NodeRef[]> {
    // Nothing at all: VS Code shows the welcome in place of an empty tree.
    if (!this.options.isSignedIn()) return [];
    await Promise.race([this.nodes.open(ref), wait(PATIENCE_MS)]);
    return this.nodes.unfold(ref).slice();
  }

  getTreeItem(ref: NodeRef): vscode.TreeItem {
    const node = this.nodes.draw(ref);
    // A row that reads as before is drawn as before.
    if (node.item instanceof vscode.TreeItem) return node.item;
    return (node.item = toTreeItem(node));
  }

  getParent(ref: NodeRef): NodeRef | undefined {
    return ref.parent;
  }

  async resolveTreeItem(item: vscode.TreeItem, ref: NodeRef): Promise<vscode.TreeItem> {
    const { app } = this.nodes.node(ref);
    if (app !== undefined) await Promise.race([this.nodes.look(app), wait(PATIENCE_MS)]);
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

  /** What to tail for the node that a menu was opened on, or for the runner of its request. */
  tailFilter(argument: unknown, what: 'node' | 'runner' = 'node'): TailFilter | undefined {
    const [ref] = this.chosen([argument]);
    return what === 'node' ? tailFilterOf(ref) : runnerFilterOf(ref);
  }

  /** The nodes that a command is about: those of its menu, else those selected in the view. */
  chosen([one, many]: readonly unknown[]): readonly NodeRef[] {
    const given = Array.isArray(many) && many.length > 0 ? many : one === undefined ? [] : [one];
    const refs = given.map((each) => this.nodes.find(each)).filter((ref) => ref !== undefined);
    return one === undefined ? this.view.selection : refs;
  }

  /** Selects the next failed request among those loaded; `false` when there is none. */
  async revealNextFailed(): Promise<boolean> {
    const failed = nextFailed(this.nodes.shown(), this.view.selection[0], hasFailed);
    if (failed === undefined) return false;
    await this.view.reveal(failed, { select: true, focus: true });
    return true;
  }

  get isVisible(): boolean {
    return this.view.visible;
  }

  get selection(): readonly NodeRef[] {
    return this.view.selection;
  }

  get title(): string {
    return this.view.title ?? '';
  }

  /** What is on: whose requests, and which. A container of one view shows no description, so the title itself says it. */
  showTitle(): void {
    const { filter } = this.options.store;
    const words = describeRequestFilter(filter, this.reader());
    const whose = this.options.whose();
    const parts = [whose?.name, words === '' ? vscode.l10n.t('Requests') : words];
    this.view.title = parts.filter(Boolean).join(' · ');
    this.view.message = whose?.notice;
    setContextKey('fal.isFiltered', isFiltering(filter));
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
    this.apps?.dispose();
    this.owner.dispose();
  }

  private setSeen(isSeen: boolean): void {
    this.auto.setOn(isSeen);
    this.days.setOn(isSeen);
    this.apps?.dispose();
    const { onLookDue } = this.nodes;
    this.apps = isSeen
      ? new AppsInSight({ look: (appId) => void this.nodes.look(appId), onLookDue })
      : undefined;
  }

  private turnDay(): void {
    this.nodes.turnDay();
    // It may hold a time, which needs its date by now.
    this.showTitle();
  }

  private reader(): Reader {
    return { now: this.options.now(), times: this.times };
  }
}

function hasFailed({ row }: RequestNodeRef): boolean {
  const status = classifyStatus(row.statusCode);
  return status === 'error' || status === 'userError';
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const withProgress = (task: () => Promise<void>): Thenable<void> =>
  vscode.window.withProgress({ location: { viewId: REQUESTS_VIEW } }, task);
