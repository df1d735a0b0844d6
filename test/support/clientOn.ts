import { createFalClient } from '../../src/core/fal/client';
import type { FetchLike } from '../../src/core/fal/http';
import type { FalClient } from '../../src/core/fal/types';
import { FAKE_KEY } from '../fake/keys';
import { silentLog } from './silentLog';

export interface ClientOptions {
  readonly key?: string | undefined;
  readonly fetch?: FetchLike;
}

/** A client of fal at `url`, with its good key unless told. */
export const clientOn = (url: string, options: ClientOptions = {}): FalClient =>
  createFalClient({
    apiUrl: () => url,
    key: () => Promise.resolve('key' in options ? options.key : FAKE_KEY),
    fetch: options.fetch ?? fetch,
    log: silentLog,
  });
