import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../../src/core/sample/answers/route';
import type { KeptRequest, LogRow } from '../../src/core/sample/wire';
import type { LogDraft, Now, RequestDraft, World } from '../../src/core/sample/world';
import type { Asked } from './asked';
import type { StreamEnding } from './behaviour';
import type { Rule } from './behaviourBook';
import type { Run } from './runs';

export type { Asked } from './asked';
export type { Route } from '../../src/core/sample/answers/route';
export type { Behaviour, StreamScript } from './behaviour';
export type { BehaviourName } from './behaviourNames';
export type { KeptRequest, LogRow } from '../../src/core/sample/wire';
export { API_PRESET_KEY, FAKE_KEY, POWERLESS_KEY, READ_ONLY_KEY, TEAM_KEY } from './keys';
export { startFakeFal } from './startFakeFal';

export interface FakeFalOptions {
  /** 0, the default, takes any free one. */
  readonly port?: number;
  /** The same seed and time give the same data. */
  readonly seed?: number;
  /** `Date.now` unless told, also where a test has faked it. */
  readonly now?: Now;
  /** `empty`: no app, log or request but those a test adds. */
  readonly data?: 'seeded' | 'empty';
  /** Logs and requests go on arriving, for people to watch. */
  readonly lively?: boolean;
  /** Between signs of life; 700 ms unless told. */
  readonly tickMs?: number;
  /** The keys that may do all; `FAKE_KEY` unless told. */
  readonly keys?: readonly string[];
  /** Another account behind the same address: it answers what comes with its keys. */
  readonly neighbour?: FakeFal;
  /** Between comments on a log stream; 15 s unless told. */
  readonly pingMs?: number;
}

export interface FakeFal {
  /** `http://127.0.0.1:<port>`, for `/media/…` and `/<behaviour>/v1`. */
  readonly origin: string;
  /** What belongs in the setting fal.apiUrl: the origin and `/v1`. */
  readonly url: string;
  /** The same with behaviours in its path: `urlThat('crlf', 'bytes')`. */
  urlThat(...names: readonly string[]): string;
  readonly world: World;

  /** All that was asked of the API, in order. */
  readonly asked: readonly Asked[];
  askedFor(route: Route): readonly Asked[];
  /** For runs so long that what was asked would fill the memory. */
  forgetAsked(): void;
  /** What was sent to `<origin>/run/<endpoint>`, which is to this fake what fal.run is to fal. */
  readonly runs: readonly Run[];
  /** What followed a redirect to the other host. */
  readonly askedElsewhere: readonly Asked[];

  /** The next calls go so, one after the other; then the route is good again. */
  behave(route: Route | 'any', ...rules: readonly Rule[]): void;
  /** Every call goes so that no queue is for, until `behaveWell`. */
  behaveAlways(route: Route | 'any', rule: Rule): void;
  /** Forgets every behaviour but those in paths. */
  behaveWell(): void;
  /** Lets the calls answer that are `held`. */
  release(): void;

  log(...drafts: readonly LogDraft[]): readonly LogRow[];
  request(draft?: RequestDraft): KeptRequest;
  readonly openStreams: number;
  /** Ends every open log stream; returns how many there were. */
  breakStreams(ending?: StreamEnding): number;
  /** Raw text onto every open log stream. */
  writeToStreams(text: string): void;

  /** Waits until a condition holds, looked at whenever a question, a stream or its end came. */
  until(condition: () => boolean, what: string): Promise<void>;
  untilAsked(count: number, route?: Route | 'any'): Promise<readonly Asked[]>;
  untilStreams(count: number): Promise<void>;

  /** Answers in place of another fake, if the question came with a key of this one. */
  answers(request: IncomingMessage, response: ServerResponse): boolean;

  /** Ends every connection and stops. */
  close(): Promise<void>;
}
