import type { Logger } from '../../base/logger';
import { findMedia, type FoundMedia } from './findMedia';
import { readLongString } from '../../json/stringPieces';
import type { MediaPolicy } from './mediaPolicy';
import { describeHeldFailure, describeMedia, describeMediaStatus } from './mediaWords';
import type { OpenRequest } from '../openRequest';
import { PANES, type Pane } from '../view';
import type { FactNow } from '../protocol';

/** A file to keep: at an address, or held by the payload as a data URI. */
export interface MediaSource {
  readonly name: string;
  readonly address: string;
}

export interface MediaTalkParts {
  readonly log: Logger;
  readonly mediaPolicy: () => MediaPolicy;
  /** The status that a file's host answers with; `undefined` when it cannot be reached. Never sends the key. */
  readonly askMediaStatus: (url: string, signal: AbortSignal) => Promise<number | undefined>;
  readonly openExternally: (url: string) => unknown;
  readonly saveMedia: (source: MediaSource) => unknown;
}

interface Listed {
  readonly pane: Pane;
  readonly found: FoundMedia;
}

/** What is said of the files of one open request. */
export class MediaTalk {
  private listed: readonly Listed[] = [];
  private isCut = false;
  private isDone = false;

  constructor(
    private readonly request: OpenRequest,
    private readonly parts: MediaTalkParts,
    private readonly post: (fact: MediaFact) => void,
    private readonly locale?: string,
  ) {}

  /** Looks for the files; output first, for that is what was asked for. */
  async find(signal: AbortSignal): Promise<void> {
    const listed: Listed[] = [];
    for (const pane of [...PANES].reverse()) {
      const index = this.request.pane(pane)?.index;
      if (index === undefined) continue;
      const { media, isCut } = await findMedia(index, signal);
      signal.throwIfAborted();
      listed.push(...media.map((found) => ({ pane, found })));
      this.isCut ||= isCut;
    }
    this.listed = listed;
    this.isDone = true;
    this.tell();
  }

  tell(): void {
    if (!this.isDone) return;
    const policy = this.parts.mediaPolicy();
    const media = this.listed.map(({ pane, found }) => describeMedia(pane, found, policy, this.locale));
    this.post({ type: 'mediaFound', media, isCut: this.isCut });
  }

  /** Where the file is named in the payloads. */
  placeOf(number: number): { readonly pane: Pane; readonly at: number } | undefined {
    const listed = this.listed[number];
    return listed && { pane: listed.pane, at: listed.found.at };
  }

  /** Brings the file that a payload holds. */
  async read(number: number, signal: AbortSignal): Promise<void> {
    const uri = await this.heldAt(number, signal);
    if (uri !== undefined) this.post({ type: 'mediaRead', number, uri });
  }

  /** Says why a file that the page may load did not load. */
  async check(number: number, signal: AbortSignal): Promise<void> {
    const listed = this.listed[number];
    if (listed === undefined) return;
    const { url } = describeMedia(listed.pane, listed.found, this.parts.mediaPolicy());
    const why =
      url === undefined
        ? describeHeldFailure()
        : describeMediaStatus(await this.parts.askMediaStatus(url, signal));
    if (!signal.aborted) this.post({ type: 'mediaFailed', number, why });
  }

  open(number: number): void {
    const url = this.listed[number]?.found.url;
    if (url !== undefined) this.parts.openExternally(url);
  }

  async save(number: number, signal: AbortSignal): Promise<void> {
    const found = this.listed[number]?.found;
    const address = found?.url ?? (await this.heldAt(number, signal));
    if (found !== undefined && address !== undefined) this.parts.saveMedia({ name: found.name, address });
  }

  private async heldAt(number: number, signal: AbortSignal): Promise<string | undefined> {
    const listed = this.listed[number];
    const index = listed && this.request.pane(listed.pane)?.index;
    if (listed === undefined || index === undefined || listed.found.url !== undefined) return undefined;
    const start = listed.found.at;
    return readLongString(index.text, { start, end: index.endOfString(start) }, signal);
  }
}

type MediaFact = Extract<FactNow, { type: 'mediaFound' | 'mediaRead' | 'mediaFailed' }>;
