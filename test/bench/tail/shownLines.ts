import type { FalClient } from '../../../src/core/fal/types';
import { Tail } from '../../../src/core/tail/tail';
import { Transcript } from '../../../src/core/tail/transcript';

/** Tails until so many lines were given to the channel; the channel gets them by `show`. */
export async function tailUntil(
  lines: number,
  streamLogs: FalClient['streamLogs'],
  show: (text: string) => void,
): Promise<void> {
  let shown = 0;
  const channel = {
    append(text: string): undefined {
      show(text);
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) shown++;
      if (shown >= lines) tail.stop();
    },
    isFull: false,
    settle: () => undefined,
    replace: (): never => {
      throw new Error('Nothing is to be rewritten here.');
    },
  };
  const nowhere = {
    append: () => Promise.resolve(),
    open: () => Promise.reject(new Error('Nothing is kept.')),
    place: undefined,
    gone: 0,
  };
  // As many as the setting has by itself would be rewritten again and again; that is measured in VS Code.
  const transcript = new Transcript(channel, nowhere, () => Infinity, {});
  const logHistory = () => Promise.resolve({ items: [] });
  const tail = new Tail({
    filter: {},
    begin: Date.now() - 600_000,
    client: { streamLogs, logHistory },
    sink: transcript,
    random: () => 0,
  });
  await tail.run();
}
