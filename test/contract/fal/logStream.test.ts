import assert from 'node:assert/strict';
import { FAKE_KEY, startFakeFal, type BehaviourName, type FakeFal } from '../../fake/fakeFal';
import type { StreamItem } from '../../../src/core/fal/types';
import { clientOn } from '../../support/clientOn';
import { problemOf } from '../../support/problemOf';
import { showItem } from '../../support/showItem';
import { holdToSpec } from '../holdToSpec';

describe('a log stream from fal', () => {
  let fal: FakeFal;
  holdToSpec(() => fal);
  beforeEach(async () => {
    fal = await startFakeFal({ data: 'empty' });
    for (const text of ['one', 'zwei ü', 'three 🎈']) fal.log({ message: text });
  });
  afterEach(() => fal.close());

  /** Reads until `count` items that are no keep-alives were seen, or the stream's end. */
  const readFrom = async (behaviour: BehaviourName | undefined, count: number): Promise<string[]> => {
    const abort = new AbortController();
    const shown: string[] = [];
    const query = { start: new Date(Date.now() - 60_000).toISOString() };
    const url = behaviour === undefined ? fal.url : fal.urlThat(behaviour);
    for await (const batch of clientOn(url).streamLogs(query, abort.signal)) {
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

  it('hides the key where an error event echoes it', async () => {
    const errorText = `backend refused Key ${FAKE_KEY}; ${FAKE_KEY.slice(-32)}`;
    fal.behave('streamLogs', { stream: { ending: 'error', after: 0, errorText } });
    assert.deepEqual(await problemOf(readFrom(undefined, 99)), {
      kind: 'unreachable',
      what: 'event: error',
      falSays: 'backend refused Key [key hidden]; [key hidden]',
    });
  });

  it('hides the key where a line holds it, as it came and in history', async () => {
    fal.log({ message: `env FAL_KEY=${FAKE_KEY}` });
    fal.log({ message: 'headers', labels: { authorization: FAKE_KEY.slice(-32) } });
    const client = clientOn(fal.url);
    const query = { start: new Date(Date.now() - 60_000).toISOString() };
    const told: StreamItem[] = [...(await client.logHistory(query)).items];
    for await (const batch of client.streamLogs(query, new AbortController().signal)) {
      told.push(...batch);
      if (told.length >= 11) break;
    }
    assert.equal(told.filter((item) => showItem(item) === 'env FAL_KEY=[key hidden]').length, 2);
    assert.equal(JSON.stringify(told).match(/"authorization":"\[key hidden\]"/g)?.length, 2);
    assert.ok(!JSON.stringify(told).includes(FAKE_KEY.slice(-32)));
  });

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
