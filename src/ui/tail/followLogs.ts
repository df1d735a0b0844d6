import { Tail } from '../../core/tail/tail';
import type { Course, Life, TailParts } from './openTail';

/** The life of a tail without an end. */
export function followLogs(
  { filter, begin, client, transcript }: Course,
  { onChange, onProblem }: Pick<TailParts, 'onChange' | 'onProblem'>,
): Life {
  const tail = new Tail({ filter, begin, client, sink: transcript, random: Math.random });
  return {
    get state() {
      return tail.state;
    },
    get isStopped() {
      return tail.isStopped;
    },
    get reconnects() {
      return tail.reconnects;
    },
    canGoOn: true,
    begin: () =>
      new Promise((resolve) => {
        tail.onDidChange((state) => {
          if (state.kind !== 'connecting') resolve();
          if (state.kind === 'ended' && state.error !== undefined) onProblem(state.error);
          onChange();
        });
        void tail.run(); // Never rejects.
      }),
    stop: () => tail.stop(),
    // Never rejects.
    reconnect: () => (tail.state.kind === 'ended' ? void tail.run() : tail.reconnect()),
  };
}
