import * as l10n from '@vscode/l10n';
import { Chunks } from '../base/chunks';
import { FalError } from './errors';

/** Timers stand still while a computer sleeps; looked at so often, the clock tells soon after it wakes. */
const LOOK_EVERY_MS = 1_000;

/**
 * The chunks of a body, with a limit to silence: a connection that is gone without a word (sleep, a network change)
 * never ends by itself.
 * @param silenceMs longest wait for the next chunk; any byte counts.
 * @param signal ends the wait by itself: a `fetch` that is aborted just as its body ends leaves a read open for ever.
 * @throws {FalError} `unreachable` after silence; whatever `fetch` throws when the connection breaks.
 */
export async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  silenceMs: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = body.getReader();
  let failure: Error | undefined;
  // Of the connection, which may be broken already; a read that is open ends at once.
  const letGo = (): void => void reader.cancel().catch(() => undefined);
  const giveUp = (why: Error): void => {
    failure ??= why;
    letGo();
  };
  const withdraw = (): void => giveUp(new DOMException('The question was withdrawn.', 'AbortError'));
  // Of a read; who takes the chunks may take as long as they like.
  let openSince: number | undefined;
  const watch = setInterval(
    () => {
      if (openSince === undefined || Date.now() - openSince < silenceMs) return;
      const what = l10n.t('no byte came for {0} s', Math.round(silenceMs / 1000));
      giveUp(new FalError({ kind: 'unreachable', what }));
    },
    Math.min(silenceMs, LOOK_EVERY_MS),
  );
  signal?.addEventListener('abort', withdraw);
  try {
    if (signal?.aborted === true) withdraw();
    for (;;) {
      openSince = Date.now();
      const { done, value } = await reader.read();
      openSince = undefined;
      if (failure !== undefined) throw failure;
      if (done) return;
      yield value;
    }
  } finally {
    clearInterval(watch);
    signal?.removeEventListener('abort', withdraw);
    // Who takes these chunks may stop early.
    letGo();
  }
}

/** Of a text longer than this its beginning is told while the rest comes: more than fills any screen. */
const LONG_LENGTH = 1 << 18;

/**
 * The whole body as text, at most `limitBytes` of it where a limit is given. `arriving` hears the beginning of a long
 * one, once.
 */
export async function textOf(
  body: ReadableStream<Uint8Array> | null,
  silenceMs: number,
  {
    limitBytes = Infinity,
    signal,
    arriving,
  }: {
    readonly limitBytes?: number;
    readonly signal?: AbortSignal | undefined;
    readonly arriving?: ((beginning: string) => void) | undefined;
  } = {},
): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  const text = new Chunks();
  let size = 0;
  let isTold = arriving === undefined;
  for await (const chunk of chunksOf(body, silenceMs, signal)) {
    text.put(decoder.decode(chunk, { stream: true }));
    size += chunk.byteLength;
    if (!isTold && text.length >= LONG_LENGTH) {
      isTold = true;
      arriving?.(text.text);
    }
    if (size >= limitBytes) break;
  }
  text.put(decoder.decode());
  return text.finish();
}
