import { createTimes } from '../../../src/core/base/times';
import type { Node } from '../../../src/core/requests/node';
import type { NodeRef } from '../../../src/core/requests/nodeRef';
import { NodeTree } from '../../../src/core/requests/nodeTree';
import type { Questions } from '../../../src/core/requests/questions';
import { RequestStore } from '../../../src/core/requests/store';
import { nodeLine, treeText } from '../../support/treeText';
import type { SmallFal } from './smallFal';

const TIMES = createTimes('en', 'UTC');

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What is asked beside the rows, such as how apps go, is answered by then. */
export const answered = (): Promise<unknown> => new Promise(setImmediate);

/** @param room how many apps' rows are in sight at once. */
export async function openAnswered(fal: SmallFal, room?: number): Promise<Explorer> {
  const explorer = await new Explorer(fal, undefined, room).open();
  await answered();
  return explorer;
}

/** The explorer as VS Code uses it: opens, draws what it is handed, and draws again what it is told. */
export class Explorer {
  readonly logged: string[] = [];
  /** What the store asks; a test may answer by itself. */
  readonly questions: Mutable<Questions>;
  readonly store: RequestStore;
  readonly tree: NodeTree;
  /** What had to be drawn again, as `nameOf` has it; `*` is the whole tree. */
  redrawn: string[] = [];
  /** What came in sight, as VS Code has it: each row that is drawn, once until it is told to look again. */
  private readonly inSight = new Set<string>();
  private readonly handed = new Map<NodeRef | undefined, readonly NodeRef[]>();

  /** @param room how many apps' rows are in sight at once. */
  constructor(
    fal: SmallFal,
    times = TIMES,
    private readonly room = Infinity,
  ) {
    const log = (message: string) => void this.logged.push(message);
    this.questions = {
      listApps: fal.listApps,
      listRequests: fal.listRequests,
      summarise: fal.summarise,
      countQueued: fal.countQueued,
      endpoints: () => fal.endpoints,
      now: () => fal.now,
      log: { debug: log, info: log, warn: log, error: log },
    };
    this.store = new RequestStore(this.questions);
    this.tree = new NodeTree(this.store, () => ({ now: fal.now, times }));
    this.tree.onDidChange((refs) => {
      this.redrawn.push(...(refs === undefined ? ['*'] : refs.map((ref) => this.nameOf(ref))));
      for (const ref of refs ?? [undefined]) this.draw(ref);
    });
    this.tree.onLookDue(() => {
      for (const app of this.inSight) void this.tree.look(app);
    });
  }

  /** Opens the tree, then node after node by label or app. */
  async open(...labels: string[]): Promise<this> {
    await this.tree.open();
    this.draw(undefined);
    for (const label of labels) {
      const ref = this.find(label);
      await this.tree.open(ref);
      this.draw(ref);
    }
    this.redrawn = [];
    return this;
  }

  /** Opens the tree and every endpoint in it. */
  async openAll(): Promise<this> {
    await this.open();
    for (const ref of this.tree.children()) {
      await this.tree.open(ref);
      this.draw(ref);
    }
    this.redrawn = [];
    return this;
  }

  /** By its label, or by the app that it is. */
  find(name: string): NodeRef {
    const search = (refs: readonly NodeRef[]): NodeRef | undefined => {
      for (const ref of refs) {
        const found =
          this.nameOf(ref) === name || this.tree.node(ref).label === name ? ref : search(this.shown(ref));
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const found = search(this.shown());
    if (found === undefined) throw new Error(`no node “${name}”`);
    return found;
  }

  /** What stands below a node: requests by their ids, all else by its label in brackets. */
  ids(name: string): string[] {
    return this.tree
      .children(this.find(name))
      .map((ref) => (ref.kind === 'request' ? ref.requestId : `(${this.tree.node(ref).label})`));
  }

  loadMore(label = 'Load more'): Promise<void> {
    return this.tree.loadMore(this.find(label).id);
  }

  /** What VS Code was handed for this node when it last asked. */
  handedOut(ref?: NodeRef): readonly NodeRef[] {
    return this.handed.get(ref) ?? [];
  }

  text(): Promise<string> {
    return treeText<NodeRef>(
      (ref) => this.shown(ref),
      (ref) => nodeLine(this.tree.node(ref)),
    );
  }

  /** An app by its id, for the label may leave out whose it is. */
  private nameOf(ref: NodeRef): string {
    return ref.kind === 'endpoint' && ref.parent === undefined ? ref.endpointId : this.tree.node(ref).label;
  }

  private shown(ref?: NodeRef): readonly NodeRef[] {
    return ref === undefined || this.tree.isExpanded(ref) ? this.tree.children(ref) : [];
  }

  private draw(ref: NodeRef | undefined): void {
    if (ref !== undefined) this.show(this.tree.draw(ref));
    if (ref !== undefined && !this.tree.isExpanded(ref)) return;
    const children = this.tree.unfold(ref);
    this.handed.set(ref, children);
    for (const child of children) this.draw(child);
  }

  private show({ app }: Node): void {
    if (app === undefined || this.inSight.has(app) || this.inSight.size >= this.room) return;
    this.inSight.add(app);
    void this.tree.look(app);
  }
}

/** Written as a block in the test, read without its indentation. */
export function lines(text: string): string {
  const rows = text.split('\n').slice(1, -1);
  const indent = Math.min(...rows.map((row) => row.search(/\S/)));
  return rows.map((row) => row.slice(indent)).join('\n');
}
