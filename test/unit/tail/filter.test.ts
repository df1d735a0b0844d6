import assert from 'node:assert/strict';
import { ArgumentError } from '../../../src/core/base/argumentError';
import { describeFilter, identifyFilter, readLogFilter, toLogQuery } from '../../../src/core/tail/filter';

describe('the argument of a tail', () => {
  it('may be empty', () => assert.deepEqual(readLogFilter({}), {}));

  it('takes every field of the contract', () => {
    const filter = {
      appId: ['acme/shop'],
      revision: 'r',
      runSource: 'cron',
      traceback: false,
      search: 's',
      level: 'WARN',
      serverLevel: 'error',
      jobId: 'j',
      requestId: 'q',
      labels: [{ key: 'k', value: ['a', 'b'], condition: 'in' }],
      since: '2h',
      until: '2999-01-01T00:00:00Z',
    };
    assert.deepEqual(readLogFilter(filter), { ...filter, level: 'warning' });
  });

  for (const [argument, words] of [
    [{ appId: 1 }, /“appId”: it takes a text or a list of texts\.$/],
    [{ appId: '' }, /“appId”: it must not be empty/],
    [{ level: 'loud' }, /“level”: it takes one of trace, debug, info, warning, error/],
    [{ runSource: 'x' }, /“runSource”: it takes one of grpc-run, grpc-register, gateway, cron/],
    [{ since: 'yesterday' }, /“since”: it takes a span such as 30s, 5m/],
    [{ until: '99' }, /“until”: it takes a span/],
    [{ traceback: 'yes' }, /“traceback”: it takes true or false\.$/],
    [{ search: 7 }, /“search”: it takes a text\.$/],
    [{ appId: [] }, /“appId”: it must not be empty\.$/],
    [{ appId: ['acme/shop', 7] }, /“appId”: it takes a text or a list of texts\.$/],
    [{ appId: Array.from({ length: 51 }, () => 'acme/shop') }, /“appId”: it takes at most 50 texts\.$/],
    [{ labels: 'k=v' }, /“labels”: it takes a list\.$/],
    [{ labels: ['k=v'] }, /“labels\.0”: it takes an object\.$/],
    [{ labels: [{ key: 'k', value: [] }] }, /“labels\.0\.value”: it must not be empty\.$/],
    [{ since: '1h', until: '2h' }, /“until”: it takes a time later than since\.$/],
    [{ since: '2026-01-02', until: '2026-01-02' }, /“until”: it takes a time later than since\.$/],
    [
      { labels: [{ key: 'k', value: 'v', condition: 'like' }] },
      /“labels\.0\.condition”: it takes one of equals, in/,
    ],
    [{ labels: [{ value: 'v' }] }, /^The field “labels\.0\.key” is missing\.$/],
    [{ apId: 'x' }, /no field “apId”/],
    ['text', /^Wrong argument: it takes an object\.$/],
    [null, /Wrong argument/],
  ] as const) {
    it(`is refused when it is ${JSON.stringify(argument)}`, () => {
      assert.throws(
        () => readLogFilter(argument),
        (error) => {
          assert.ok(error instanceof ArgumentError);
          assert.match(error.message, words);
          return true;
        },
      );
    });
  }

  it('asks fal for tracebacks, and not for a level unless told to', () => {
    const query = toLogQuery(readLogFilter({ appId: 'acme/shop', level: 'error' }), Date.UTC(2026, 0, 1));
    assert.equal(query.start, '2026-01-01T00:00:00.000Z');
    assert.equal(query.end, undefined);
    assert.deepEqual(query.appId, ['acme/shop']);
    assert.equal(query.traceback, true);
    assert.equal(query.level, undefined);
    assert.equal(toLogQuery(readLogFilter({ serverLevel: 'error', traceback: false }), 0).level, 'error');
  });

  for (const [argument, name] of [
    [{}, 'all apps'],
    [{ since: '1h' }, 'all apps'],
    [{ appId: 'acme/shop' }, 'acme/shop'],
    [{ requestId: '019e6d0a-e5be-7b82-b329-35ae64296902' }, 'request …64296902'],
    [{ appId: ['a/b', 'c/d'], level: 'error', search: 'boom' }, 'a/b, c/d · error · “boom”'],
    [{ labels: [{ key: 'k', value: ['a', 'b'], condition: 'in' }] }, 'k in a, b'],
    [{ labels: [{ key: 'env', value: 'prod', condition: 'not_equals' }] }, 'env!=prod'],
    [{ labels: [{ key: 'k', value: ['a', 'b'], condition: 'not_in' }] }, 'k not in a, b'],
    [{ serverLevel: 'error' }, 'error at fal'],
    [{ traceback: false }, 'no tracebacks'],
    [{ traceback: true }, 'all apps'],
    [{ labels: [{ key: 'k', value: 'a' }], runSource: 'cron' }, 'cron · k=a'],
    [{ jobId: 'c0ffee00-0000', revision: 'e6a6cf77-e803' }, 'runner c0ffee00 · revision e6a6cf77'],
  ] as const) {
    it(`names ${JSON.stringify(argument)} “${name}”`, () =>
      assert.equal(describeFilter(readLogFilter(argument)), name));
  }

  for (const [one, other] of [
    [{ appId: 'a/b' }, { appId: ['a/b'] }],
    [{ appId: ['a/b', 'c/d'] }, { appId: ['c/d', 'a/b', 'c/d'] }],
    [{}, { traceback: true }],
    [{}, { labels: [] }],
    [
      {
        labels: [
          { key: 'k', value: 'a' },
          { key: 'l', value: 'b' },
        ],
      },
      {
        labels: [
          { key: 'l', value: 'b', condition: 'equals' },
          { key: 'k', value: 'a' },
        ],
      },
    ],
  ] as const) {
    it(`means the same as ${JSON.stringify(one)} when it is ${JSON.stringify(other)}`, () =>
      assert.equal(identifyFilter(readLogFilter(one)), identifyFilter(readLogFilter(other))));
  }

  it('means another thing when any field differs', () => {
    const filters = [
      {},
      { appId: 'a/b' },
      { level: 'error' },
      { serverLevel: 'error' },
      { since: '1h' },
      { until: '1h' },
      { traceback: false },
      { labels: [{ key: 'k', value: 'a' }] },
      { labels: [{ key: 'k', value: 'a', condition: 'not_equals' }] },
    ];
    const identities = filters.map((filter) => identifyFilter(readLogFilter(filter)));
    assert.equal(new Set(identities).size, filters.length);
  });
});
