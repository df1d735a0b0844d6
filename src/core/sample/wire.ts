/** fal's JSON as it is written, and the same things as a made-up account keeps them. */

export interface LogRow {
  readonly timestamp: string;
  readonly level: string;
  readonly message: string;
  readonly app: string;
  readonly revision: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface AppRow {
  readonly endpoint_id: string;
  readonly name: string;
  readonly owner: string;
  readonly environment: string;
  readonly machine_type: string;
  readonly auth_mode: 'private' | 'public' | 'shared';
  readonly keep_alive: number;
  readonly min_concurrency: number;
  readonly max_concurrency: number;
  readonly request_timeout: number;
  readonly startup_timeout: number;
  readonly valid_regions: readonly string[];
  readonly updated_at: string;
  /** Sent with `expand=endpoints` only. */
  readonly endpoints: readonly string[];
}

/** JSON text, so that digits beyond 2^53 survive; a function where it is too big to keep. */
export type Payload = string | (() => string);

export interface KeptRequest {
  /** `owned`: traffic to this account's endpoints; `made`: requests this key made to any endpoint. */
  readonly source: 'owned' | 'made';
  /** What it is an example of, for tests to find it by; never sent. */
  readonly about: string;
  readonly requestId: string;
  readonly endpointId: string;
  /** Epoch milliseconds, as the other two. */
  readonly sentAt: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly statusCode: number | null;
  /** Seconds. */
  readonly duration: number | null;
  readonly runnerId: string | null;
  readonly billableUnits: number | null;
  readonly input?: Payload;
  readonly output?: Payload;
}
