import { formatInstant } from '../instant';
import type { Random } from '../random';
import type { KeptRequest, LogRow } from '../wire';
import type { SeedApp } from './seedApps';
import { reversedTraceback, tracebackLines } from './traceback';

/** One line in the shape of fal's real sample: the labels repeat what the fields say. */
export function logLine(
  app: SeedApp,
  runner: string,
  atMs: number,
  level: string,
  message: string,
  request?: Pick<KeptRequest, 'requestId' | 'endpointId'>,
): LogRow {
  const timestamp = formatInstant(Math.round(atMs * 1000));
  return {
    timestamp,
    level,
    message,
    app: app.logName,
    revision: app.revision,
    labels: {
      app: app.logName,
      app_id: app.revision,
      fal_env: 'prod',
      fal_job_id: runner,
      fal_multiplexing_app: '1',
      fal_node_id: `${runner.slice(0, 23)}-2b4ed093464a`,
      fal_public_logs: '1',
      fal_user_nickname: app.row.owner,
      fal_worker_id: `fal-jobs/S/${runner}`,
      isolate_source: 'USER',
      level: level.toUpperCase(),
      logged_at: `${timestamp.slice(0, -1)}+00:00`,
      message,
      source: 'gateway',
      ...(request && { fal_request_id: request.requestId, fal_endpoint: routeOf(request.endpointId) }),
    },
  };
}

const routeOf = (endpointId: string): string => `/${endpointId.split('/').slice(2).join('/')}`;

/** What a runner prints while it handles the request, in order; all at one time, a microsecond apart, if told. */
export function linesOfRequest(
  app: SeedApp,
  request: KeptRequest,
  random: Random,
  exception?: string,
  allAtMs?: number,
): readonly LogRow[] {
  const runner = request.runnerId;
  if (runner === null) return [];
  const span = (request.endedAt ?? request.startedAt + 2000) - request.startedAt;
  const cold = request.startedAt - request.sentAt > 20_000;
  const texts: readonly (readonly [level: string, message: string])[] = [
    ...(cold ? startUp(app) : []),
    ['info', `${wallTime(request.startedAt)} INFO ${app.row.name}: handling ${request.requestId}`],
    ...work(app, random),
    ...(exception === undefined ? after(app, random) : failure(exception, request.startedAt, app)),
  ];
  return texts.map(([level, message], index) => {
    const atMs =
      allAtMs === undefined ? request.startedAt + (span * index) / texts.length : allAtMs + index / 1000;
    return logLine(app, runner, atMs, level, message, request);
  });
}

const startUp = (app: SeedApp): readonly (readonly [string, string])[] => [
  ['debug', `Mounting /data for ${app.row.machine_type}`],
  ['info', 'Downloading shards: 100%|##########| 3/3 [00:21<00:00,  7.01s/it]'],
];

function work(app: SeedApp, random: Random): readonly (readonly [string, string])[] {
  switch (app.craft) {
    case 'image':
      return [progress(random, 28), ['info', `INFO:${app.row.name.toUpperCase()}:Preprocessing images...`]];
    case 'video':
      return [
        progress(random, 48),
        ['debug', 'Encoding 24 frames (vp9, 192x128)'],
        ['info', 'Muxing — 3.0 s 🎬'],
      ];
    case 'speech':
      return [
        ['info', 'Detected language: en (0.98)'],
        ['warning', 'WARNING: 0.4 s of silence at the end was cut'],
      ];
    case 'chat':
      return [['info', `\u001b[32m✔\u001b[0m answered in \u001b[1m${random.between(80, 900)} ms\u001b[0m`]];
  }
}

/** tqdm writes over its own line by carriage returns. */
function progress(random: Random, steps: number): readonly [string, string] {
  const speed = random.between(400, 900) / 100;
  const bars = [0.25, 0.5, 0.75, 1].map((part) => {
    const bar = '█'.repeat(Math.round(part * 10)).padEnd(10);
    return `${String(Math.round(part * 100)).padStart(3)}%|${bar}| ${Math.round(steps * part)}/${steps} [${speed}it/s]`;
  });
  return ['info', bars.join('\r')];
}

function after(app: SeedApp, random: Random): readonly (readonly [string, string])[] {
  const done = ['info', '"POST / HTTP/1.1" 200 OK'] as const;
  const chance = random.next();
  if (chance < 0.1) return [['info', `ERROR:${app.row.name}:metrics endpoint refused the connection`], done];
  if (chance < 0.16) return [['stderr', 'UserWarning: the attention mask is not set'], done];
  if (chance < 0.2) return [...printedTraceback('ValueError: no face found, going on without'), done];
  return [done];
}

/** Printed by the app itself: every line becomes an entry. */
const printedTraceback = (exception: string): readonly (readonly [string, string])[] =>
  tracebackLines(exception).map((line) => ['info', line]);

/** fal marks these as info: no line begins with a level word. */
const failure = (exception: string, atMs: number, app: SeedApp): readonly (readonly [string, string])[] => [
  ['info', `${wallTime(atMs)} ERROR ${app.row.name}: request failed`],
  ['info', JSON.stringify({ traceback: reversedTraceback(exception) })],
  ['info', '"POST / HTTP/1.1" 500 Internal Server Error'],
];

const wallTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
