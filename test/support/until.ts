export interface UntilOptions {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

type Seen<T> = T | false | undefined;

/** Waits for a condition, never for a time. @throws after `timeoutMs` (30 s), naming `what`. */
export async function until<T>(
  what: string,
  look: () => Seen<T> | Promise<Seen<T>>,
  { timeoutMs = 30_000, everyMs = 50 }: UntilOptions = {},
): Promise<T> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen !== false && seen !== undefined) return seen;
    if (Date.now() > giveUpAt) throw new Error(`Waited ${timeoutMs / 1000} s in vain until: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
