import { isRecord } from '../../../src/core/base/guards';
import { FalError } from '../../../src/core/fal/errors';
import { parseTimestamp } from '../../../src/core/fal/timestamp';
import { describeAnswer } from '../errorForm';
import { ago, DAY_MS, itemsOf, type Session } from '../session';
import { fine, trouble, unseen, type Point, type Sight } from '../sight';
import { countNames, seconds } from '../words';

type Row = Readonly<Record<string, unknown>>;

/** A point of the log entries of the last day, as history gives them. */
const ofRows =
  (say: (rows: readonly Row[], session: Session) => Sight | Promise<Sight>) =>
  async (session: Session): Promise<Sight> => {
    const answer = await session.history();
    const rows = await session.historyItems();
    if (answer.status !== 200) return unseen(`history answered ${describeAnswer(answer)}`);
    return rows.length === 0 ? unseen('no log entry in the last day') : say(rows, session);
  };

const texts = (rows: readonly Row[], name: string): string[] =>
  rows.flatMap((row) => (typeof row[name] === 'string' ? [row[name]] : []));

const KNOWN_FIELDS = new Set(['timestamp', 'level', 'message', 'app', 'revision', 'labels']);

export const ENTRY_POINTS: readonly Point[] = [
  {
    name: 'history: page and order',
    coping: '`limit` is always sent; pages are read to the last, then turned round',
    file: 'src/core/tail/readBack.ts',
    look: ofRows((rows) => {
      const times = texts(rows, 'timestamp').map((text) => parseTimestamp(text) ?? NaN);
      const rises = times.filter((time, index) => time > (times[index - 1] ?? Infinity)).length;
      return fine(
        `${rows.length} without a limit, ${rises === 0 ? 'newest first' : `${rises} out of order`}`,
      );
    }),
  },
  {
    name: 'history: read by our client',
    coping: 'what is missing or of another type is named by its path',
    file: 'src/core/fal/wire.ts',
    async look({ client }) {
      try {
        const { items, unreadable } = await client.logHistory({ start: ago(DAY_MS), limit: 10 });
        // One would do to hide it from a tail.
        if (unreadable !== undefined) throw unreadable;
        return fine(`${items.length} entries`);
      } catch (error) {
        const isForm = error instanceof FalError && error.problem.kind === 'unexpected';
        return isForm ? trouble(`unknown form at ${error.problem.place}`) : unseen('it was refused');
      }
    },
  },
  {
    name: 'history: cursor',
    coping: 'pages are asked for by `end`; what a page’s border brings twice is counted off',
    file: 'src/core/tail/readBack.ts',
    look: ofRows(async (_rows, session) => {
      const first = await session.askHistory({ limit: '3' });
      const cursor = isRecord(first.json) ? first.json.next_cursor : undefined;
      if (typeof cursor !== 'string' || cursor === '') return unseen('fewer than two pages');
      const second = await session.askHistory({ limit: '3', cursor });
      const shown = new Set(itemsOf(first.json, 'items').map((row) => JSON.stringify(row)));
      const twice = itemsOf(second.json, 'items').filter((row) => shown.has(JSON.stringify(row))).length;
      const form = parseTimestamp(cursor) === undefined ? 'opaque' : 'a timestamp';
      return fine(`${form}; ${twice} of the next page had come before`);
    }),
  },
  {
    name: 'entries: timestamps',
    coping: 'without a zone it is UTC; microseconds are kept',
    file: 'src/core/fal/timestamp.ts',
    look: ofRows((rows) => {
      const stamps = texts(rows, 'timestamp');
      const unread = stamps.filter((stamp) => parseTimestamp(stamp) === undefined).length;
      const zones = countNames(stamps.map((stamp) => zoneOf(stamp)));
      const digits = [...new Set(stamps.map((stamp) => /\.(\d+)/.exec(stamp)?.[1]?.length ?? 0))].sort();
      const equal = stamps.length - new Set(stamps).size;
      const words = `zone ${zones}; digits ${digits.join(' ')}; ${equal} equal to another`;
      return unread > 0 ? trouble(`${words}; ${unread} not read`) : fine(words);
    }),
  },
  {
    name: 'entries: levels',
    coping: 'any case, unknown ones are info; judged by the message too',
    file: 'src/core/tail/level.ts',
    look: ofRows((rows) => fine(countNames(texts(rows, 'level')))),
  },
  {
    name: 'entries: app and revision',
    coping: 'shown as sent; both may be empty',
    file: 'src/core/fal/entry.ts',
    look: ofRows((rows) => {
      const forms = countNames(texts(rows, 'app').map(appForm));
      const empty = rows.filter(({ revision }) => revision === '' || revision === undefined).length;
      return fine(`app ${forms}; ${empty} of ${rows.length} without a revision`);
    }),
  },
  {
    name: 'entries: labels and other fields',
    coping: 'may be absent; values that are no text are shown as JSON',
    file: 'src/core/fal/entry.ts',
    look: ofRows((rows) => {
      const without = rows.filter(({ labels }) => !isRecord(labels)).length;
      const values = rows.flatMap(({ labels }) => (isRecord(labels) ? Object.values(labels) : []));
      const odd = values.filter((value) => typeof value !== 'string').length;
      const unknown = new Set(
        rows.flatMap((row) => Object.keys(row).filter((name) => !KNOWN_FIELDS.has(name))),
      );
      return fine(`${without} without; ${odd} values no text; further fields: ${countNames(unknown)}`);
    }),
  },
  {
    name: 'entries: how late history is',
    coping: 'what a connection may have left out is looked for after 10 s and after a minute',
    file: 'src/core/tail/verify.ts',
    async look(session) {
      const newest = (await session.stream()).reading.entries.at(-1);
      if (newest === undefined) return unseen('no entry came by the stream');
      const rows = itemsOf((await session.askHistory({ limit: '1' })).json, 'items');
      const last = parseTimestamp(texts(rows, 'timestamp')[0] ?? '');
      if (last === undefined) return unseen('history was empty');
      return fine(
        last >= newest.time ? 'it has what the stream sent' : `${seconds(newest.time - last)} behind`,
      );
    },
  },
  ...[7, 30, 90].map((days): Point => ({
    name: `history: kept for ${days} days`,
    coping: 'an empty range is said to be empty, not to be an error',
    file: 'src/ui/tail/tails.ts',
    async look(session) {
      const query = { start: ago((days + 1) * DAY_MS), end: ago(days * DAY_MS), limit: '1' };
      const answer = await session.askHistory(query);
      if (answer.status !== 200) return unseen(describeAnswer(answer));
      const count = itemsOf(answer.json, 'items').length;
      return count > 0 ? fine('there are entries that old') : unseen('none that old');
    },
  })),
];

const zoneOf = (stamp: string): string =>
  /z$/i.test(stamp) ? 'UTC' : /[+-]\d\d:?\d\d$/.test(stamp) ? 'offset' : 'none-given';

const appForm = (app: string): string =>
  app === '' ? 'empty' : app.includes('/') ? 'owner-slash-name' : app.includes('-') ? 'with-hyphens' : 'bare';
