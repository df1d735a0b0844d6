import * as l10n from '@vscode/l10n';
import type { Logger } from '../base/logger';
import type { Description } from '../fal/errors';
import type { FalClient, RequestRef } from '../fal/types';
import type { OpenRequest } from './openRequest';
import { linkSources, type LinkedRows, type LogSourcesParts } from './logSources';
import { firstWindow, listedRows } from './rows/paneRows';
import type { FactNow } from './protocol';
import type { Row, RowsWindow } from './view';
import { logSpan, readRequestLogs } from './requestLogs';
import { isUnderWay } from './head/timeLine';

export interface LogsTalkParts extends LogSourcesParts {
  readonly log: Logger;
  /** With the key that may read the request. */
  readonly logHistory: (
    ...question: [...Parameters<FalClient['logHistory']>, RequestRef]
  ) => ReturnType<FalClient['logHistory']>;
  readonly describe: (error: unknown) => Description;
  readonly now: () => number;
  /** Shows logs in a tail's channel, where they can be filtered, and lead to the source: live without an end. */
  readonly tail: (filter: TailWish, ref: RequestRef) => unknown;
  /** Tells a person something they would else wait for in vain. */
  readonly inform: (message: string) => unknown;
}

/** A filter of `fal.tailLogs`. */
export interface TailWish {
  readonly requestId: string;
  readonly since?: string;
  readonly until?: string;
}

type LogsFact = Extract<FactNow, { type: 'logsRead' | 'rowsRead' }>;
type LogsRead = Extract<LogsFact, { type: 'logsRead' }>;

/** What is said of the logs of one open request. */
export class LogsTalk {
  private last?: LogsRead;
  /** As they were read, and with their links. */
  private rows?: readonly Row[];
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
    const base: LogsRead = { type: 'logsRead', canTail, canOpen: false, facts: [], canRetry: true };
    if (ref.source === 'made') {
      this.say({ ...base, canRetry: false, note: ownersAlone() });
      return;
    }
    try {
      const logHistory: FalClient['logHistory'] = (query, within) =>
        this.parts.logHistory(query, within, ref);
      const logs = await readRequestLogs(logHistory, detail.request, this.parts.now(), signal);
      signal.throwIfAborted();
      const facts = logs.revision === undefined ? [] : [{ label: l10n.t('Revision'), value: logs.revision }];
      const note = logs.isCut ? l10n.t('Only the last {0} lines are shown.', logs.rows.length) : undefined;
      this.rows = logs.rows;
      this.linked = undefined;
      const window = this.show(logs.rows);
      if (logs.rows.length > 0) this.say({ ...base, canOpen: !canTail, facts, note, window });
      else this.say({ ...base, facts, note: nothingThere() });
      await this.link(logs.rows, signal);
    } catch (error) {
      if (!signal.aborted) this.say({ ...base, note: this.parts.describe(error).message });
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
    if (ref.source === 'made') {
      this.parts.inform(ownersAlone());
      return;
    }
    const { requestId } = ref;
    const { request } = detail;
    const now = this.parts.now();
    const { start, end } = logSpan(request, now);
    const range = { since: new Date(start).toISOString(), until: new Date(end).toISOString() };
    this.parts.tail(isUnderWay(request, now) ? { requestId } : { requestId, ...range }, ref);
  }

  /** The lines are read meanwhile: looking through a large workspace takes its time, and may fail. */
  private async link(rows: readonly Row[], signal: AbortSignal): Promise<void> {
    try {
      const linked = await linkSources(rows, this.parts, signal);
      if (linked === undefined || signal.aborted || rows !== this.rows) return;
      this.linked = linked;
      const window = this.show(linked.rows);
      if (this.last !== undefined) this.last = { ...this.last, window };
      this.post({ type: 'rowsRead', area: 'logs', window, isAnew: true });
    } catch (error) {
      if (!signal.aborted)
        this.parts.log.warn(`payload: looking for the files of frames failed: ${String(error)}`);
    }
  }

  /** Puts rows in place of those there were; the first of them. */
  private show(rows: readonly Row[]): RowsWindow {
    const listed = listedRows(rows);
    this.request.setLogs(listed);
    return firstWindow(listed);
  }

  private say(fact: LogsRead): void {
    this.last = fact;
    this.post(fact);
  }
}

const ownersAlone = (): string => l10n.t('fal shows logs only to the owner of the app.');

const nothingThere = (): string =>
  l10n.t(
    'fal has no log lines of this request. It may have printed nothing, or fal may be some minutes behind.',
  );
