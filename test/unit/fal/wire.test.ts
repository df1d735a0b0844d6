import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import {
  AppsWire,
  LogEntriesWire,
  LogPageWire,
  RequestPageWire,
  SummariesWire,
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
    [
      'a request whose time is none',
      RequestPageWire,
      { items: [{ ...row, sent_at: 'now' }] },
      'items.0.sent_at: a time',
    ],
    ['a page without items', RequestPageWire, {}, 'items:'],
  ] as const) {
    it(`names ${what}`, () => {
      assert.match(problemIn(schema, json), new RegExp(`^${problem}`));
    });
  }

  it('is told of in the reader’s language', () => {
    l10n.config({ contents: { 'a time': '时间' } });
    try {
      for (const [schema, item] of [
        [LogEntriesWire, { ...entry, timestamp: 'now' }],
        [RequestPageWire, { ...row, sent_at: 'now' }],
      ] as const)
        assert.match(problemIn(schema, { items: [item] }), /: 时间$/);
    } finally {
      l10n.config({ contents: {} });
    }
  });

  it('is read where what may be absent is absent or null', () => {
    const bare = { endpoint_id: 'a/b', name: 'b', owner: 'a', machine_type: null };
    assert.deepEqual(v.parse(AppsWire, { apps: [bare] }).apps, [
      {
        endpointId: 'a/b',
        name: 'b',
        owner: 'a',
        environment: 'main',
        machineType: undefined,
        endpoints: [],
      },
    ]);
    assert.deepEqual(v.parse(SummariesWire, {}), { summary: [] });
    assert.deepEqual(v.parse(SummariesWire, { summary: [{ endpoint_id: 'a/b' }] }).summary, [
      { endpointId: 'a/b', requests: 0, userErrors: 0, errors: 0, medianSeconds: undefined },
    ]);
    const request = v.parse(RequestPageWire, { items: [{ ...row, ended_at: null }] }).items[0];
    assert.deepEqual([request?.sentAt, request?.endedAt], [Date.UTC(2026, 0, 1), undefined]);
  });

  it('has another page only with a cursor that says where', () => {
    for (const next_cursor of [undefined, null, ''])
      assert.deepEqual(v.parse(LogPageWire, { items: [], next_cursor }), { items: [] });
    assert.deepEqual(v.parse(LogPageWire, { items: [], next_cursor: 'Mg' }), { items: [], nextCursor: 'Mg' });
  });
});
