import type { Disposable } from '../base/events';
import { hasPassed } from '../base/hasPassed';
import { FalError, type FalProblem } from '../fal/errors';
import type { EndpointSummary, FalClient } from '../fal/types';
import { askInGroups } from './askInGroups';
import { isInForce, isLimit, toFailure, type Limit } from './failure';
import { Lane } from './lane';
import { Refusals } from './refusals';
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

const KEPT_MS = 60_000;
const MOST_AT_ONCE = 4;

/**
 * How the apps go, each as of a minute ago at most while someone looks at it: hundreds that are out of sight cost
 * nothing. An extra: where the key may not read it, or fal has trouble, nothing is said. An app that the key may not
 * read is not asked about again, until someone refreshes by hand.
 */
export class HealthBook implements Disposable {
  private readonly summaries = new Map<string, EndpointSummary>();
  private readonly queued = new Map<string, number>();
  /** What was added up already. */
  private readonly told = new Map<string, Health | undefined>();
  private readonly unreadSummaries = new Refusals();
  private readonly unreadQueues = new Refusals();
  private readonly toSummarise: DueList;
  private readonly toCount: DueList;
  private readonly summaryLane = new Lane();
  private readonly queueLane = new Lane();
  private readonly abort = new AbortController();
  private lastLimit: Limit | undefined;

  /** @param changed hears which apps may go otherwise than was said. */
  constructor(
    private readonly questions: HealthQuestions,
    private readonly changed: (appIds: readonly string[]) => void,
  ) {
    this.toSummarise = new DueList(questions.now);
    this.toCount = new DueList(questions.now);
  }

  /** `undefined` where nothing is known. */
  of(endpointId: string): Health | undefined {
    const known = this.told.get(endpointId);
    if (known !== undefined || this.told.has(endpointId)) return known;
    const health = this.add(endpointId);
    this.told.set(endpointId, health);
    return health;
  }

  /** What fal last limited us by; it may have passed. */
  get limit(): Limit | undefined {
    return this.lastLimit;
  }

  /**
   * Someone looks at an app: asks how it goes and how many wait, if that is due. Those looked at in one go are asked
   * for together. @throws only what an abort throws.
   */
  async look(appId: string, range: () => Range): Promise<void> {
    this.toSummarise.add(appId);
    this.toCount.add(appId);
    await Promise.all([
      this.summaryLane.run('due', () => this.summariseAll(range())),
      this.queueLane.run('due', () => this.countAll()),
    ]);
  }

  /** Whatever is looked at next is due, and asked about though it was refused. */
  expire(): void {
    this.toSummarise.expire();
    this.toCount.expire();
    this.unreadSummaries.forget();
    this.unreadQueues.forget();
  }

  /** Withdraws what is asked. */
  dispose(): void {
    this.abort.abort();
  }

  private add(endpointId: string): Health | undefined {
    const parts = [...this.summaries.values()].filter((part) => isWithin(part.endpointId, endpointId));
    const queued = this.queued.get(endpointId);
    if (parts.length === 0 && !queued) return undefined;
    // Of a part that is idle, fal says nought.
    const medians = parts.flatMap(({ requests, medianSeconds }) =>
      requests === 0 || medianSeconds === undefined ? [] : medianSeconds * 1000,
    );
    return {
      requests: sum(parts, ({ requests }) => requests),
      failed: sum(parts, ({ userErrors, errors }) => userErrors + errors),
      ...(medians.length > 0 ? { mediansMs: [Math.min(...medians), Math.max(...medians)] } : {}),
      ...(queued === undefined ? {} : { queued }),
    };
  }

  private async summariseAll(range: Range): Promise<void> {
    if (this.isLimited()) return;
    const apps = this.toSummarise.take().filter((appId) => !this.unreadSummaries.has(appId));
    if (apps.length === 0) return;
    await this.attempt(async (signal) => {
      const answers: (readonly EndpointSummary[])[] = [];
      const refused = await askInGroups(apps, async (endpointId) => {
        answers.push(await this.questions.summarise({ endpointId, ...range }, signal));
        this.unreadSummaries.answered();
        return false;
      });
      for (const { endpointIds, error } of refused) {
        const [appId, ...others] = endpointIds;
        // Of several that were refused together, some may be readable: they are asked about again.
        if (appId !== undefined && others.length === 0) this.unreadSummaries.add(appId, error.problem);
      }
      for (const id of this.summaries.keys()) {
        if (apps.some((app) => isWithin(id, app))) this.summaries.delete(id);
      }
      for (const each of answers.flat()) this.summaries.set(each.endpointId, each);
    });
    this.told.clear();
    this.tell(apps);
  }

  private countAll(): Promise<void> {
    if (this.isLimited()) return Promise.resolve();
    const apps = this.toCount.take().filter((appId) => !this.unreadQueues.has(appId));
    return runAll(
      MOST_AT_ONCE,
      apps.map((appId) => () => this.count(appId)),
    );
  }

  private async count(appId: string): Promise<void> {
    if (this.isLimited()) return;
    const problem = await this.attempt(async (signal) => {
      this.queued.set(appId, await this.questions.countQueued(appId, signal));
      this.unreadQueues.answered();
    });
    if (problem !== undefined) {
      this.unreadQueues.add(appId, problem);
      if (!this.isLimited()) this.queued.delete(appId);
    }
    this.told.delete(appId);
    this.tell([appId]);
  }

  private tell(appIds: readonly string[]): void {
    if (!this.abort.signal.aborted) this.changed(appIds);
  }

  private isLimited(): boolean {
    return this.lastLimit !== undefined && isInForce(this.lastLimit, this.questions.now());
  }

  /** @returns why it was not answered. */
  private async attempt(ask: (signal: AbortSignal) => Promise<void>): Promise<FalProblem | undefined> {
    const { signal } = this.abort;
    signal.throwIfAborted();
    try {
      await ask(signal);
      return undefined;
    } catch (error) {
      if (signal.aborted || !(error instanceof FalError)) throw error;
      const failure = toFailure(error, this.questions.now());
      if (isLimit(failure)) this.lastLimit = failure;
      return failure.problem;
    }
  }
}

/** The apps to ask a question about, each once a minute. */
class DueList {
  private readonly wanted = new Set<string>();
  /** Epoch milliseconds. */
  private readonly askedAt = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  add(appId: string): void {
    if (hasPassed(KEPT_MS, this.askedAt.get(appId) ?? -Infinity, this.now())) this.wanted.add(appId);
  }

  /** Whoever takes them asks. */
  take(): readonly string[] {
    const apps = [...this.wanted];
    this.wanted.clear();
    for (const appId of apps) this.askedAt.set(appId, this.now());
    return apps;
  }

  expire(): void {
    this.askedAt.clear();
  }
}

const isWithin = (endpointId: string, appId: string): boolean =>
  endpointId === appId || endpointId.startsWith(`${appId}/`);

const sum = (parts: readonly EndpointSummary[], figure: (part: EndpointSummary) => number): number =>
  parts.reduce((total, part) => total + figure(part), 0);
