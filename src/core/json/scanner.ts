import * as Char from './chars';
import type { FaultKind, JsonFault } from './fault';
import { escapeLength, readLiteral, readNumber, readPlain } from './grammar';
import { LANDMARK_LENGTH, MARK_EVERY, type Landmark } from './landmark';
import { skipSpace } from './walk';

/** Ten times what fal is known to nest; the stack of open containers has to end somewhere. */
const MAX_DEPTH = 100_000;

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing' | 'string';

/** A container whose end is not yet seen. Kept and filled again, for one is needed at every depth. */
interface OpenContainer {
  start: number;
  isObject: boolean;
  count: number;
  marks: number[];
}

/**
 * One pass over a whole JSON text that checks its grammar and notes where long values end.
 * It is resumable anywhere, in the middle of a string too, so that the caller decides how long it runs at a stretch;
 * it keeps its own stack, so that no nesting can exhaust JavaScript's.
 */
export class JsonScanner {
  readonly landmarks = new Map<number, Landmark>();
  rootStart = -1;
  deepest = 0;
  fault?: JsonFault;

  private at = 0;
  private depth = 0;
  private readonly open: OpenContainer[] = [];
  private expected: Expected = 'value';
  private stringStart = 0;
  private stringEscapes = 0;
  private stringIsKey = false;

  constructor(private readonly text: string) {}

  /** Reads about `length` characters on. True once the text has ended or is found broken. */
  advance(length: number): boolean {
    const until = Math.min(this.text.length, this.at + length);
    while (this.fault === undefined && this.at < until) {
      if (this.expected === 'string') this.readString(until);
      else {
        this.at = skipSpace(this.text, this.at, until);
        if (this.at < until) this.readToken(this.text.charCodeAt(this.at));
      }
    }
    if (this.fault !== undefined) return true;
    if (this.at < this.text.length) return false;
    if (this.expected !== 'nothing') this.fail(this.rootStart < 0 ? 'empty' : 'ends', this.at);
    return true;
  }

  private readToken(char: number): void {
    switch (this.expected) {
      case 'valueOrEnd':
        if (char === Char.CLOSE_BRACKET) this.closeContainer();
        else this.readValue(char);
        break;
      case 'value':
        this.readValue(char);
        break;
      case 'keyOrEnd':
        if (char === Char.CLOSE_BRACE) this.closeContainer();
        else this.readKey(char);
        break;
      case 'key':
        this.readKey(char);
        break;
      case 'colon':
        if (char === Char.COLON) this.moveOn('value');
        else this.fail('unexpected', this.at);
        break;
      case 'commaOrEnd':
        this.readCommaOrEnd(char);
        break;
      case 'nothing':
        this.fail('trailing', this.at);
        break;
      case 'string':
        this.readString(this.text.length);
    }
  }

  private readValue(char: number): void {
    const parent = this.open[this.depth - 1];
    if (this.depth === 0) this.rootStart = this.at;
    else if (parent?.isObject === false) noteChild(parent, this.at);
    if (char === Char.QUOTE) this.beginString(false);
    else if (char === Char.OPEN_BRACE) this.openContainer(true);
    else if (char === Char.OPEN_BRACKET) this.openContainer(false);
    else if (char === Char.MINUS || Char.isDigit(char))
      this.endScalar(readNumber(this.text, this.at), 'badNumber');
    else this.endScalar(readLiteral(this.text, this.at), 'unexpected');
  }

  private readKey(char: number): void {
    const parent = this.open[this.depth - 1];
    if (char !== Char.QUOTE || parent === undefined) {
      this.fail('unexpected', this.at);
      return;
    }
    noteChild(parent, this.at);
    this.beginString(true);
  }

  private readCommaOrEnd(char: number): void {
    const isObject = this.open[this.depth - 1]?.isObject === true;
    if (char === Char.COMMA) this.moveOn(isObject ? 'key' : 'value');
    else if (char === (isObject ? Char.CLOSE_BRACE : Char.CLOSE_BRACKET)) this.closeContainer();
    else this.fail('unexpected', this.at);
  }

  private openContainer(isObject: boolean): void {
    if (this.depth === MAX_DEPTH) {
      this.fail('tooDeep', this.at);
      return;
    }
    const container = this.open[this.depth];
    if (container === undefined) this.open.push({ start: this.at, isObject, count: 0, marks: [] });
    else {
      container.start = this.at;
      container.isObject = isObject;
      container.count = 0;
      if (container.marks.length > 0) container.marks = [];
    }
    this.depth += 1;
    if (this.depth > this.deepest) this.deepest = this.depth;
    this.moveOn(isObject ? 'keyOrEnd' : 'valueOrEnd');
  }

  private closeContainer(): void {
    this.depth -= 1;
    const closed = this.open[this.depth];
    if (closed === undefined) return;
    this.endValue(closed.start, this.at + 1, closed.count, closed.marks);
  }

  private beginString(isKey: boolean): void {
    this.stringStart = this.at;
    this.stringEscapes = 0;
    this.stringIsKey = isKey;
    this.moveOn('string');
  }

  private readString(until: number): void {
    const { text } = this;
    while (this.at < until) {
      this.at = readPlain(text, this.at, until);
      if (this.at === until) return;
      const char = text.charCodeAt(this.at);
      if (char === Char.QUOTE) {
        this.endString();
        return;
      }
      const length = char === Char.BACKSLASH ? escapeLength(text, this.at) : 0;
      if (length === 0) {
        this.fail(this.at + 1 === text.length ? 'ends' : 'badString', this.at);
        return;
      }
      this.stringEscapes += length - 1;
      this.at += length;
    }
  }

  private endString(): void {
    const length = this.at - this.stringStart - 1 - this.stringEscapes;
    if (!this.stringIsKey) {
      this.endValue(this.stringStart, this.at + 1, length, []);
      return;
    }
    this.note(this.stringStart, this.at + 1, length, []);
    this.moveOn('colon');
  }

  private endScalar(end: number, otherwise: FaultKind): void {
    if (end < 0) this.fail(otherwise, this.at);
    else this.endValue(this.at, end, 0, []);
  }

  private endValue(start: number, end: number, count: number, marks: readonly number[]): void {
    this.note(start, end, count, marks);
    this.at = end;
    this.expected = this.depth === 0 ? 'nothing' : 'commaOrEnd';
  }

  private note(start: number, end: number, count: number, marks: readonly number[]): void {
    if (end - start >= LANDMARK_LENGTH) this.landmarks.set(start, { end, count, marks });
  }

  private moveOn(expected: Expected): void {
    this.expected = expected;
    this.at += 1;
  }

  private fail(kind: FaultKind, at: number): void {
    this.fault = { kind, at };
  }
}

function noteChild(parent: OpenContainer, at: number): void {
  if (parent.count > 0 && parent.count % MARK_EVERY === 0) parent.marks.push(at);
  parent.count += 1;
}
