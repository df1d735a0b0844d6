import { createFalClient } from '../../src/core/fal/client';
import { RequestStore } from '../../src/core/requests/store';
import { behaviourOf, NAMED, type BehaviourName } from '../fake/behaviourNames';
import { FAKE_KEY, startFakeFal, type FakeFal } from '../fake/fakeFal';
import { silentLog } from '../support/silentLog';
import type { FaultRow } from './row';

/** Every behaviour of the made-up fal that an answer in JSON can have. */
export const REQUEST_FAULTS: readonly BehaviourName[] = (Object.keys(NAMED) as BehaviourName[]).filter(
  (name) => {
    const { stream, history, levels, timestamps } = behaviourOf(name);
    return !(stream ?? history ?? levels ?? timestamps);
  },
);

/** Three pages of the explorer. */
const ROWS = 130;
const APP = 'acme/shop';

/** The explorer reads all pages of an endpoint, and every page meets the fault first, so many times. */
export async function runRequestFault(fault: BehaviourName, times: number): Promise<FaultRow> {
  const fal = await startFakeFal({ data: 'empty' });
  const sent = fill(fal);
  const key = () => Promise.resolve(FAKE_KEY);
  const client = createFalClient({ apiUrl: () => fal.url, key, fetch, log: silentLog });
  const store = new RequestStore({ ...client, endpoints: () => [], now: Date.now, log: silentLog });
  let injected = 0;
  const meet = async (ask: () => Promise<void>, isDone: () => boolean): Promise<void> => {
    for (let time = 0; time < times && !isDone(); time++, injected++) {
      fal.behave('ownedRequests', fault);
      const releasing = setInterval(() => fal.release(), 50);
      await ask();
      clearInterval(releasing);
      fal.behaveWell();
    }
    await ask();
  };
  let trouble = '';
  try {
    await store.open();
    await meet(
      () => store.refresh([APP], true),
      () => false,
    );
    const nextMark = () => store.listing(APP)?.stretches.find(({ more }) => more !== undefined)?.more;
    for (let mark = nextMark(), pages = 0; mark !== undefined && pages < 10; mark = nextMark(), pages++) {
      const next = mark;
      // Where the fault was no failure the page is read at once, and its mark leads nowhere any more.
      await meet(
        () => store.loadMore(APP, next),
        () => nextMark() !== next,
      );
    }
  } catch (error) {
    trouble = error instanceof Error ? error.message : String(error);
  }
  const seen = (store.listing(APP)?.stretches ?? []).flatMap(({ rows }) =>
    Array.from(rows, ({ requestId }) => requestId),
  );
  store.dispose();
  await fal.close();
  const distinct = new Set(seen);
  const lost = sent.filter((id) => !distinct.has(id)).length;
  const repeated = seen.length - distinct.size;
  return {
    fault: `requests: ${fault}`,
    injected,
    expected: ROWS,
    seen: seen.length,
    lost,
    repeated,
    trouble,
  };
}

function fill(fal: FakeFal): readonly string[] {
  const [owner = '', name = ''] = APP.split('/');
  fal.world.app({ owner, name });
  const now = Date.now();
  return Array.from({ length: ROWS }, (_, index) => {
    const sentAt = now - (index + 2) * 10_000;
    return fal.request({ endpointId: APP, sentAt, startedAt: sentAt + 10 }).requestId;
  });
}
