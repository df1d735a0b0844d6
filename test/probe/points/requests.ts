import { isRecord } from '../../../src/core/base/guards';
import { parseTimestamp } from '../../../src/core/fal/timestamp';
import { describeAnswer } from '../errorForm';
import { ago, DAY_MS, itemsOf, type Session } from '../session';
import { fine, trouble, unseen, type Point, type Sight } from '../sight';
import { countNames, kindOf, seconds } from '../words';

type Row = Readonly<Record<string, unknown>>;

/** A point of the rows of a requests listing. */
const ofRows =
  (query: Readonly<Record<string, string>>, say: (rows: readonly Row[]) => Sight) =>
  async (session: Session): Promise<Sight> => {
    const answer = await session.requests(query);
    if (answer === undefined) return unseen('this key sees no app to ask about');
    if (answer.status !== 200) return unseen(describeAnswer(answer));
    const rows = itemsOf(answer.json, 'items');
    return rows.length === 0 ? unseen('no such request in a month') : say(rows);
  };

const timeOf = (value: unknown): number =>
  (typeof value === 'string' ? parseTimestamp(value) : undefined) ?? NaN;
const LATEST = { limit: '50' };

export const REQUEST_POINTS: readonly Point[] = [
  {
    name: 'requests: order',
    coping: 'sorted on our side within what was read',
    file: 'src/core/requests/requestHistory.ts',
    look: ofRows(LATEST, (rows) => {
      const ended = rows.map((row) => timeOf(row.ended_at)).filter((time) => !Number.isNaN(time));
      const rises = ended.filter((time, index) => time > (ended[index - 1] ?? Infinity)).length;
      return fine(`${rows.length} rows, ${rises === 0 ? 'latest end first' : `${rises} out of that order`}`);
    }),
  },
  {
    name: 'requests: unfinished ones and nulls',
    coping: 'without an end it is running, without a status its outcome is unknown',
    file: 'src/core/requests/requestFacts.ts',
    look: ofRows(LATEST, (rows) => {
      const names = ['ended_at', 'status_code', 'duration', 'runner_id', 'started_at'];
      const empty = (name: string) =>
        rows.filter((row) => row[name] === null || row[name] === undefined).length;
      const unread = rows.filter((row) => Number.isNaN(timeOf(row.sent_at))).length;
      const words = names.map((name) => `${name} ×${empty(name)}`).join(', ');
      return unread > 0 ? trouble(`${unread} rows without a readable sent_at`) : fine(`empty: ${words}`);
    }),
  },
  {
    name: 'requests: what `duration` is',
    coping: 'fal’s figure is shown, waits are computed from the times',
    file: 'src/core/payload/head/times.ts',
    look: ofRows(LATEST, (rows) => {
      const known = rows.filter(({ duration, ended_at: end }) => typeof duration === 'number' && end);
      const near = (from: string) =>
        known.filter((row) => {
          const took = (timeOf(row.ended_at) - timeOf(row[from])) / 1000;
          return Math.abs(took - Number(row.duration)) < 0.1;
        }).length;
      return known.length === 0
        ? unseen('no row with a duration')
        : fine(`of ${known.length}: ${near('sent_at')} since sent, ${near('started_at')} since started`);
    }),
  },
  {
    name: 'requests: how late the listing is',
    coping: 'it says that fal lists requests some minutes late',
    file: 'src/core/requests/noteNode.ts',
    look: ofRows(LATEST, (rows) => {
      const newest = Math.max(
        ...rows.map((row) => timeOf(row.sent_at)).filter((time) => !Number.isNaN(time)),
      );
      return fine(`the newest was sent ${seconds(Date.now() - newest)} ago`);
    }),
  },
  {
    name: 'requests: payloads that are missing',
    coping: 'every known reason is named, as fal does not say which',
    file: 'src/core/payload/missing.ts',
    look: ofRows({ limit: '5', expand: 'payloads' }, (rows) =>
      fine(`input ${sides(rows, 'json_input')}; output ${sides(rows, 'json_output')}`),
    ),
  },
  {
    name: 'requests: output of failed ones',
    coping: 'errors are looked for in any form, and in the logs',
    file: 'src/core/payload/head/failure.ts',
    look: ofRows({ limit: '5', status: 'error', expand: 'payloads' }, (rows) => {
      const shapes = rows.map(({ json_output: output }) =>
        isRecord(output) ? shapeOf(output) : kindOf(output),
      );
      return fine(countNames(shapes));
    }),
  },
  {
    name: 'requests: kept for 60 days',
    coping: 'by its id a request is looked for 90 days back',
    file: 'src/core/requests/findRequest.ts',
    look: ofRows({ start: ago(90 * DAY_MS), end: ago(60 * DAY_MS), limit: '1' }, () =>
      fine('there are some'),
    ),
  },
];

/** `object ×3 (up to 2 KB), null ×2`. */
function sides(rows: readonly Row[], name: string): string {
  const largest = Math.max(...rows.map((row) => JSON.stringify(row[name] ?? null).length));
  return `${countNames(rows.map((row) => kindOf(row[name])))} (up to ${Math.ceil(largest / 1024)} KB)`;
}

const shapeOf = (output: Row): string =>
  'detail' in output ? `detail-${kindOf(output.detail)}` : 'error' in output ? 'error' : 'other-object';
