import assert from 'node:assert/strict';
import { createFalClient } from '../../../src/core/fal/client';
import { FalError } from '../../../src/core/fal/errors';
import type { FalRequest, StreamItem } from '../../../src/core/fal/types';
import { findMedia } from '../../../src/core/payload/media/findMedia';
import { makeSampleFal } from '../../../src/core/sample/sampleFal';
import { indexOf } from '../json/json';

const NOW = Date.UTC(2026, 2, 14, 15);
const APP = 'sample/portrait-studio';

const open = () => {
  let now = NOW;
  const fal = makeSampleFal(() => now);
  const note = (): void => undefined;
  const client = createFalClient({
    apiUrl: () => 'https://sample.invalid/v1',
    key: () => Promise.resolve('any:key'),
    fetch: fal.fetch,
    log: { debug: note, info: note, warn: note, error: note },
  });
  const live = (turns: number): void => {
    for (let turn = 0; turn < turns; turn++) {
      now += 1_500;
      fal.live();
    }
  };
  const owned = async (): Promise<readonly FalRequest[]> =>
    (await client.listRequests({ source: 'owned', endpointId: [APP], limit: 100 })).items;
  return { fal, client, live, owned };
};

describe('sample data', () => {
  /** For the tests that change nothing but one old request. */
  const shared = open();

  it('answer everything that the client asks', async () => {
    const { client, owned } = shared;
    const apps = (await client.listApps())?.items;
    assert.deepEqual(
      apps?.map(({ owner }) => owner),
      Array(apps?.length ?? 0).fill('sample'),
    );
    const rows = await owned();
    const first = rows.at(-1) ?? assert.fail();
    const detail = await client.getRequest({ ...first, source: 'owned' });
    assert.equal(detail?.request.requestId, first.requestId);
    assert.ok((await client.summarise({ endpointId: [APP] }))[0]);
    assert.ok((await client.countQueued(APP)) >= 0);
    assert.ok((await client.logHistory({ requestId: first.requestId })).items.length > 0);
    assert.ok((await client.listMadeRequests({ limit: 5 })).length === 5);
    assert.deepEqual(await client.deletePayloads(first.requestId), []);
    assert.equal((await client.getRequest({ ...first, source: 'owned' }))?.input, undefined);
  });

  it('refuse what fal would refuse', async () => {
    const { client } = shared;
    await assert.rejects(
      client.listRequests({ source: 'owned', endpointId: ['acme/shop'] }),
      (error) =>
        error instanceof FalError && error.problem.kind === 'refused' && error.problem.status === 403,
    );
  });

  it('are the same for the same time', async () => {
    const ids = async ({ owned }: typeof shared) => (await owned()).map(({ requestId }) => requestId);
    assert.deepEqual(await ids(open()), await ids(shared));
  });

  it('have requests of every state, with more than a page of them', async () => {
    const { client } = shared;
    const page = await client.listRequests({ source: 'owned', endpointId: [APP], limit: 100 });
    assert.ok(page.nextCursor !== undefined);
    const codes = new Set(page.items.map(({ statusCode }) => Math.floor((statusCode ?? 0) / 100)));
    assert.deepEqual([...codes].sort(), [0, 2, 4, 5]);
    assert.ok(
      page.items.some(({ durationSeconds = 0 }) => durationSeconds > 60),
      'slow ones',
    );
  });

  it('say in every endpoint that they are samples', async () => {
    const { client, owned } = shared;
    const rows = [...(await owned()), ...(await client.listMadeRequests({ limit: 50 }))];
    for (const { endpointId } of rows) assert.match(endpointId, /^sample(-models)?\//);
  });

  it('hold their pictures, films and sounds, so that no host is asked for them', async () => {
    const { client } = shared;
    const types = new Set<string>();
    for (const app of ['portrait-studio', 'clip-maker', 'voice-notes']) {
      const [row = assert.fail()] = (
        await client.listRequests({
          source: 'owned',
          endpointId: [`sample/${app}`],
          status: 'success',
          limit: 1,
          expand: ['payloads'],
        })
      ).items;
      const { output } = (await client.getRequest({ ...row, source: 'owned' })) ?? assert.fail();
      const { media } = await findMedia(await indexOf(output ?? ''));
      for (const { url, contentType = '' } of media) {
        assert.equal(url, undefined);
        types.add(contentType);
      }
    }
    assert.deepEqual([...types].sort(), ['audio/wav', 'image/svg+xml', 'video/mp4']);
  });

  const living = open();

  it('live on: lines and requests go on coming', async () => {
    const { client, live, owned } = living;
    const before = await owned();
    const abort = new AbortController();
    const heard: StreamItem[] = [];
    const reading = (async () => {
      const start = new Date(NOW).toISOString();
      for await (const items of client.streamLogs({ start, traceback: true }, abort.signal))
        heard.push(...items);
    })();
    await new Promise((resolve) => setImmediate(resolve));
    live(40);
    while (heard.length < 80) await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    await assert.rejects(reading, { name: 'AbortError' });
    assert.ok((await owned()).length === 100 && (await owned())[0]?.requestId !== before[0]?.requestId);
  });

  it('begin with some minutes of logs, tracebacks among them', async () => {
    const { client } = shared;
    const start = new Date(NOW - 5 * 60_000).toISOString();
    const { items } = await client.logHistory({ start, traceback: true, limit: 300 });
    assert.ok(items.length > 200);
    assert.ok(items.some(({ entry: { message } }) => message.startsWith('{"traceback"')));
  });

  it('stay small, however long they live: the oldest lines go', async () => {
    const { client, live } = living;
    const end = new Date(NOW - 24 * 60 * 60_000).toISOString();
    const areOldOnes = async () =>
      (await client.logHistory({ start: '2020-01-01', end, limit: 1 })).items.length > 0;
    assert.ok(await areOldOnes());
    live(1_500);
    assert.ok(!(await areOldOnes()));
  });
});
