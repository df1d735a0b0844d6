import assert from 'node:assert/strict';
import { startFakeFal, type FakeFal } from '../../fake/fakeFal';
import { ask } from './talk';

const NOW = Date.UTC(2026, 0, 1, 12);
const HISTORY = '/serverless/logs/history';

interface Page {
  readonly items: readonly { readonly message: string; readonly timestamp: string; readonly level: string }[];
  readonly next_cursor: string | null;
  readonly has_more: boolean;
}

describe('log history and filters of the fake fal', () => {
  let fal: FakeFal;
  let now = NOW;
  before(async () => {
    fal = await startFakeFal({ data: 'empty', now: () => now });
    const at = (seconds: number) => new Date(NOW - 60_000 + seconds * 1000).toISOString();
    fal.log(
      { timestamp: '2025-12-30T00:00:00Z', message: 'old' },
      {
        timestamp: at(1),
        message: 'a',
        app: 'ann-one',
        level: 'DEBUG',
        labels: { fal_job_id: 'j1', source: 'gateway' },
      },
      {
        timestamp: at(2),
        message: 'b',
        app: 'one',
        level: 'info',
        revision: 'r1',
        labels: { fal_job_id: 'j2' },
      },
      {
        timestamp: at(3),
        message: 'c Boom',
        app: 'bob/two',
        level: 'error',
        labels: { fal_request_id: 'q1', source: 'cron' },
      },
      { timestamp: at(4), message: '{"traceback": "KeyError"}', app: 'bob-two', level: 'info' },
      { timestamp: at(5), message: 'e', app: 'three', level: 'STDERR' },
    );
  });
  after(() => fal.close());
  afterEach(() => (now = NOW));

  const page = async (query: string, body?: unknown, base?: string): Promise<Page> => {
    const response = await ask(fal, HISTORY + query, { body, base });
    assert.equal(response.status, 200);
    return (await response.json()) as Page;
  };
  const letters = (items: Page['items']) =>
    items.map(({ message }) => (message.startsWith('{') ? 'T' : message.slice(0, 1))).join('');

  const queries: Record<string, string> = {
    '': 'ecba',
    '?traceback=true': 'eTcba',
    '?start=2025-12-29': 'ecbao',
    '?start=2025-12-29&end=2025-12-31': 'o',
    '?start=2026-01-01T11:59:02Z&end=2026-01-01T11:59:05Z': 'cb',
    '?app_id=ann/one': 'ba',
    '?app_id=ann/one&app_id=bob/two': 'cba',
    '?app_id=bob/two,x/three&traceback=true': 'eTc',
    '?revision=r1': 'b',
    '?run_source=cron': 'c',
    '?run_source=gateway': 'a',
    '?search=bOO': 'c',
    '?level=info': 'ecb',
    '?level=ERROR': 'ec',
    '?job_id=j2': 'b',
    '?request_id=q1': 'c',
  };
  for (const [query, expected] of Object.entries(queries))
    it(`answers ${expected} to ${query || 'no filter'}`, async () => {
      assert.equal(letters((await page(query)).items), expected);
    });

  const labels: readonly (readonly [filters: readonly object[], expected: string])[] = [
    [[], 'ecba'],
    [[{ key: 'fal_job_id', value: 'j1' }], 'a'],
    [[{ key: 'fal_job_id', value: 'j1', condition_type: 'equals' }], 'a'],
    [[{ key: 'fal_job_id', value: ['j1', 'j2'], condition_type: 'in' }], 'ba'],
    [[{ key: 'fal_job_id', value: 'j1', condition_type: 'not_equals' }], 'ecb'],
    [[{ key: 'fal_job_id', value: ['j1', 'j2'], condition_type: 'not_in' }], 'ec'],
    [
      [
        { key: 'source', value: ['cron', 'gateway'], condition_type: 'in' },
        { key: 'fal_job_id', value: 'j1' },
      ],
      'a',
    ],
  ];
  for (const [filters, expected] of labels)
    it(`answers ${expected} to labels ${JSON.stringify(filters)}`, async () => {
      assert.equal(letters((await page('', filters)).items), expected);
    });

  it('pages by timestamp, newest first, to the last entry', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const found: Page = await page(`?limit=2&traceback=true${cursor === null ? '' : `&cursor=${cursor}`}`);
      assert.equal(found.has_more, found.next_cursor !== null);
      seen.push(letters(found.items));
      cursor = found.next_cursor;
    } while (cursor !== null);
    assert.deepEqual(seen, ['eT', 'cb', 'a']);
  });

  it('ends a page between two instants, so that a cursor loses nothing', async () => {
    const timestamp = '2026-01-01T11:00:00.000001Z';
    for (const message of ['x', 'y', 'z']) fal.log({ timestamp, message, app: 'tie' });
    fal.log({ timestamp: '2026-01-01T11:00:01Z', message: 'w', app: 'tie' });
    const query = '?app_id=q/tie&limit=3';
    const first = await page(query);
    const second = await page(`${query}&cursor=${String(first.next_cursor)}`);
    assert.deepEqual([letters(first.items), letters(second.items)], ['w', 'zyx']);
  });

  it('repeats the border when its cursor is inclusive, and stands still on a crowded instant', async () => {
    const base = fal.urlThat('cursor-inclusive');
    const first = await page('?app_id=q/tie&limit=2', undefined, base);
    const second = await page(`?app_id=q/tie&limit=2&cursor=${String(first.next_cursor)}`, undefined, base);
    assert.deepEqual([letters(first.items), letters(second.items)], ['wz', 'zy']);
    assert.equal(second.next_cursor, first.next_cursor);
  });

  it('lags: the newest seconds are missing until later', async () => {
    const base = fal.urlThat('lagging');
    now = NOW - 60_000 + 6000;
    assert.equal(letters((await page('?start=2026-01-01T11:59:00Z', undefined, base)).items), 'a');
    now += 2000;
    assert.equal(letters((await page('?start=2026-01-01T11:59:00Z', undefined, base)).items), 'cba');
  });

  it('writes naive timestamps and levels in upper case', async () => {
    const { items } = await page('?search=b', undefined, fal.urlThat('naive', 'upper-case'));
    assert.deepEqual(items.map(({ timestamp, level }) => `${timestamp} ${level}`).slice(0, 1), [
      '2026-01-01T11:59:03.000000 ERROR',
    ]);
  });

  const wrong: readonly (readonly [query: string, body: unknown, names: string])[] = [
    ['?limit=0', undefined, 'limit'],
    ['?limit=1001', undefined, 'limit'],
    ['?limit=ten', undefined, 'limit'],
    ['?start=yesterday', undefined, 'start'],
    ['?end=2026-01-01T00:00:00', undefined, 'end'],
    ['?run_source=laptop', undefined, 'run_source'],
    ['?traceback=yes', undefined, 'traceback'],
    ['?level=loud', undefined, 'level'],
    ['?cursor=Mg', undefined, 'cursor'],
    ['?search=a&search=b', undefined, 'search'],
    [`?app_id=${'a/b,'.repeat(51)}`, undefined, 'app_id'],
    ['', { key: 'a', value: 'b' }, 'array'],
    ['', [{ key: 'a' }], 'value'],
    ['', [{ key: 'a', value: 'b', condition_type: 'like' }], 'condition_type'],
    ['', [{ key: 'a', value: 'b', op: '=' }], 'op'],
  ];
  for (const [query, body, names] of wrong)
    it(`refuses ${query.slice(0, 30) || JSON.stringify(body)} with a 400 that names ${names}`, async () => {
      const response = await ask(fal, HISTORY + query, { body });
      assert.equal(response.status, 400);
      assert.match(
        await response.text(),
        new RegExp(`"type":"validation_error","message":"Invalid[^"]*${names}`),
      );
    });
});
