import { Emitter, type Disposable } from '../base/events';
import { hasPassed } from '../base/hasPassed';
import { markOf } from './moreNode';
import type { Node, Tooltip } from './node';
import type { EndpointRef, NodeRef } from './nodeRef';
import { headOf, nodeOf, tooltipOf } from './nodes';
import { OpenEndpoints } from './openEndpoints';
import type { Reader } from './reader';
import { RefBook } from './refBook';
import { isSameList, rowsOf, type Rows } from './rows';
import type { RequestStore } from './store';
import type { StoreChange } from './storeChange';

/** What was opened again sooner than this needs no other look. */
const FRESH_MS = 15_000;

const ROOT = '';

type ListingChange = Extract<StoreChange, { readonly kind: 'listing' }>;

interface Unfolded {
  readonly head: readonly NodeRef[];
  /** Of an endpoint. */
  readonly below?: Rows;
}

/**
 * The store as a tree, and which of its nodes have to be drawn again after a change. It remembers what was handed out
 * for drawing: what reads as before is left alone, for VS Code draws a node together with all below it.
 */
export class NodeTree implements Disposable {
  private readonly didChange = new Emitter<readonly NodeRef[] | undefined>();
  /** `undefined`: the tree from its root. */
  readonly onDidChange = this.didChange.event;

  private readonly lookDue = new Emitter<undefined>();
  /** What the rows in sight say may be too old: `look` is wanted of each. */
  readonly onLookDue = this.lookDue.event;

  private readonly book = new RefBook();
  private readonly unfolded = new Map<string, Unfolded>();
  /** As last built, by the id of what they stand below: the next ones are made from these. */
  private readonly rows = new Map<string, Rows>();
  private drawn = new WeakMap<NodeRef, string>();
  private readonly expanded: OpenEndpoints;
  private readonly listening: Disposable;
  /** As of the last change; no row has a time before the first one. Making dates is too dear for the start of VS Code. */
  private day: string | undefined;

  constructor(
    private readonly store: RequestStore,
    private readonly reader: () => Reader,
  ) {
    this.expanded = new OpenEndpoints(() => store.arrangement);
    this.listening = store.onDidChange((change) => this.follow(change));
  }

  /** The children as known at this moment; asks nothing. */
  children(ref?: NodeRef): readonly NodeRef[] {
    return allOf(this.fold(ref));
  }

  node(ref: NodeRef): Node {
    if (ref.kind !== 'request') return nodeOf(ref, this.store, this.reader());
    return (ref.node ??= nodeOf(ref, this.store, this.reader()));
  }

  tooltip(ref: NodeRef): Tooltip | undefined {
    return tooltipOf(ref, this.store, this.reader());
  }

  /** Someone opens this node: asks fal for what stands below it, once. */
  async open(ref?: NodeRef): Promise<void> {
    if (ref === undefined) return this.store.open();
    if (ref.kind === 'endpoint' && this.expanded.open(ref)) await this.store.openEndpoint(ref.endpointId);
  }

  /** An app's row came in sight, or someone points at it: what it says is asked for, if that is due. */
  look(appId: string): Promise<void> {
    return this.store.look(appId);
  }

  /** The children for drawing; from here on changes among them are told. */
  unfold(ref?: NodeRef): readonly NodeRef[] {
    const unfolded = this.fold(ref);
    this.unfolded.set(ref?.id ?? ROOT, unfolded);
    return allOf(unfolded);
  }

  /** The node for drawing. */
  draw(ref: NodeRef): Node {
    const node = this.node(ref);
    // A request's changes are told by the store, so its text need not be compared.
    if (ref.kind !== 'request') this.drawn.set(ref, this.textOf(ref, node));
    return node;
  }

  isExpanded(ref: NodeRef): boolean {
    return this.expanded.has(ref);
  }

  async setExpanded(ref: NodeRef, isExpanded: boolean): Promise<void> {
    if (ref.kind !== 'endpoint') return;
    if (!isExpanded) {
      this.expanded.shut(ref);
      return;
    }
    if (!this.expanded.open(ref)) return;
    const { fetchedAt } = this.store.listing(ref.endpointId) ?? {};
    if (fetchedAt !== undefined && hasPassed(FRESH_MS, fetchedAt, this.reader().now)) {
      await this.store.refreshEndpoint(ref.endpointId);
    }
  }

  /** Asks again for all that is open, one page each. */
  refresh(isByHand: boolean): Promise<void> {
    return this.store.refresh(this.expanded.endpointIds, isByHand);
  }

  /** A day may have begun. */
  turnDay(): void {
    if (this.day !== undefined && this.takeDay()) this.didChange.fire(undefined);
  }

  /** All that stands open, in order. */
  shown(below?: NodeRef): readonly NodeRef[] {
    return this.children(below).flatMap((ref) => (this.isExpanded(ref) ? [ref, ...this.shown(ref)] : [ref]));
  }

  /** Asks for the one page that a “Load more” stands for. */
  async loadMore(nodeId: string): Promise<void> {
    const ref = this.book.findMore(nodeId);
    if (ref === undefined) return;
    const { endpointId } = ref.parent;
    const listing = this.store.listing(endpointId);
    const mark = listing && markOf(ref, listing);
    if (mark !== undefined) await this.store.loadMore(endpointId, mark);
  }

  /** A node that was handed out, by what comes back from a menu. */
  find(argument: unknown): NodeRef | undefined {
    return this.book.find(readNodeId(argument));
  }

  dispose(): void {
    this.listening.dispose();
    this.didChange.dispose();
    this.lookDue.dispose();
  }

  /** At midnight every row of the day before gains its date. */
  private takeDay(): boolean {
    const { now, times } = this.reader();
    const day = times.day(now);
    const isNewDay = day !== (this.day ?? day);
    this.day = day;
    if (isNewDay) this.book.forgetTexts();
    return isNewDay;
  }

  private fold(ref: NodeRef | undefined): Unfolded {
    if (ref !== undefined && ref.kind !== 'endpoint') return { head: [] };
    const head = headOf(ref, this.store, this.book);
    if (ref === undefined) return { head };
    const below = rowsOf(ref, this.store, this.book, this.rows.get(ref.id));
    this.rows.set(ref.id, below);
    return { head, below };
  }

  private follow(change: StoreChange): void {
    this.redraw(change);
    if (change.kind !== 'listing' && change.kind !== 'health') this.lookDue.fire(undefined);
  }

  private redraw(change: StoreChange): void {
    if (change.kind === 'reset') this.forget();
    if (change.kind === 'filter') this.forgetRows();
    if (change.kind === 'directory') this.expanded.prune();
    const isNewDay = this.takeDay();
    if (change.kind === 'reset' || change.kind === 'filter' || isNewDay) {
      this.didChange.fire(undefined);
      return;
    }
    const stale = this.staleAfter(change);
    if (stale === undefined || stale.length > 0) this.didChange.fire(stale);
  }

  private staleAfter(change: StoreChange): readonly NodeRef[] | undefined {
    if (change.kind === 'listing') return this.staleListing(change);
    if (change.kind === 'refreshed') return [];
    return change.kind === 'health'
      ? change.appIds.flatMap((id) => this.book.endpointsOf(id)).flatMap((ref) => this.staleBelow(ref))
      : this.staleTree();
  }

  private staleTree(): readonly NodeRef[] | undefined {
    const root = this.unfolded.get(ROOT);
    if (root === undefined) return [];
    if (!isSameList(root.head, headOf(undefined, this.store, this.book))) return undefined;
    const notes = root.head.filter((ref) => ref.kind !== 'endpoint' && this.readsOtherwise(ref));
    return [...notes, ...this.book.everyEndpoint().flatMap((ref) => this.staleBelow(ref))];
  }

  private staleBelow(ref: EndpointRef): readonly NodeRef[] {
    if (this.readsOtherwise(ref)) return [ref];
    const unfolded = this.unfolded.get(ref.id);
    if (unfolded === undefined) return [];
    const { head, below } = this.fold(ref);
    const isSame = isSameList(unfolded.head, head) && (below?.isSame(unfolded.below) ?? true);
    if (!isSame) return [ref];
    this.unfolded.set(ref.id, { head, below });
    return [...head, ...(below?.more ?? [])].filter((each) => this.readsOtherwise(each));
  }

  private staleListing({ endpointId, changedRows }: ListingChange): readonly NodeRef[] {
    const source = this.store.listing(endpointId)?.source;
    return this.book.endpointsOf(endpointId).flatMap((ref) => {
      const stale = this.staleBelow(ref);
      if (source === undefined || stale.includes(ref) || !this.unfolded.has(ref.id)) return stale;
      const rows = changedRows.map((id) => this.book.findRequest(ref, id));
      return [...stale, ...rows.filter((row) => row !== undefined)];
    });
  }

  private readsOtherwise(ref: NodeRef): boolean {
    const drawn = this.drawn.get(ref);
    return drawn !== undefined && drawn !== this.textOf(ref, this.node(ref));
  }

  /** With its tooltip, which VS Code asks for once for each drawing. */
  private textOf(ref: NodeRef, node: Node): string {
    return JSON.stringify([node, this.tooltip(ref)]);
  }

  private forgetRows(): void {
    this.book.forgetRequests();
    this.rows.clear();
    for (const id of this.unfolded.keys()) if (id !== ROOT) this.unfolded.delete(id);
  }

  private forget(): void {
    this.book.clear();
    this.rows.clear();
    this.unfolded.clear();
    this.drawn = new WeakMap();
    this.expanded.clear();
  }
}

/** Not copied without need: the rows may be very many. */
const allOf = ({ head, below }: Unfolded): readonly NodeRef[] =>
  head.length === 0 && below !== undefined ? below.refs : head.concat(below?.refs ?? []);

const readNodeId = (argument: unknown): string =>
  typeof argument === 'object' && argument !== null && 'id' in argument && typeof argument.id === 'string'
    ? argument.id
    : '';
