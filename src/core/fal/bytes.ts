import * as l10n from '@vscode/l10n';
import { Chunks } from '../base/chunks';
import { FalError } from './errors';

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
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read(), silenceMs, signal);
      if (done) return;
      yield value;
    }
  } finally {
    // Lets go of the connection when the reader of these chunks stops early. It may be broken already.
    reader.cancel().catch(() => undefined);
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

/** Timers stand still while a computer sleeps; looked at so often, the clock tells soon after it wakes. */
const LOOK_EVERY_MS = 10_000;

async function withinSilence<T>(read: Promise<T>, silenceMs: number, signal?: AbortSignal): Promise<T> {
  const since = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  let withdraw = (): void => undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    withdraw = () => reject(new DOMException('The question was withdrawn.', 'AbortError'));
    if (signal?.aborted === true) withdraw();
    signal?.addEventListener('abort', withdraw);
    timer = setInterval(
      () => {
        if (Date.now() - since < silenceMs) return;
        const what = l10n.t('no byte came for {0} s', Math.round(silenceMs / 1000));
        reject(new FalError({ kind: 'unreachable', what }));
      },
      Math.min(silenceMs, LOOK_EVERY_MS),
    );
  });
  try {
    return await Promise.race([read, silence]);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', withdraw);
  }
}
