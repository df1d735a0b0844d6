/** What a refresh costs beside the questions: HTTP would hide how that grows. */
import { median } from '../rates';
import type { Bench, BenchRow } from '../row';
import { MemoryFal } from './memoryFal';
import { appId, openExplorer } from './openExplorer';

const APPS = 200;
const NEW_ROWS = 3;
const ROUNDS = 150;
const WARM_UP = 100;
/** A page but one: its last row proves that nothing lies between. */
const MOST_NEW_ROWS = 49;

interface Loaded {
  readonly apps: number;
  /** Loaded by pages. */
  readonly rows: number;
  /** What arrived by itself until then. */
  readonly arrived?: number;
}

async function load({ apps, rows, arrived = 0 }: Loaded) {
  const [owner, environment] = ['acme', 'main'];
  const fal = new MemoryFal(
    Array.from({ length: APPS }, (_, index) => {
      const endpointId = appId(index);
      return { endpointId, owner, name: endpointId.slice(5), environment, endpoints: [endpointId] };
    }),
  );
  let endedAt = Date.now() - 3_600_000;
  const add = (index: number, count: number): void => {
    for (let row = 0; row < count; row++) fal.add(appId(index), (endedAt += 50));
  };
  for (let index = 0; index < apps; index++) add(index, rows / apps + MOST_NEW_ROWS);
  const explorer = await openExplorer(fal);
  for (let index = 0; index < apps; index++) await explorer.load(index, rows / apps);
  for (let came = 0; came < arrived; came += MOST_NEW_ROWS) {
    add(0, MOST_NEW_ROWS);
    await explorer.tree.refresh(false);
  }
  const times: number[] = [];
  const turn = async (): Promise<void> => {
    add(0, NEW_ROWS);
    explorer.drawing.askedMs = 0;
    const began = performance.now();
    await explorer.tree.refresh(false);
    times.push(performance.now() - began - explorer.drawing.askedMs);
  };
  return { turn, loaded: () => explorer.rowsOf(0), medianMs: () => median(times.slice(WARM_UP)) };
}

/** Turn by turn, so that both meet the same machine. */
async function compare(name: string, size: Loaded): Promise<BenchRow> {
  const many = await load(size);
  const few = await load({ apps: size.apps, rows: 200 });
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    await few.turn();
    await many.turn();
  }
  if (many.loaded() < size.rows / size.apps) throw new Error(`${many.loaded()} rows only`);
  return {
    name: `refresh, the explorer’s own part: ${name}`,
    unit: 'µs',
    ours: 1000 * many.medianMs(),
    baseline: 1000 * few.medianMs(),
    bound: { ratioAtMost: 1.5 },
  };
}

const bench: Bench = async () => [
  await compare('20,000 rows over 200, 1 app open', { apps: 1, rows: 20_000 }),
  await compare('20,000 rows over 200, once the oldest are dropped', {
    apps: 1,
    rows: 20_000,
    arrived: 1_500,
  }),
  await compare('20,000 rows over 200, 4 apps open', { apps: 4, rows: 20_000 }),
];

export default bench;
