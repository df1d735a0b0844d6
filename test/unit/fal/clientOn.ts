import { createFalClient } from '../../../src/core/fal/client';
import type { FetchLike } from '../../../src/core/fal/http';
import { FalError, type FalProblem } from '../../../src/core/fal/errors';
import type { FalClient } from '../../../src/core/fal/types';
import { FAKE_KEY } from '../../fake/fakeFal';

const say = (): undefined => undefined;
export const silentLog = { debug: say, info: say, warn: say, error: say };

export interface ClientOptions {
  readonly key?: string | undefined;
  readonly fetch?: FetchLike;
}

/** A client of the fake at `url`, with its good key unless told. */
export const clientOn = (url: string, options: ClientOptions = {}): FalClient =>
  createFalClient({
    apiUrl: () => url,
    key: () => Promise.resolve('key' in options ? options.key : FAKE_KEY),
    fetch: options.fetch ?? fetch,
    log: silentLog,
  });

/** The problem that a question ends on. */
export async function problemOf(question: Promise<unknown>): Promise<FalProblem> {
  try {
    await question;
  } catch (error) {
    if (error instanceof FalError) return error.problem;
    throw error;
  }
  throw new Error('The question was answered.');
}
