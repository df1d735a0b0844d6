import * as vscode from 'vscode';
import { RangeReading } from '../../core/tail/rangeReading';
import { parseMoment } from '../../core/tail/timeSpan';
import { describeEntries } from '../../core/tail/words';
import type { Course, Life, TailParts } from './openTail';

/** The life of a tail with an end: it is read once, under the person’s eyes. */
export function readRange(
  { filter, begin, client, transcript }: Course,
  until: string,
  { onChange, onProblem }: Pick<TailParts, 'onChange' | 'onProblem'>,
): Life {
  const untilMs = parseMoment(until, Date.now()) ?? Date.now();
  const range = { fromMs: begin, untilMs };
  const reading = new RangeReading({ filter, range, client, sink: transcript, random: Math.random });
  return {
    get state() {
      return reading.state;
    },
    get isStopped() {
      return reading.isStopped;
    },
    get reconnects() {
      return reading.reconnects;
    },
    get canGoOn() {
      return !reading.isWhole;
    },
    begin: () =>
      new Promise((resolve) => {
        reading.onDidChange((state) => {
          if (state.kind !== 'connecting') resolve();
          if (state.kind === 'ended' && state.error !== undefined) onProblem(state.error);
          onChange();
        });
        void run(reading); // Never rejects.
      }),
    stop: () => reading.stop(),
    reconnect() {
      if (reading.state.kind !== 'ended') reading.reconnect();
      else if (!reading.isWhole) void run(reading); // Never rejects.
    },
  };
}

async function run(reading: RangeReading): Promise<void> {
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Reading logs');
  await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, cancellation) => {
    cancellation.onCancellationRequested(() => reading.stop());
    let told = 0;
    const following = reading.onDidChange(() => {
      const percent = reading.share * 100;
      progress.report({
        message: describeEntries(reading.entries),
        increment: percent - told,
      });
      told = percent;
    });
    await reading.run();
    following.dispose();
  });
}
