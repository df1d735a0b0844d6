import type { HistoryWays } from '../../src/core/sample/answers/history';

/** A departure from the good answer. Plain data, so that it can come from another process. */
export interface Behaviour {
  /** What is answered in place of the good answer. */
  readonly instead?: Instead;
  readonly delayMs?: number;
  /** Answers after `release()` only. */
  readonly held?: boolean;
  /** Sends the first half of a good JSON answer, and the rest after `release()` only. */
  readonly heldHalfway?: boolean;
  /** How a good JSON answer is spoilt. */
  readonly spoilt?: Spoilt;
  readonly stream?: StreamScript;
  readonly history?: HistoryWays;
  /** `naive`: microseconds without a zone, as the one real sample has them. */
  readonly timestamps?: 'naive';
  readonly levels?: 'upperCase';
}

export type Instead =
  | {
      readonly status: number;
      /** Without one, fal's own error body for that status. */
      readonly body?: string;
      readonly contentType?: string;
      readonly retryAfterSeconds?: number;
      readonly retryAfterAs?: 'seconds' | 'date';
    }
  /** The socket is reset before any answer. */
  | 'reset'
  | 'redirectSameHost'
  /** To a second server, which writes down what arrives there. */
  | 'redirectOtherHost';

export type Spoilt =
  | 'empty'
  | 'html'
  | 'wrongContentType'
  | 'invalidJson'
  /** The connection breaks in the middle of the body. */
  | 'cut'
  | 'notAnObject'
  | 'missingField'
  | 'wrongFieldType'
  /** Still good: fields and enum members that the document does not name. */
  | 'extraFields'
  | 'unknownMembers';

export type StreamEnding =
  | 'clean'
  | 'reset'
  /** Ends between the bytes of one character. */
  | 'midCharacter'
  /** Ends between the lines of one event. */
  | 'midEvent'
  /** `event: error`, then a clean end. */
  | 'error'
  /** Stays open and says nothing, not even a comment. */
  | 'silence';

export interface StreamScript {
  readonly ending?: StreamEnding;
  /** Entries sent before the ending; 3 unless told. */
  readonly after?: number;
  /** The data of the `error` event. */
  readonly errorText?: string;
  /** What an event holds: one entry, `[entry, …]`, `{log: entry}`, `{items: [entry, …]}`, JSON over many data lines, or an entry in an event of another name. */
  readonly form?: 'entry' | 'array' | 'log' | 'items' | 'multiline' | 'named';
  /** Sent before every entry. */
  readonly between?: 'emptyData' | 'comment' | 'notJson' | 'unknownEvent';
  /** Comments, and never an entry. */
  readonly commentsOnly?: boolean;
  /** Begins with an entry of 1 MB. */
  readonly hugeLine?: boolean;
  readonly byteOrderMark?: boolean;
  readonly newline?: '\n' | '\r\n' | '\r';
  readonly byteByByte?: boolean;
  /** What comes first: also the entries before `start`, not all of those since, or none. */
  readonly replay?: 'repeats' | 'gaps' | 'none';
  /** How many entries are repeated or left out; 2 unless told. */
  readonly replayCount?: number;
}

/** Both at once; of two that contradict each other the second holds. */
export const bothOf = (first: Behaviour, second: Behaviour): Behaviour => ({
  ...first,
  ...second,
  ...(first.stream || second.stream ? { stream: { ...first.stream, ...second.stream } } : {}),
  ...(first.history || second.history ? { history: { ...first.history, ...second.history } } : {}),
});
