import * as vscode from 'vscode';
import { toError } from '../../core/base/errors';
import type { FalError } from '../../core/fal/errors';
import type { FalClient } from '../../core/fal/types';
import type { LogFilter } from '../../core/tail/filter';
import type { LifeState } from '../../core/tail/rangeReading';
import { beginOf } from '../../core/tail/timeSpan';
import { Transcript } from '../../core/tail/transcript';
import { followLogs } from './followLogs';
import { nameSession } from './oldSessions';
import { readRange } from './readRange';
import { SessionFile } from './sessionFile';
import { TailChannel } from './tailChannel';

export { removeOldSessions } from './oldSessions';

/** Whose logs a tail follows, to its end: another account may serve meanwhile. */
export interface TailAccount {
  readonly id: string;
  readonly client: Pick<FalClient, 'streamLogs' | 'logHistory'>;
  /** Its name, where there are several. */
  readonly label: () => string | undefined;
}

export interface TailParts {
  /** The setting `fal.tail.backlog`. */
  readonly backlog: () => string;
  readonly maxLines: () => number;
  /** Where session files are kept. */
  readonly folder: () => string;
  /** Told of whatever is seen of it: its state, its figures. */
  readonly onChange: () => void;
  /** Told when it ended on an error. */
  readonly onProblem: (error: FalError) => void;
}

/** What is tailed, and where it is shown. */
export interface TailWanted {
  readonly id: string;
  /** Of its channel. */
  readonly name: string;
  readonly filter: LogFilter;
  readonly account: TailAccount;
}

/** A tail of this window, running or ended. */
export interface OpenTail extends Omit<TailWanted, 'name'> {
  readonly channel: TailChannel;
  readonly transcript: Transcript;
  readonly session: SessionFile;
  readonly startedAt: number;
  readonly life: Life;
}

/** What runs in a tail: a stream that is followed, or a closed range that is read. */
export interface Life {
  readonly state: LifeState;
  /** It has ended, or is about to. */
  readonly isStopped: boolean;
  readonly reconnects: number;
  /** There is more to come, be it after another connection. */
  readonly canGoOn: boolean;
  /** Resolves once the first connection was tried. */
  begin(): Promise<void>;
  stop(): void;
  /** Connects once more at once; one that has ended goes on where it was. */
  reconnect(): void;
}

/** What a life needs to know of its tail. */
export interface Course extends Pick<OpenTail, 'filter' | 'transcript'> {
  /** Where it begins, epoch milliseconds. */
  readonly begin: number;
  readonly client: TailAccount['client'];
}

/** Opens the channel and shows it; nothing is asked before its life begins. */
export function openTail({ id, name, filter, account }: TailWanted, parts: TailParts): OpenTail {
  const channel = new TailChannel(name);
  const startedAt = Date.now();
  const session = new SessionFile(parts.folder(), nameSession(startedAt, id), (error) => {
    transcript.note(
      'warning',
      vscode.l10n.t(
        'The session file cannot be written ({0}); only the last lines are kept.',
        toError(error).message,
      ),
    );
  });
  const transcript = new Transcript(channel, session, parts.maxLines, { level: filter.level });
  transcript.onDidChange(() => parts.onChange());
  channel.show();
  const begin = beginOf(filter, parts.backlog(), startedAt);
  const course = { filter, begin, client: account.client, transcript };
  const life =
    filter.until === undefined ? followLogs(course, parts) : readRange(course, filter.until, parts);
  return { id, filter, account, channel, transcript, session, startedAt, life };
}
