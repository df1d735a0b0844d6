import { isList, isRecord } from '../../../src/core/base/guards';
import { FalError } from '../../../src/core/fal/errors';
import type { Session, Stream } from '../session';
import { ago } from '../session';
import { fine, trouble, unseen, type Point, type Sight } from '../sight';
import { longestSilenceMs } from '../streamFacts';
import { watchStream } from '../watchStream';
import { countNames, seconds } from '../words';

/** A point of the live stream, where it is one. */
const ofStream =
  (say: (stream: Stream) => Sight) =>
  async (session: Session): Promise<Sight> => {
    const stream = await session.stream();
    const { status, type, refusal } = stream.watched;
    return refusal === '' ? say(stream) : unseen(`no stream: ${status}, ${type}, ${refusal}`);
  };

const ofEvents = (say: (stream: Stream) => string) =>
  ofStream((stream) =>
    stream.framing.eventNames.length === 0 ? unseen('no event came') : fine(say(stream)),
  );

const ofEntries = (say: (stream: Stream) => string) =>
  ofStream((stream) => (stream.reading.entries.length === 0 ? unseen('no entry came') : fine(say(stream))));

export const STREAM_POINTS: readonly Point[] = [
  {
    name: 'stream: the answer',
    coping: 'anything but an event stream is refused in words',
    file: 'src/core/fal/client.ts',
    async look(session) {
      const { status, type, encoding, refusal } = (await session.stream()).watched;
      const words = `${status}, ${type}${encoding === '' ? '' : ', compressed'}`;
      return refusal === '' ? fine(words) : unseen(`${words}, ${refusal}`);
    },
  },
  {
    name: 'stream: framing',
    coping: 'parsed by the standard, whatever the line ends and cuts',
    file: 'src/core/fal/logStream.ts',
    look: ofStream(({ framing, watched }) =>
      watched.pieces.length === 0
        ? unseen('no byte came')
        : fine(
            `line ends ${framing.lineEnds.join(' ')}${framing.hasByteOrderMark ? ', byte order mark' : ''}; fields ${countNames(framing.fields)}`,
          ),
    ),
  },
  {
    name: 'stream: event names',
    coping: '`error` ends the connection, every other name is read alike',
    file: 'src/core/fal/logStream.ts',
    look: ofEvents(({ framing }) => countNames(framing.eventNames)),
  },
  {
    name: 'stream: ids and retry',
    coping: 'not relied on: it resumes by time and by counting equal entries',
    file: 'src/core/tail/resume.ts',
    look: ofEvents(({ framing: { fields } }) => {
      const count = (name: string) => fields.filter((field) => field === name).length;
      return `id ×${count('id')}, retry ×${count('retry')}`;
    }),
  },
  {
    name: 'stream: what an event holds',
    coping: 'an entry, a list, {items} or {log}; the rest is shown as it came',
    file: 'src/core/fal/logStream.ts',
    look: ofEvents(
      ({ framing, json }) =>
        `${countNames(json.map(formOf))}; ${framing.multiLineEvents} over several data lines`,
    ),
  },
  {
    name: 'stream: read by our parser',
    coping: 'what is no entry is shown as it came',
    file: 'src/core/fal/entry.ts',
    look: ofStream(({ reading: { entries, raw, failure } }) => {
      const words = `${entries.length} entries, ${raw} others`;
      if (failure !== undefined)
        return fine(`${words}, then ${failure instanceof FalError ? 'an error event' : 'a break'}`);
      if (entries.length + raw === 0) return unseen(words);
      return entries.length === 0 ? trouble(words) : fine(words);
    }),
  },
  {
    name: 'stream: comments and keep-alives',
    coping: 'any byte is a sign of life; 90 s without one is a break',
    file: 'src/core/fal/bytes.ts',
    look: ofStream(({ framing, watched }) =>
      fine(
        `${framing.comments} comments, ${framing.emptyEvents} empty events in ${seconds(watched.lastedMs)}; ` +
          `longest silence ${seconds(longestSilenceMs(watched.pieces, watched.lastedMs))}`,
      ),
    ),
  },
  {
    name: 'stream: order',
    coping: 'late entries are put where they belong',
    file: 'src/core/tail/lineWindow.ts',
    look: ofEntries(({ reading: { entries } }) => {
      const back = entries.filter((entry, index) => entry.time < (entries[index - 1]?.time ?? -Infinity));
      return `${entries.length} entries, ${back.length} of them older than the one before`;
    }),
  },
  {
    name: 'stream: backfill',
    coping: 'a stream must prove that it replays, else history fills the gap',
    file: 'src/core/tail/connection.ts',
    look: ofEntries(({ reading: { entries }, watched: { openedAt } }) => {
      const older = entries.filter(({ time }) => time < openedAt);
      const oldest = Math.min(...older.map(({ time }) => time));
      return older.length === 0
        ? 'nothing older than the connection'
        : `${older.length} older than the connection, by up to ${seconds(openedAt - oldest)} (300 s asked)`;
    }),
  },
  {
    name: 'stream: its end',
    coping: 'a clean end is routine: it connects again where it was',
    file: 'src/core/tail/tail.ts',
    look: ofStream(({ watched: { end, lastedMs } }) =>
      fine(
        end === 'by us' ? `still open after ${seconds(lastedMs)}` : `ended ${end} after ${seconds(lastedMs)}`,
      ),
    ),
  },
  {
    name: 'stream: with `end` just ahead',
    coping: 'a closed range is read from history, not from the stream',
    file: 'src/ui/tail/tails.ts',
    look: (session) =>
      glance(session, { start: ago(1000), end: ago(-session.times.glanceMs / 2) }, ({ end, lastedMs }) =>
        end === 'by us' ? `open beyond its end, for ${seconds(lastedMs)}` : `ended ${end}`,
      ),
  },
  {
    name: 'stream: without `start`',
    coping: '`start` is always sent',
    file: 'src/core/tail/filter.ts',
    look: (session) =>
      glance(session, {}, ({ pieces, lastedMs }) => {
        const bytes = pieces.reduce((sum, piece) => sum + piece.bytes.byteLength, 0);
        return `${bytes} bytes in the first ${seconds(lastedMs)}`;
      }),
  },
  {
    name: 'stream: two at once',
    coping: 'each tail has its own; a refusal is told and tried again',
    file: 'src/core/tail/tail.ts',
    async look(session) {
      const { caller, times } = session;
      const watch = () => watchStream(caller, { start: ago(1000) }, times.glanceMs);
      const [first, second] = await Promise.all([watch(), watch()]);
      return fine(`${first.status} and ${second.status}`);
    },
  },
];

async function glance(
  { caller, times }: Session,
  query: Readonly<Record<string, string>>,
  say: (watched: Awaited<ReturnType<typeof watchStream>>) => string,
): Promise<Sight> {
  const watched = await watchStream(caller, query, times.glanceMs);
  return watched.refusal === ''
    ? fine(say(watched))
    : unseen(`no stream: ${watched.status}, ${watched.refusal}`);
}

function formOf(json: unknown): string {
  if (isList(json)) return 'list';
  if (!isRecord(json)) return 'value';
  if (isList(json.items)) return 'items';
  if (isRecord(json.log)) return 'log';
  return typeof json.timestamp === 'string' && typeof json.message === 'string' ? 'entry' : 'object';
}
