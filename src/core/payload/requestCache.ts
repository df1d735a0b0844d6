import type { FalClient, RequestDetail, RequestPart, RequestRef } from '../fal/types';

/** Opening a request, its JSON and a comparison are seconds apart. */
const KEEP_MS = 5 * 60_000;
const MAX_REQUESTS = 6;
/** Characters of payload in all: fewer than the largest would keep nothing of it. */
const MAX_LENGTH = 120_000_000;

interface Kept {
  readonly requestId: string;
  readonly detail: RequestDetail;
  readonly at: number;
}

/** What was fetched lately, for the panel, the documents and comparisons alike. Only what will not change is kept. */
export class RequestCache {
  /** The one used last stands last. Another one after each `clear`, so that what was under way is not kept. */
  private kept = new Map<string, Kept>();

  constructor(
    private readonly getRequest: FalClient['getRequest'],
    private readonly now: () => number,
  ) {}

  /** @param isAgain asks fal whatever is kept. */
  async get(
    ref: RequestRef,
    signal?: AbortSignal,
    isAgain = false,
    arriving?: (part: RequestPart) => void,
  ): Promise<RequestDetail | undefined> {
    const name = JSON.stringify([ref.account, ref.source, ref.endpointId, ref.requestId]);
    const known = this.kept.get(name);
    this.kept.delete(name);
    if (known !== undefined && !isAgain && this.now() - known.at < KEEP_MS) {
      this.kept.set(name, known);
      return known.detail;
    }
    const { kept } = this;
    const detail = await this.getRequest(ref, signal, arriving);
    if (detail !== undefined && isFinal(detail) && kept === this.kept)
      this.keep(name, { requestId: ref.requestId, detail, at: this.now() });
    return detail;
  }

  /** Another key may see other things. */
  clear(): void {
    this.kept = new Map();
  }

  /** Something was done to the request, whoever's it is: what was fetched of it, or is on its way, holds no longer. */
  forget(ref: Pick<RequestRef, 'requestId'>): void {
    this.kept = new Map([...this.kept].filter(([, { requestId }]) => requestId !== ref.requestId));
  }

  private keep(name: string, kept: Kept): void {
    this.kept.set(name, kept);
    let length = 0;
    let count = 0;
    for (const [each, { detail: held }] of [...this.kept].reverse()) {
      length += (held.input?.length ?? 0) + (held.output?.length ?? 0);
      count += 1;
      if (count > 1 && (count > MAX_REQUESTS || length > MAX_LENGTH)) this.kept.delete(each);
    }
  }
}

/** A request that may go on, or whose payloads may come late, is asked for each time. */
export const isFinal = ({ request, input, output }: RequestDetail): boolean =>
  request.endedAt !== undefined && input !== undefined && output !== undefined;
