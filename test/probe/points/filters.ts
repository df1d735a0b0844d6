import { isRecord } from '../../../src/core/base/guards';
import type { Answer } from '../caller';
import { describeAnswer } from '../errorForm';
import { itemsOf, type Session } from '../session';
import { fine, unseen, type Point } from '../sight';
import { countNames } from '../words';

const LIMIT = '50';

/** `200 with 12`, or how it was refused. */
const found = (answer: Answer): string =>
  answer.status === 200 ? `200 with ${itemsOf(answer.json, 'items').length}` : describeAnswer(answer);

async function inTurn<T>(things: readonly T[], ask: (thing: T) => Promise<string>): Promise<string> {
  const said: string[] = [];
  for (const thing of things) said.push(await ask(thing));
  return said.join('; ');
}

/** A label of a real entry, to filter by; it is never printed. */
async function anyLabel(session: Session): Promise<{ key: string; value: string } | undefined> {
  for (const { labels } of await session.historyItems()) {
    const [label] = Object.entries(isRecord(labels) ? labels : {});
    if (label !== undefined && typeof label[1] === 'string') return { key: label[0], value: label[1] };
  }
  return undefined;
}

export const FILTER_POINTS: readonly Point[] = [
  {
    name: 'filters: `level`',
    coping: 'levels are judged on our side; fal’s own is sent only when asked for',
    file: 'src/core/tail/filter.ts',
    look: async (session) =>
      fine(
        await inTurn(['error', 'ERROR', 'STDERR'], async (level) => {
          const answer = await session.askHistory({ level, limit: LIMIT });
          const levels = itemsOf(answer.json, 'items').map((row) => String(row.level));
          return `${level}: ${answer.status === 200 ? countNames(levels) : describeAnswer(answer)}`;
        }),
      ),
  },
  {
    name: 'filters: `traceback`',
    coping: 'sent as true, and no difference would do no harm',
    file: 'src/core/tail/filter.ts',
    look: async (session) =>
      fine(
        await inTurn(['true', 'false'], async (traceback) => {
          const answer = await session.askHistory({ traceback, limit: '200' });
          const rows = itemsOf(answer.json, 'items');
          const tracebacks = rows.filter(({ message }) => /^\s*\{"traceback"/.test(String(message)));
          return `${traceback}: ${found(answer)}, ${tracebacks.length} tracebacks`;
        }),
      ),
  },
  {
    name: 'filters: body, none or an empty list',
    coping: 'no body is sent without label filters',
    file: 'src/core/fal/query.ts',
    async look(session) {
      const none = found(await session.askHistory({ limit: LIMIT }));
      return fine(`none: ${none}; []: ${found(await session.askHistory({ limit: LIMIT }, []))}`);
    },
  },
  {
    name: 'filters: condition_type',
    coping: 'plain equality goes without one',
    file: 'src/core/fal/query.ts',
    async look(session) {
      const label = await anyLabel(session);
      if (label === undefined) return unseen('no entry with a label to filter by');
      return fine(
        await inTurn([undefined, 'equals', 'in', 'not_equals', 'not_in'], async (condition) => {
          const filter = { ...label, condition_type: condition };
          return `${condition ?? 'none'}: ${found(await session.askHistory({ limit: LIMIT }, [filter]))}`;
        }),
      );
    },
  },
  {
    name: 'filters: two of them, and or or',
    coping: 'sent as they were written',
    file: 'src/core/fal/query.ts',
    async look(session) {
      const label = await anyLabel(session);
      if (label === undefined) return unseen('no entry with a label to filter by');
      const answer = await session.askHistory({ limit: LIMIT }, [
        label,
        { ...label, value: 'no-such-value' },
      ]);
      if (answer.status !== 200) return unseen(describeAnswer(answer));
      return fine(itemsOf(answer.json, 'items').length === 0 ? 'both must hold' : 'one of them is enough');
    },
  },
];
