import { detach } from '../base/chunks';
import { runInSlices } from '../base/slices';
import { BACKSLASH, CLOSE_BRACE, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from '../json/chars';
import { readPlain } from '../json/grammar';
import type { JsonText } from './types';

/** An answer of the requests listing, with the payloads cut out of it as text. */
export interface CutAnswer {
  /** The same JSON with `null` in place of each payload: small, whatever the payloads' size. */
  readonly envelope: string;
  /** By the item's place in the list; a payload that fal sent as `null` or not at all is absent. */
  readonly payloads: readonly Payloads[];
  /** The payload that ends last. */
  readonly last?: keyof Payloads;
}

interface Payloads {
  input?: JsonText;
  output?: JsonText;
}

/** Depth of the answer's own members, and of those of an item in `{"items": [{…}]}`. */
const ROOT_DEPTH = 1;
const MEMBER_DEPTH = 3;
/** About 2 ms of reading. */
const SLICE_LENGTH = 1 << 19;
/** Brackets are braces without this bit, so that one comparison finds both. */
const BRACE_BIT = 0x20;

/**
 * Takes `json_input` and `json_output` out of fal's answer by their place in the text, without parsing them:
 * `JSON.parse` would round seeds beyond 2^53, reorder keys that look like numbers and drop repeated ones. In slices,
 * for a payload may be 50 MB, and everybody shares one thread.
 * @param list the answer's member whose items are meant; what else lies in it is nobody's payload.
 */
export async function cutPayloads(text: string, list: 'items' | 'results'): Promise<CutAnswer> {
  const cutter = new PayloadCutter(text, list);
  await runInSlices(() => cutter.advance(SLICE_LENGTH));
  return cutter.finish();
}

class PayloadCutter {
  private at = 0;
  private depth = 0;
  /** Depth of the members whose names are read: the answer's own, and within the list those of its items. */
  private memberDepth: typeof ROOT_DEPTH | typeof MEMBER_DEPTH = ROOT_DEPTH;
  private isInString = false;
  private stringAt = 0;
  /** The member whose value is being read, and where that begins. */
  private member?: string;
  private lastString = '';
  private valueAt = 0;
  private readonly kept: string[] = [];
  private keptTo = 0;
  private payloads: Payloads[] = [];
  /** Of the list, before the item that is being read: one may be no object. */
  private itemsBefore = 0;
  private last?: keyof Payloads;

  constructor(
    private readonly text: string,
    private readonly list: string,
  ) {}

  /** Reads so many characters on; true at the end. */
  advance(length: number): boolean {
    const until = Math.min(this.text.length, this.at + length);
    while (this.at < until) {
      if (this.isInString) this.readString(until);
      else if (this.depth > this.memberDepth) this.skipNested(until);
      else this.readToken(this.text.charCodeAt(this.at));
    }
    return until === this.text.length;
  }

  async finish(): Promise<CutAnswer> {
    this.kept.push(this.text.slice(this.keptTo));
    for (const item of this.payloads) {
      if (item.input !== undefined) item.input = await detach(item.input);
      if (item.output !== undefined) item.output = await detach(item.output);
    }
    return { envelope: this.kept.join(''), payloads: this.payloads, last: this.last };
  }

  /** What lies in a member: of that only the depth matters. Nearly all of the text is read here. */
  private skipNested(until: number): void {
    const { text, memberDepth } = this;
    let { at, depth } = this;
    while (at < until && depth > memberDepth) {
      const char = text.charCodeAt(at);
      if (char === QUOTE) {
        at = readPlain(text, at + 1, until);
        this.isInString = at === until || text.charCodeAt(at) !== QUOTE;
        if (this.isInString) break;
      } else if ((char | BRACE_BIT) === OPEN_BRACE) depth += 1;
      else if ((char | BRACE_BIT) === CLOSE_BRACE) depth -= 1;
      at += 1;
    }
    this.at = at;
    this.depth = depth;
  }

  private readToken(char: number): void {
    const isMember = this.depth === this.memberDepth;
    if (char === QUOTE) {
      this.isInString = true;
      this.stringAt = this.at + 1;
    } else if ((char | BRACE_BIT) === OPEN_BRACE) {
      if (isMember && char === OPEN_BRACKET && this.member === this.list) this.enterList();
      this.depth += 1;
      if (this.depth === MEMBER_DEPTH && this.isInList) this.enterItem();
    } else if ((char | BRACE_BIT) === CLOSE_BRACE) {
      if (isMember) this.endMember();
      this.depth -= 1;
      if (this.depth === ROOT_DEPTH) this.memberDepth = ROOT_DEPTH;
    } else if (isMember && char === COMMA) this.endMember();
    else if (char === COMMA && this.isInList && this.depth < MEMBER_DEPTH) this.itemsBefore += 1;
    else if (isMember && char === COLON && this.member === undefined) {
      this.member = this.lastString;
      this.valueAt = this.at + 1;
    }
    this.at += 1;
  }

  private readString(until: number): void {
    this.at = readPlain(this.text, this.at, until);
    if (this.at === until) return;
    const char = this.text.charCodeAt(this.at);
    this.isInString = char !== QUOTE;
    if (char === QUOTE && this.depth === this.memberDepth && this.member === undefined)
      this.lastString = this.text.slice(this.stringAt, this.at);
    this.at += char === BACKSLASH ? 2 : 1;
  }

  private get isInList(): boolean {
    return this.memberDepth === MEMBER_DEPTH;
  }

  /** Of a list that is there twice, the last one counts, as it does for `JSON.parse`. */
  private enterList(): void {
    this.memberDepth = MEMBER_DEPTH;
    this.member = undefined;
    this.payloads = [];
    this.itemsBefore = 0;
  }

  private enterItem(): void {
    while (this.payloads.length <= this.itemsBefore) this.payloads.push({});
  }

  private endMember(): void {
    const side =
      this.member === 'json_input' ? 'input' : this.member === 'json_output' ? 'output' : undefined;
    this.member = undefined;
    const item = this.payloads.at(-1);
    if (side === undefined || item === undefined || !this.isInList) return;
    const value = this.text.slice(this.valueAt, this.at).trim();
    this.kept.push(this.text.slice(this.keptTo, this.valueAt), 'null');
    this.keptTo = this.at;
    if (value === 'null') return;
    item[side] = value;
    this.last = side;
  }
}
