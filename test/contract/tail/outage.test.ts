import assert from 'node:assert/strict';
import type { SentEntry } from '../../../src/core/fal/types';
import { createFalClient } from '../../../src/core/fal/client';
import { Tail } from '../../../src/core/tail/tail';
import { FAKE_KEY, startFakeFal, type FakeFal } from '../../fake/fakeFal';
import { freePort } from '../../support/freePort';
import { silentLog } from '../../support/silentLog';
import { until } from '../../support/until';

describe('a tail whose fal cannot be reached', () => {
  let fal: FakeFal;
  beforeEach(async () => (fal = await startFakeFal({ data: 'empty' })));
  afterEach(() => fal.close());

  for (const [what, addressOf, reason] of [
    ['its name is not known', () => 'https://fal.invalid/v1', /ENOTFOUND|EAI_AGAIN/],
    [
      'it does not speak TLS',
      () => fal.url.replace('http:', 'https:'),
      /SSL|TLS|packet length|wrong version/i,
    ],
    ['nobody listens', (port: number) => `http://127.0.0.1:${port}/v1`, /ECONNREFUSED/],
  ] as const) {
    it(`goes on where it was once it can be again, though ${what}`, async () => {
      const bad = addressOf(await freePort());
      let apiUrl = fal.url;
      const client = createFalClient({
        apiUrl: () => apiUrl,
        key: () => Promise.resolve(FAKE_KEY),
        fetch,
        log: silentLog,
      });
      const shown: string[] = [];
      const notes: string[] = [];
      const show = (batch: readonly SentEntry[]): Promise<void> => {
        shown.push(...batch.map(({ entry }) => entry.message));
        return Promise.resolve();
      };
      const tail = new Tail({
        filter: {},
        begin: Date.now() - 60_000,
        client,
        sink: { entries: show, late: show, raw: () => undefined, note: (_, text) => void notes.push(text) },
        random: () => 0,
      });
      const done = tail.run();
      fal.log({ message: 'before' });
      await until('it is shown', () => shown.includes('before'));
      apiUrl = bad;
      fal.breakStreams('reset');
      await until('it waits for that reason', () => {
        const { state } = tail;
        return state.kind === 'waiting' && reason.test(state.error?.message ?? '');
      });
      fal.log({ message: 'meanwhile' });
      apiUrl = fal.url;
      fal.log({ message: 'after' });
      await until('all is shown', () => shown.length === 3);
      tail.stop();
      await done;
      assert.deepEqual(shown, ['before', 'meanwhile', 'after']);
      assert.deepEqual(notes.slice(1), ['Connected again.']);
    });
  }
});
