import assert from 'node:assert/strict';
import { fieldProblem, filterFields, readField, writeField } from '../../../src/core/tail/filterFields';
import { parseLabel, writeLabel } from '../../../src/core/tail/labelText';

describe('a filter as it is typed', () => {
  for (const [name, typed, filter] of [
    ['appId', 'acme/shop, acme/other', { appId: ['acme/shop', 'acme/other'] }],
    ['level', 'WARN', { level: 'warning' }],
    ['since', '10m', { since: '10m' }],
    ['traceback', 'false', { traceback: false }],
    [
      'labels',
      'a=1; b not in x, y',
      {
        labels: [
          { key: 'a', value: '1' },
          { key: 'b', value: ['x', 'y'], condition: 'not_in' },
        ],
      },
    ],
    ['search', '  boom ', { search: 'boom' }],
    ['search', '', { search: undefined }],
  ] as const) {
    it(`takes “${typed}” for ${name}`, () => assert.deepEqual(readField(name, typed), filter));
  }

  for (const [name, typed, words] of [
    ['since', 'yesterday', /30s, 5m/],
    ['level', 'loud', /takes one of trace/],
    ['runSource', 'x', /takes one of grpc-run/],
    ['labels', 'nonsense', /A label is written key=value/],
    ['appId', 'a,,b', /must not be empty/],
    ['traceback', 'maybe', /traceback/],
    ['labels', 'a not in ,', /A label is written key=value/],
    ['labels', 'a in ,', /A label is written key=value/],
  ] as const) {
    it(`says why “${typed}” is no ${name}`, () => assert.match(fieldProblem(name, typed) ?? '', words));
  }

  it('says why a range that ends before it begins is none, whichever end is typed', () => {
    for (const [name, typed, filter] of [
      ['until', '2h', { since: '1h' }],
      ['since', '1h', { until: '2h' }],
    ] as const) {
      assert.match(fieldProblem(name, typed, filter) ?? '', /“until”: it takes a time later than since/);
      assert.equal(fieldProblem(name, '', filter), undefined);
      assert.equal(fieldProblem(name, typed), undefined);
    }
  });

  it('reads as it was typed', () => {
    for (const [name, text] of [
      ['labels', 'a=1; b in x, y'],
      ['appId', 'a/b, c/d'],
      ['traceback', 'true'],
      ['search', ''],
      ['labels', ''],
    ] as const) {
      assert.equal(writeField(name, readField(name, text)), text);
    }
  });

  it('can be set for every parameter of the API', () => {
    assert.deepEqual(
      filterFields()
        .map(({ name }) => name)
        .sort(),
      [
        'appId',
        'jobId',
        'labels',
        'level',
        'requestId',
        'revision',
        'runSource',
        'search',
        'serverLevel',
        'since',
        'traceback',
        'until',
      ],
    );
  });
});

describe('a label as it is typed', () => {
  for (const [typed, written] of [
    ['a=1', 'a=1'],
    [' a = b c ', 'a=b c'],
    ['a!=1', 'a!=1'],
    ['a in x,y', 'a in x, y'],
    ['a NOT IN x', 'a not in x'],
    ['url=http://x?a=b', 'url=http://x?a=b'],
    ['a', undefined],
    ['=b', undefined],
    ['a=', undefined],
    ['a in ,', undefined],
  ] as const) {
    it(`“${typed}” is ${written === undefined ? 'none' : `“${written}”`}`, () => {
      const label = parseLabel(typed);
      assert.equal(label && writeLabel(label), written);
    });
  }
});
