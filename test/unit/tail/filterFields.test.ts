import assert from 'node:assert/strict';
import { fieldProblem, filterFields, readField, writeField } from '../../../src/core/tail/filterFields';
import { parseLabel, writeLabel } from '../../../src/core/tail/labelText';

const REQUEST = '019e6d0a-e5be-7b82-b329-35ae64296902';
const RUNNER = 'e6a6cf77-e803-4435-a647-7d9100ef79d9';

describe('a filter as it is typed', () => {
  for (const [name, typed, filter] of [
    ['appId', 'acme/shop, acme/other', { appId: ['acme/shop', 'acme/other'] }],
    ['appId', 'acme/shop,', { appId: ['acme/shop'] }],
    ['appId', 'https://fal.ai/dashboard/apps/acme/shop', { appId: ['acme/shop'] }],
    ['requestId', `request ${REQUEST} failed`, { requestId: REQUEST }],
    ['jobId', `runner=${RUNNER}`, { jobId: RUNNER }],
    ['labels', 'fal_env==prod;', { labels: [{ key: 'fal_env', value: 'prod' }] }],
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
    ['appId', 'a/b,,c/d', /An app is named owner\/name/],
    ['labels', ';', /A label is written key=value/],
    ['appId', 'shop', /An app is named owner\/name/],
    ['appId', 'a/b,'.repeat(51), /“App”: it takes at most 50 texts/],
    ['requestId', 'nonsense', /no request id in this/],
    ['jobId', 'nonsense', /no runner id in this/],
    ['since', 'x', /“Since”: it takes a span/],
    ['traceback', 'maybe', /“Tracebacks”: it takes true or false/],
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
      assert.match(fieldProblem(name, typed, filter) ?? '', /“Until”: it takes a time later than since/);
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
    ['a==1', 'a=1'],
    ['a==', undefined],
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
