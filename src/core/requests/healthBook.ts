import type { Disposable } from '../base/events';
import { FalError } from '../fal/errors';
import type { EndpointSummary, FalClient } from '../fal/types';
import { askInGroups } from './askInGroups';
import { toFailure } from './failure';
import { Lane } from './lane';
import { runAll } from './runAll';

/** How an endpoint goes, as its row says it. */
export interface Health {
  readonly requests: number;
  /** Of them, 4xx and 5xx. */
  readonly failed: number;
  /** The lowest and the highest median of its routes: medians cannot be added up. */
  readonly mediansMs?: readonly [low: number, high: number];
  /** Of a whole app only. */
  readonly queued?: number;
}

export interface HealthQuestions {
  readonly summarise: FalClient['summarise'];
  readonly countQueued: FalClient['countQueued'];
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface Range {
  /** ISO 8601. */
  readonly start?: string;
  readonly end?: string;
}

interface Queue {
  readonly waiting: number;
  /** Epoch milliseconds. */
  readonly askedAt: number;
}

const KEPT_MS = 60_000;
/**
 * The queue takes a question for each app, and VS Code tells no one which rows are in sight: it has all that stands
 * below an open node drawn at once, and puts off its tooltip alone. So the busiest are asked beside those that are
 * open, and any other when someone opens it or points at it.
 */
const MOST_QUEUES = 20;
const MOST_AT_ONCE = 4;

/**
 * How the apps go, for a minute each. An extra: where the key may not read it, or fal has trouble, nothing is said.
 * A key that may not read it is not asked for again.
 */
export class HealthBook implements Disposable {
  private summaries = new Map<string, EndpointSummary>();
  private readonly queued = new Map<string, Queue>();
  /** What was added up already. */
  private readonly told = new Map<string, Health | undefined>();
  private readonly refused = new Set<string>();
  /** Someone looked at them: what was said of them must not stay as it was then. */
  private readonly lookedAt = new Set<string>();
  private readonly lane = new Lane();
  private readonly abort = new AbortController();
  private askedAt = -Infinity;
  private limitedUntil = -Infinity;

  constructor(private readonly questions: HealthQuestions) {}

  /** `undefined` where nothing is known. */
  of(endpointId: string): Health | undefined {
    const known = this.told.get(endpointId);
    if (known !== undefined || this.told.has(endpointId)) return known;
    const health = this.add(endpointId);
    this.told.set(endpointId, health);
    return health;
  }

  private add(endpointId: string): Health | undefined {
    const below = `${endpointId}/`;
    const parts = [...this.summaries.values()].filter(
      (each) => each.endpointId === endpointId || each.endpointId.startsWith(below),
    );
    const queued = this.queued.get(endpointId)?.waiting;
    if (parts.length === 0 && !queued) return undefined;
    const medians = parts.flatMap(({ medianSeconds }) =>
      medianSeconds === undefined ? [] : medianSeconds * 1000,
    );
    return {
      requests: sum(parts, ({ requests }) => requests),
      failed: sum(parts, ({ userErrors, errors }) => userErrors + errors),
      ...(medians.length > 0 ? { mediansMs: [Math.min(...medians), Math.max(...medians)] } : {}),
      ...(queued === undefined ? {} : { queued }),
    };
  }

  isDue(): boolean {
    return this.questions.now() - this.askedAt >= KEPT_MS;
  }

  /** Until when fal’s limit asks us to be quiet, epoch milliseconds. */
  get quietUntil(): number {
    return this.limitedUntil;
  }

  /** Withdraws what is asked. */
  dispose(): void {
    this.abort.abort();
  }

  /**
   * Asks how `apps` go, and how many wait at those that are `open` or were looked at, and at the busiest.
   * @throws only what an abort throws.
   */
  refresh(apps: readonly string[], open: readonly string[], range: Range): Promise<void> {
    return this.lane.run('all', () => this.askAll(apps, open, range));
  }

  /** Asks how many wait at an app that someone looks at, if that is due. @throws only what an abort throws. */
  look(appId: string): Promise<void> {
    this.lookedAt.add(appId);
    return this.lane.run(`queue of ${appId}`, async () => {
      const { askedAt = -Infinity } = this.queued.get(appId) ?? {};
      if (this.questions.now() - askedAt >= KEPT_MS) await this.count(appId);
    });
  }

  private async askAll(apps: readonly string[], open: readonly string[], range: Range): Promise<void> {
    this.askedAt = this.questions.now();
    await this.attempt('summaries', (signal) => this.askSummaries(apps, range, signal));
    const busy = apps
      .map((id) => ({ id, requests: this.of(id)?.requests ?? 0 }))
      .filter(({ requests }) => requests > 0)
      .sort((a, b) => b.requests - a.requests)
      .map(({ id }) => id);
    const seen = [...open, ...this.lookedAt].filter((id) => apps.includes(id));
    const wanted = [...new Set([...seen, ...busy])].slice(0, MOST_QUEUES);
    await runAll(
      MOST_AT_ONCE,
      wanted.map((id) => () => this.count(id)),
    );
    if (this.questions.now() < this.limitedUntil) return;
    for (const [id, { askedAt }] of this.queued) {
      if (this.askedAt - askedAt >= KEPT_MS && this.queued.delete(id)) this.told.delete(id);
    }
  }

  private count(appId: string): Promise<void> {
    return this.attempt(`queue of ${appId}`, async (signal) => {
      const waiting = await this.questions.countQueued(appId, signal);
      this.queued.set(appId, { waiting, askedAt: this.questions.now() });
      this.told.delete(appId);
    });
  }

  private async askSummaries(apps: readonly string[], range: Range, signal: AbortSignal): Promise<void> {
    const summaries = new Map<string, EndpointSummary>();
    const [refusal] = await askInGroups(apps, async (endpointId) => {
      const told = await this.questions.summarise({ endpointId, ...range }, signal);
      for (const each of told) summaries.set(each.endpointId, each);
      return false;
    });
    this.summaries = summaries;
    this.told.clear();
    if (summaries.size === 0 && refusal !== undefined) throw refusal.error;
  }

  private async attempt(what: string, ask: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.abort;
    signal.throwIfAborted();
    if (this.refused.has(what) || this.questions.now() < this.limitedUntil) return;
    try {
      await ask(signal);
    } catch (error) {
      if (signal.aborted || !(error instanceof FalError)) throw error;
      if (error.problem.kind === 'refused' && error.problem.status !== 404) this.refused.add(what);
      const { quietUntil } = toFailure(error, this.questions.now());
      if (quietUntil !== undefined) this.limitedUntil = quietUntil;
    }
  }
}

const sum = (parts: readonly EndpointSummary[], figure: (part: EndpointSummary) => number): number =>
  parts.reduce((total, part) => total + figure(part), 0);
