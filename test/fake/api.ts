import type { ServerResponse } from 'node:http';
import { answer } from '../../src/core/sample/answers/answer';
import { answerHistory } from '../../src/core/sample/answers/history';
import { Params } from '../../src/core/sample/answers/params';
import { Refusal } from '../../src/core/sample/answers/refusal';
import type { Route } from '../../src/core/sample/answers/route';
import type { LogRow } from '../../src/core/sample/wire';
import type { World } from '../../src/core/sample/world';
import type { Asked } from './asked';
import type { Behaviour } from './behaviour';
import { realTimers } from './clock';
import { checkKey } from './keys';
import { refuse, respondHalfway, respondInstead, respondJson, type Redirects } from './respond';
import { restyle } from './restyle';
import { spoilsItemsOnly } from './spoil';
import type { Streams } from './streams';

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
    if (behaviour.held) await this.untilReleased();
    if (behaviour.instead) {
      await respondInstead(response, behaviour.instead, this.world.now, redirects);
      return;
    }
    try {
      checkKey(asked.headers.authorization, asked.route, this.keys);
      await this.answerWell(asked, behaviour, response);
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

  private async answerWell(
    asked: RoutedQuestion,
    behaviour: Behaviour,
    response: ServerResponse,
  ): Promise<void> {
    const isStream = asked.route === 'streamLogs' && (!behaviour.spoilt || spoilsItemsOnly(behaviour.spoilt));
    if (isStream) this.streams.start(new Params(asked.query), asked.body, behaviour, response);
    else if (behaviour.heldHalfway)
      await respondHalfway(response, this.goodJson(asked, behaviour), () => this.untilReleased());
    else respondJson(response, this.goodJson(asked, behaviour), behaviour);
  }

  private goodJson({ route, ...question }: RoutedQuestion, behaviour: Behaviour): string {
    // A spoilt one: something else stands in the stream's place.
    if (route === 'streamLogs') return '{"items":[]}';
    if (route !== 'logHistory') return answer(this.world, route, question);
    const write = (row: LogRow): LogRow => restyle(row, behaviour);
    return answerHistory(this.world, new Params(question.query), question.body, behaviour.history, write);
  }

  private untilReleased(): Promise<void> {
    return new Promise((resolve) => this.waiting.add(resolve));
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => realTimers.setTimeout(resolve, ms).unref());
  }
}
