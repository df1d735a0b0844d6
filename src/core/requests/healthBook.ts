import { FalError } from '../fal/errors';
import type { EndpointSummary, FalClient } from '../fal/types';
import { askInGroups } from './askInGroups';
import { toFailure } from './failure';
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
export class HealthBook {
  private summaries = new Map<string, EndpointSummary>();
  private readonly queued = new Map<string, Queue>();
  /** What was added up already. */
  private readonly told = new Map<string, Health | undefined>();
  private askedAt = -Infinity;
  private quietUntil = -Infinity;
  private readonly refused = new Set<string>();

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
    const now = this.questions.now();
    return now - this.askedAt >= KEPT_MS && now >= this.quietUntil;
  }

  /**
   * Asks how `apps` go, and how many wait at the `open` ones and the busiest.
   * @throws only what an abort throws.
   */
  async refresh(
    apps: readonly string[],
    open: readonly string[],
    range: Range,
    signal: AbortSignal,
  ): Promise<void> {
    this.askedAt = this.questions.now();
    await this.attempt('summaries', signal, () => this.askSummaries(apps, range, signal));
    const busy = apps
      .map((id) => ({ id, requests: this.of(id)?.requests ?? 0 }))
      .filter(({ requests }) => requests > 0)
      .sort((a, b) => b.requests - a.requests)
      .map(({ id }) => id);
    const wanted = [...new Set([...open.filter((id) => apps.includes(id)), ...busy])].slice(0, MOST_QUEUES);
    await runAll(
      MOST_AT_ONCE,
      wanted.map((id) => () => this.count(id, signal)),
    );
    if (this.questions.now() < this.quietUntil) return;
    for (const [id, { askedAt }] of this.queued) {
      if (this.askedAt - askedAt >= KEPT_MS && this.queued.delete(id)) this.told.delete(id);
    }
  }

  /** Asks how many wait at an app that someone looks at, if that is due. @throws only what an abort throws. */
  async look(appId: string, signal: AbortSignal): Promise<void> {
    const { askedAt = -Infinity } = this.queued.get(appId) ?? {};
    if (this.questions.now() - askedAt >= KEPT_MS) await this.count(appId, signal);
  }

  private count(appId: string, signal: AbortSignal): Promise<void> {
    return this.attempt('queues', signal, async () => {
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
    if (summaries.size === 0 && refusal !== undefined) throw refusal;
  }

  private async attempt(what: string, signal: AbortSignal, ask: () => Promise<void>): Promise<void> {
    if (this.refused.has(what) || this.questions.now() < this.quietUntil) return;
    try {
      await ask();
    } catch (error) {
      if (signal.aborted || !(error instanceof FalError)) throw error;
      if (error.problem.kind === 'refused' && error.problem.status !== 404) this.refused.add(what);
      const { quietUntil } = toFailure(error, this.questions.now());
      if (quietUntil !== undefined) this.quietUntil = quietUntil;
    }
  }
}

const sum = (parts: readonly EndpointSummary[], figure: (part: EndpointSummary) => number): number =>
  parts.reduce((total, part) => total + figure(part), 0);
