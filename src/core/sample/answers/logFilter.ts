import type { KeptLog } from '../world';
import type { Params } from './params';
import { invalid } from './params';

/** isolate's order: stdout and stderr stand above error there. */
const LEVELS = { trace: 0, debug: 10, info: 20, warning: 30, warn: 30, error: 40, stdout: 100, stderr: 110 };
const CONDITIONS = ['equals', 'in', 'not_equals', 'not_in'] as const;

interface LabelFilter {
  readonly key: string;
  readonly values: readonly string[];
  readonly negated: boolean;
}

/** The filters that stream and history share, but for the times. @throws {Refusal} */
export function logFilter(params: Params, body: string): (log: KeptLog) => boolean {
  const apps = params.list('app_id').map(namesOf);
  const revision = params.text('revision');
  const source = params.member('run_source', ['grpc-run', 'grpc-register', 'gateway', 'cron']);
  const tracebacks = params.flag('traceback');
  const search = params.text('search')?.toLowerCase();
  const least = leastLevel(params.text('level'));
  const jobId = params.text('job_id');
  const requestId = params.text('request_id');
  const labels = readLabelFilters(body);
  return ({ row }) =>
    (apps.length === 0 || apps.some((names) => names.includes(row.app))) &&
    (revision === undefined || row.revision === revision) &&
    (source === undefined || row.labels?.source === source) &&
    (tracebacks || !row.message.startsWith('{"traceback"')) &&
    (search === undefined || row.message.toLowerCase().includes(search)) &&
    (least === undefined || (levelOf(row.level) ?? LEVELS.info) >= least) &&
    (jobId === undefined || row.labels?.fal_job_id === jobId) &&
    (requestId === undefined || row.labels?.fal_request_id === requestId) &&
    labels.every(({ key, values, negated }) => values.includes(row.labels?.[key] ?? '') !== negated);
}

/** An entry names its app in any of three forms. */
const namesOf = (appId: string): readonly string[] => {
  const [owner = '', name = ''] = appId.split('/');
  return [`${owner}/${name}`, `${owner}-${name}`, name];
};

const levelOf = (level: string): number | undefined =>
  Object.entries(LEVELS).find(([name]) => name === level.toLowerCase())?.[1];

function leastLevel(level: string | undefined): number | undefined {
  if (level === undefined) return undefined;
  const least = levelOf(level);
  if (least === undefined) throw invalid('level', `is one of ${Object.keys(LEVELS).join(', ')}`);
  return least;
}

function readLabelFilters(body: string): readonly LabelFilter[] {
  if (body === '') return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw invalid('body', 'is not JSON');
  }
  if (!Array.isArray(parsed)) throw invalid('body', 'is an array of label filters');
  return parsed.map(readLabelFilter);
}

function readLabelFilter(filter: unknown): LabelFilter {
  if (typeof filter !== 'object' || filter === null) throw invalid('body', 'holds label filters');
  const known = ['key', 'value', 'condition_type'];
  const unknownField = Object.keys(filter).find((field) => !known.includes(field));
  if (unknownField !== undefined) throw invalid('body', `has an unknown field ${unknownField}`);
  const key: unknown = 'key' in filter ? filter.key : undefined;
  const value: unknown = 'value' in filter ? filter.value : undefined;
  const given: unknown = 'condition_type' in filter ? filter.condition_type : 'equals';
  const condition = CONDITIONS.find((each) => each === given);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (typeof key !== 'string') throw invalid('body', 'has a filter without key');
  if (!values.every((each) => typeof each === 'string'))
    throw invalid('body', 'has a value that is no string');
  if (!condition) throw invalid('body', `has a condition_type that is none of ${CONDITIONS.join(', ')}`);
  return { key, values, negated: condition.startsWith('not_') };
}
