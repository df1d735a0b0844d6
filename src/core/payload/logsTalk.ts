import * as l10n from '@vscode/l10n';
import type { Description } from '../fal/errors';
import type { FalClient, RequestRef } from '../fal/types';
import type { OpenRequest } from './openRequest';
import { linkSources, type LinkedRows, type LogSourcesParts } from './logSources';
import { firstWindow, listedRows } from './rows/paneRows';
import type { FactNow } from './protocol';
import { logSpan, readRequestLogs } from './requestLogs';
import { isUnderWay } from './head/timeLine';

export interface LogsTalkParts extends LogSourcesParts {
  /** With the key that may read the request. */
  readonly logHistory: (
    ...question: [...Parameters<FalClient['logHistory']>, RequestRef]
  ) => ReturnType<FalClient['logHistory']>;
  readonly describe: (error: unknown) => Description;
  readonly now: () => number;
  /** Shows logs in a tail's channel, where they can be filtered, and lead to the source: live without an end. */
  readonly tail: (filter: TailWish, ref: RequestRef) => unknown;
}

/** A filter of `fal.tailLogs`. */
export interface TailWish {
  readonly requestId: string;
  readonly since?: string;
  readonly until?: string;
}

type LogsFact = Extract<FactNow, { type: 'logsRead' }>;

/** What is said of the logs of one open request. */
export class LogsTalk {
  private last?: LogsFact;
  private linked?: LinkedRows;

  constructor(
    private readonly request: OpenRequest,
    private readonly parts: LogsTalkParts,
    private readonly post: (fact: LogsFact) => void,
  ) {}

  /** Never rejects: what goes wrong is told in place of the lines. */
  async read(signal: AbortSignal): Promise<void> {
    const { ref, detail } = this.request;
    const canTail = ref.source === 'owned' && isUnderWay(detail.request, this.parts.now());
    const base = { type: 'logsRead', canTail, canOpen: false, facts: [], canRetry: true } as const;
    if (ref.source === 'made') {
      const note = l10n.t('fal shows logs only to the owner of the app.');
      this.say({ ...base, facts: [], canRetry: false, note });
      return;
    }
    try {
      const logHistory: FalClient['logHistory'] = (query, within) =>
        this.parts.logHistory(query, within, ref);
      const logs = await readRequestLogs(logHistory, detail.request, this.parts.now(), signal);
      signal.throwIfAborted();
      this.linked = await linkSources(logs.rows, this.parts);
      signal.throwIfAborted();
      const rows = listedRows(this.linked.rows);
      this.request.setLogs(rows);
      const facts = logs.revision === undefined ? [] : [{ label: l10n.t('Revision'), value: logs.revision }];
      const note = logs.isCut ? l10n.t('Only the last {0} lines are shown.', logs.rows.length) : undefined;
      const window = firstWindow(rows);
      if (logs.rows.length > 0) this.say({ ...base, canOpen: !canTail, facts, note, window });
      else this.say({ ...base, facts, note: nothingThere() });
    } catch (error) {
      if (!signal.aborted) this.say({ ...base, facts: [], note: this.parts.describe(error).message });
    }
  }

  /** Once more, for a page that begins anew. */
  tell(): void {
    if (this.last !== undefined) this.post(this.last);
  }

  openSource(row: number, link: number): void {
    this.linked?.open(row, link);
  }

  tail(): void {
    const { ref, detail } = this.request;
    const { requestId } = ref;
    const { request } = detail;
    const now = this.parts.now();
    const { start, end } = logSpan(request, now);
    const range = { since: new Date(start).toISOString(), until: new Date(end).toISOString() };
    this.parts.tail(isUnderWay(request, now) ? { requestId } : { requestId, ...range }, ref);
  }

  private say(fact: LogsFact): void {
    this.last = fact;
    this.post(fact);
  }
}

const nothingThere = (): string =>
  l10n.t(
    'fal has no log lines of this request. It may have printed nothing, or fal may be some minutes behind.',
  );
