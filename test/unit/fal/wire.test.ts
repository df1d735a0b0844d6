import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import {
  AppWire,
  LogEntriesWire,
  PageWire,
  RequestWire,
  SummariesWire,
  SummaryWire,
} from '../../../src/core/fal/wire';

/** The path and the words of the first thing that is not as documented. */
function problemIn(schema: v.GenericSchema, json: unknown): string {
  const parsed = v.safeParse(schema, json);
  if (parsed.success) throw new Error('It was read.');
  const [issue] = parsed.issues;
  return `${v.getDotPath(issue) ?? 'body'}: ${issue.expected ?? issue.message}`;
}

const entry = { timestamp: '2026-01-01T00:00:00Z', message: 'x' };
const row = { request_id: 'r', endpoint_id: 'a/b', sent_at: '2026-01-01T00:00:00Z' };

describe('fal’s JSON', () => {
  for (const [what, schema, json, problem] of [
    ['a log entry without a message', LogEntriesWire, { items: [{ timestamp: 'x' }] }, 'items.0.message:'],
    [
      'a log entry without a time',
      LogEntriesWire,
      { items: [entry, { message: 'x' }] },
      'items.1.timestamp:',
    ],
    [
      'a log entry whose time is none',
      LogEntriesWire,
      { items: [{ ...entry, timestamp: 'now' }] },
      'items.0.timestamp: a time',
    ],
    ['a request whose time is none', RequestWire, { ...row, sent_at: 'now' }, 'sent_at: a time'],
    ['a page without items', PageWire, {}, 'items:'],
  ] as const) {
    it(`names ${what}`, () => {
      assert.match(problemIn(schema, json), new RegExp(`^${problem}`));
    });
  }

  it('is told of in the reader’s language', () => {
    l10n.config({ contents: { 'a time': '时间' } });
    try {
      for (const [schema, json] of [
        [LogEntriesWire, { items: [{ ...entry, timestamp: 'now' }] }],
        [RequestWire, { ...row, sent_at: 'now' }],
      ] as const)
        assert.match(problemIn(schema, json), /: 时间$/);
    } finally {
      l10n.config({ contents: {} });
    }
  });

  it('is read where what may be absent is absent or null', () => {
    const bare = { endpoint_id: 'a/b', name: 'b', owner: 'a', machine_type: null };
    assert.deepEqual(v.parse(AppWire, bare), {
      endpointId: 'a/b',
      name: 'b',
      owner: 'a',
      environment: 'main',
      machineType: undefined,
      endpoints: [],
    });
    assert.deepEqual(v.parse(SummariesWire, {}), { items: [] });
    assert.deepEqual(v.parse(SummaryWire, { endpoint_id: 'a/b' }), {
      endpointId: 'a/b',
      requests: 0,
      userErrors: 0,
      errors: 0,
      medianSeconds: undefined,
    });
    const request = v.parse(RequestWire, { ...row, ended_at: null });
    assert.deepEqual([request.sentAt, request.endedAt], [Date.UTC(2026, 0, 1), undefined]);
  });

  it('has another page only with a cursor that says where', () => {
    for (const next_cursor of [undefined, null, ''])
      assert.deepEqual(v.parse(PageWire, { items: [], next_cursor }), { items: [] });
    assert.deepEqual(v.parse(PageWire, { items: [], next_cursor: 'Mg' }), { items: [], nextCursor: 'Mg' });
  });
});
