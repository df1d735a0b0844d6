/** Log events as fal streams them: the one real entry known, with its 14 labels, and messages as programs print them. */

type Message = (n: number) => string;

/** Shown as they are, with the level that fal gave them. */
const PLAIN: readonly Message[] = [
  (n) => `${n} seconds of sleep remaining`,
  (n) => `  File "/app/pkg/module_${n % 50}.py", line ${n % 400}, in forward`,
  (n) => `Prompt: “ein Bär im Weltraum 🎈 ${n}”, größe 1024×1024`,
  (n) => `{"step": ${n}, "loss": 0.${n % 1000}, "lr": 1e-5}`,
  (n) => `127.0.0.1:${40_000 + (n % 9000)} - "POST / HTTP/1.1" 200 OK (${n})`,
];
/** With a level of their own, or with what is not shown as it is. */
const DRESSED: readonly Message[] = [
  (n) => `INFO:     127.0.0.1:${40_000 + (n % 9000)} - "POST / HTTP/1.1" 200 OK`,
  (n) => `2025-09-19 12:16:10,599 INFO my_app.pipeline: loaded shard ${n % 8} of 8 in ${n % 100} s`,
  (n) => `ERROR: step ${n} failed: CUDA out of memory. Tried to allocate 2.50 GiB`,
  (n) => `\u001b[32mdownloading\u001b[0m weights ${n % 100} %`,
  (n) => `ValueError: image ${n} has no alpha channel`,
];
const MIXED = PLAIN.flatMap((message, index) => [message, DRESSED[index] ?? message]);

const APP = 'github_5367102-test-startup-timeout';
const REVISION = 'e6a6cf77-e803-4435-a647-7d9100ef79d9';
const JOB = '41512b2d-d821-4d62-a98b-9472c9d43941';

export interface Sample {
  /** Of entry 0, epoch milliseconds. */
  readonly beginMs: number;
  readonly stepMicros: number;
  /** Messages that are shown as they are; else all sorts of them. */
  readonly isPlain?: boolean;
  /** Two labels in place of fourteen. */
  readonly isSmall?: boolean;
  /** The name of the app that stands in every line; else a long one, as fal's own have. */
  readonly app?: string;
}

export const SAMPLE: Sample = { beginMs: Date.UTC(2025, 8, 19, 12, 16, 10), stepMicros: 500 };

/** The JSON of the nth entry; no two are equal. */
export function sampleJson(sample: Sample, n: number): string {
  const messages = sample.isPlain === true ? PLAIN : MIXED;
  const message = messages[n % messages.length]?.(n) ?? '';
  const timestamp = timestampOf(sample, n);
  const labels = { fal_job_id: JOB, source: 'gateway' };
  const more = {
    app: APP,
    app_id: REVISION,
    fal_env: 'prod',
    fal_multiplexing_app: '1',
    fal_node_id: '116aaad5-1074-b94c-e056-2b4ed093464a',
    fal_public_logs: '1',
    fal_user_nickname: 'efiop',
    fal_worker_id: `fal-jobs/S/${JOB}`,
    isolate_source: 'USER',
    level: 'INFO',
    logged_at: `${timestamp}+00:00`,
    message,
  };
  return JSON.stringify({
    timestamp,
    level: 'INFO',
    message,
    app: sample.app ?? APP,
    revision: REVISION,
    labels: sample.isSmall === true ? labels : { ...labels, ...more },
  });
}

export const sampleEvent = (sample: Sample, n: number): string => `data: ${sampleJson(sample, n)}\n\n`;

export function sampleEvents(sample: Sample, from: number, until: number): string {
  let events = '';
  for (let n = from; n < until; n++) events += sampleEvent(sample, n);
  return events;
}

/** The first entry at or after that time. */
export const indexAt = ({ beginMs, stepMicros }: Sample, timeMs: number): number =>
  Math.max(0, Math.ceil(((timeMs - beginMs) * 1000) / stepMicros));

let lastMs = NaN;
let lastText = '';

function timestampOf({ beginMs, stepMicros }: Sample, n: number): string {
  const micros = n * stepMicros;
  const ms = beginMs + Math.floor(micros / 1000);
  if (ms !== lastMs) {
    lastMs = ms;
    lastText = new Date(ms).toISOString().slice(0, -1);
  }
  return `${lastText}${String(micros % 1000).padStart(3, '0')}`;
}
