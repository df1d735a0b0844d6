/** Aborting is what someone wished for, not an error; it is never shown or logged as one. */
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/** Whatever was thrown, as an Error. */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown });

/**
 * The words of an error's innermost cause: `fetch` says only "fetch failed" and keeps the reason
 * (`ECONNREFUSED`, `CERT_HAS_EXPIRED`) below.
 */
export function rootCause(thrown: unknown): string {
  let error = toError(thrown);
  for (let depth = 0; error.cause instanceof Error && depth < 8; depth++) error = error.cause;
  // Node joins one failure per address (IPv4, IPv6) into an AggregateError without words of its own.
  if (error instanceof AggregateError && error.message === '' && error.errors[0] instanceof Error) {
    error = error.errors[0];
  }
  const code: unknown = 'code' in error ? error.code : undefined;
  if (typeof code !== 'string' || error.message.includes(code)) return error.message || error.name;
  return error.message === '' ? code : `${error.message} (${code})`;
}
