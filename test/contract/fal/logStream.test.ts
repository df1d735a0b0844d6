import assert from 'node:assert/strict';
import { startFakeFal, type BehaviourName, type FakeFal } from '../../fake/fakeFal';
import { clientOn } from '../../support/clientOn';
import { problemOf } from '../../support/problemOf';
import { showItem } from '../../support/showItem';

describe('a log stream from fal', () => {
  let fal: FakeFal;
  beforeEach(async () => {
    fal = await startFakeFal({ data: 'empty' });
    for (const text of ['one', 'zwei ü', 'three 🎈']) fal.log({ message: text });
  });
  afterEach(() => fal.close());

  /** Reads until `count` items that are no keep-alives were seen, or the stream's end. */
  const readFrom = async (behaviour: BehaviourName, count: number): Promise<string[]> => {
    const abort = new AbortController();
    const shown: string[] = [];
    const query = { start: new Date(Date.now() - 60_000).toISOString() };
    for await (const batch of clientOn(fal.urlThat(behaviour)).streamLogs(query, abort.signal)) {
      shown.push(...batch.map(showItem));
      if (shown.length >= count) break;
    }
    return shown;
  };

  for (const form of [
    'good',
    'bytes',
    'crlf',
    'cr',
    'bom',
    'comments',
    'empty-data',
    'arrays',
    'wrapped-log',
    'wrapped-items',
    'multiline',
    'named-event',
    'naive',
    'upper-case',
  ] as const) {
    it(`is read when it is ${form}`, async () => {
      assert.deepEqual(await readFrom(form, 4), ['open', 'one', 'zwei ü', 'three 🎈']);
    });
  }

  it('loses no line that it cannot read', async () => {
    const shown = await readFrom('not-json', 7);
    assert.equal(shown.filter((line) => line.startsWith('raw ')).length, 3);
    assert.deepEqual(
      shown.filter((line) => !line.startsWith('raw ')),
      ['open', 'one', 'zwei ü', 'three 🎈'],
    );
  });

  it('reads a line of a megabyte', async () => {
    const shown = await readFrom('huge-line', 2);
    assert.ok((shown[1]?.length ?? 0) >= 1_000_000);
  });

  for (const [behaviour, kind] of [
    ['stream-resets', 'unreachable'],
    ['stream-cuts-character', undefined],
    ['stream-error', 'unreachable'],
    ['html', 'unexpected'],
    ['401', 'needsKey'],
    ['422', 'refused'],
  ] as const) {
    it(`ends ${kind === undefined ? 'without a word' : `as ${kind}`} on ${behaviour}`, async () => {
      if (kind === undefined) assert.ok((await readFrom(behaviour, 99)).length <= 4);
      else assert.equal((await problemOf(readFrom(behaviour, 99))).kind, kind);
    });
  }

  it('asks for a stream, uncompressed, and sends no body without label filters', async () => {
    await readFrom('good', 1);
    const [asked] = fal.askedFor('streamLogs');
    assert.equal(asked?.headers.accept, 'text/event-stream');
    assert.equal(asked.headers['accept-encoding'], 'identity');
    assert.equal(asked.body, '');
  });

  it('lets go of the connection when the reader leaves', async () => {
    await readFrom('good', 2);
    await fal.untilStreams(0);
  });
});
