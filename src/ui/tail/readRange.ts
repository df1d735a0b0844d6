import * as vscode from 'vscode';
import { toError } from '../../core/base/errors';
import { FalError } from '../../core/fal/errors';
import { toLogQuery } from '../../core/tail/filter';
import { readBack } from '../../core/tail/readBack';
import type { TailState } from '../../core/tail/tail';
import { parseMoment } from '../../core/tail/timeSpan';
import type { Course, Life, TailParts } from './openTail';

/** The life of a tail with an end: it is read once, under the person’s eyes. */
export function readRange(course: Course, until: string, { onChange }: Pick<TailParts, 'onChange'>): Life {
  const abort = new AbortController();
  let state: TailState = { kind: 'live' };
  return {
    get state() {
      return state;
    },
    get isStopped() {
      return abort.signal.aborted;
    },
    reconnects: 0,
    async begin() {
      let error: Error | undefined;
      try {
        await read(course, until, abort);
      } catch (thrown) {
        error = toError(thrown);
      }
      state = error instanceof FalError ? { kind: 'ended', error } : { kind: 'ended' };
      onChange();
      if (error !== undefined && !abort.signal.aborted) throw error;
    },
    stop: () => abort.abort(),
    reconnect: () => undefined,
  };
}

async function read(
  { filter, begin, client, transcript }: Course,
  until: string,
  abort: AbortController,
): Promise<void> {
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Reading logs');
  const { entries, isWhole } = await vscode.window.withProgress(
    { location, title, cancellable: true },
    (progress, cancellation) => {
      cancellation.onCancellationRequested(() => abort.abort());
      const query = toLogQuery(filter, begin, parseMoment(until, Date.now()) ?? Date.now());
      return readBack(client.logHistory, query, abort.signal, {
        onProgress: (count) => progress.report({ message: describeCount(count) }),
      });
    },
  );
  await transcript.entries(entries);
  transcript.note('info', vscode.l10n.t('{0}; the range ends here.', describeCount(entries.length)));
  if (!isWhole)
    transcript.note('warning', vscode.l10n.t('fal gave no more of the range; older lines may be missing.'));
}

const describeCount = (entries: number): string =>
  entries === 1 ? vscode.l10n.t('1 entry') : vscode.l10n.t('{0} entries', entries);
