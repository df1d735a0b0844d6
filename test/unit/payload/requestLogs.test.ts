import assert from 'node:assert/strict';
import { FalError } from '../../../src/core/fal/errors';
import type { FalClient, FalRequest, LogEntry, SentEntry } from '../../../src/core/fal/types';
import { logSpan, readRequestLogs } from '../../../src/core/payload/requestLogs';
import { clientOn } from '../../support/clientOn';
import { sentEntry } from '../../support/sentEntry';

const at = Date.UTC(2026, 0, 10, 12);
const request: FalRequest = {
  requestId: 'id',
  endpointId: 'a/b',
  sentAt: at,
  startedAt: at + 500,
  endedAt: at + 9000,
};
const entry = (message: string, more: Partial<LogEntry> = {}): SentEntry =>
  sentEntry(message, at, { app: 'a-b', ...more });
const { signal } = new AbortController();

/** Pages as fal would give them, newest first, and what it was asked. */
function historyOf(...pages: SentEntry[][]) {
  const asked: Parameters<FalClient['logHistory']>[0][] = [];
  const logHistory: FalClient['logHistory'] = (query) => {
    asked.push(query);
    const items = pages[asked.length - 1] ?? [];
    return Promise.resolve({
      items,
      ...(asked.length < pages.length ? { nextCursor: String(asked.length) } : {}),
    });
  };
  return { asked, logHistory };
}

describe('the logs of a request', () => {
  it('are asked for around its times, both ends given, however old it is', async () => {
    const { asked, logHistory } = historyOf([]);
    await readRequestLogs(logHistory, request, at + 90 * 86_400_000, signal);
    assert.deepEqual(
      { start: asked[0]?.start, end: asked[0]?.end, id: asked[0]?.requestId, traceback: asked[0]?.traceback },
      { start: '2026-01-10T11:59:00.000Z', end: '2026-01-10T12:02:09.000Z', id: 'id', traceback: true },
    );
  });

  it('reach to this moment while it runs', () => {
    const running = { ...request, endedAt: undefined };
    assert.equal(logSpan(running, at + 5000).end, at + 125_000);
  });

  it('come oldest first over all pages, with their levels, and lines below lines', async () => {
    const { logHistory } = historyOf([entry('ERROR: third\n  more')], [entry('second'), entry('first')]);
    const { rows } = await readRequestLogs(logHistory, request, at, signal);
    assert.deepEqual(
      rows.map(({ text, tone, key }) => `${key === '' ? '-' : 'time'} ${tone ?? ''} ${text.trim()}`),
      ['time info first', 'time info second', 'time error ERROR: third', '- error more'],
    );
  });

  it('show a traceback as an error to its end, though each of its lines came by itself', async () => {
    const lines = [
      'Traceback (most recent call last):',
      '  File "/x.py", line 1, in f',
      'httpx.Gone: x',
      'on',
    ];
    const { logHistory } = historyOf(lines.map((line) => entry(line)).reverse());
    const { rows } = await readRequestLogs(logHistory, request, at, signal);
    assert.deepEqual(
      rows.map(({ tone }) => tone),
      ['error', 'error', 'error', 'info'],
    );
  });

  it('are not said to be none where none can be read', async () => {
    const unreadable = new FalError({ kind: 'unexpected', place: 'items.0.message', what: 'missing' });
    const read = (...items: SentEntry[]) =>
      readRequestLogs(() => Promise.resolve({ items, unreadable }), request, at, signal);
    await assert.rejects(read(), unreadable);
    assert.deepEqual(
      (await read(entry('one'))).rows.map(({ text }) => text),
      ['one'],
    );
  });

  it('tell the revision where a line does', async () => {
    const { logHistory } = historyOf([entry('b', { revision: 'r-1' }), entry('a')]);
    assert.equal((await readRequestLogs(logHistory, request, at, signal)).revision, 'r-1');
  });

  it('are there once each where a page comes again, and end where a cursor does not move', async () => {
    const stuck: FalClient['logHistory'] = () => Promise.resolve({ items: [entry('x')], nextCursor: 'same' });
    assert.equal((await readRequestLogs(stuck, request, at, signal)).rows.length, 1);
  });

  it('end where there are too many, and say so', async () => {
    const pages = Array.from({ length: 6 }, (_, page) =>
      Array.from({ length: 1000 }, (_, line) => entry(`${page}:${line}`)),
    );
    const { rows, isCut } = await readRequestLogs(historyOf(...pages).logHistory, request, at, signal);
    assert.deepEqual([rows.length, isCut], [5000, true]);
  });

  it('do not lay out the JSON of each entry, which the panel never shows', async () => {
    // That would fail here, where it is nested deeper than the stack.
    const more = '['.repeat(20_000) + ']'.repeat(20_000);
    const sent = `{"timestamp":"2026-01-10T12:00:00Z","message":"x","labels":{},"more":${more}}`;
    const { logHistory } = clientOn('https://fal.test', {
      fetch: () => Promise.resolve(new Response(`{"items":[${sent}],"next_cursor":null,"has_more":false}`)),
    });
    assert.equal((await readRequestLogs(logHistory, request, at, signal)).rows[0]?.text, 'x');
  });
});
