import type { ServerResponse } from 'node:http';
import { answerAnalytics } from './analytics';
import { answerApps } from './apps';
import type { Asked } from './asked';
import type { Behaviour, Route } from './behaviour';
import { realTimers } from './clock';
import { answerDeletePayloads } from './deletePayloads';
import { answerHistory } from './history';
import { checkKey } from './keys';
import { Params } from './params';
import { answerQueue } from './queue';
import { Refusal } from './refusal';
import { answerRequests, answerSearch } from './requests';
import { refuse, respondInstead, respondJson, type Redirects } from './respond';
import { spoilsItemsOnly } from './spoil';
import type { Streams } from './streams';
import type { World } from './world';

export type RoutedQuestion = Asked & { readonly route: Route };

/** Answers the routes, well or as a behaviour has it. */
export class Api {
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly world: World,
    private readonly streams: Streams,
    private readonly keys: readonly string[],
  ) {}

  async answer(
    asked: RoutedQuestion,
    behaviour: Behaviour,
    redirects: Redirects,
    response: ServerResponse,
  ): Promise<void> {
    if (behaviour.delayMs !== undefined) await this.pause(behaviour.delayMs);
    if (behaviour.held) await new Promise<void>((resolve) => this.waiting.add(resolve));
    if (behaviour.instead) {
      await respondInstead(response, behaviour.instead, this.world.now, redirects);
      return;
    }
    try {
      checkKey(asked.headers.authorization, asked.route, this.keys);
      this.answerWell(asked, behaviour, response);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error);
    }
  }

  release(): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    waiting.forEach((resolve) => resolve());
  }

  private answerWell(asked: RoutedQuestion, behaviour: Behaviour, response: ServerResponse): void {
    const isStream = asked.route === 'streamLogs' && (!behaviour.spoilt || spoilsItemsOnly(behaviour.spoilt));
    if (isStream) this.streams.start(new Params(asked.query), asked.body, behaviour, response);
    else respondJson(response, this.goodJson(asked, behaviour), behaviour);
  }

  private goodJson({ route, path, query, body }: RoutedQuestion, behaviour: Behaviour): string {
    const params = new Params(query);
    const steps = path.split('/');
    switch (route) {
      case 'streamLogs':
        return '{"items":[]}';
      case 'logHistory':
        return answerHistory(this.world, params, body, behaviour);
      case 'listApps':
        return answerApps(this.world, params);
      case 'ownedRequests':
        return answerRequests(this.world, params, 'owned');
      case 'madeRequests':
        return answerRequests(this.world, params, 'made');
      case 'searchRequests':
        return answerSearch(this.world, params);
      case 'analytics':
        return answerAnalytics(this.world, params);
      case 'queue':
        return answerQueue(this.world, steps.slice(3, 5).map(decodeURIComponent).join('/'));
      case 'deletePayloads':
        return answerDeletePayloads(this.world, steps[3] ?? '');
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => realTimers.setTimeout(resolve, ms).unref());
  }
}
