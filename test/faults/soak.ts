import type { Random } from '../../src/core/sample/random';
import { until } from '../support/until';
import type { FaultRow } from './row';
import { inject, SETTLED_MS, TAIL_FAULTS, toRow, type TailFault } from './tailFaults';
import { PATIENCE, TailRig } from './tailRig';

/** Between two faults. */
const QUIET_MS = 1_000;
const LINES = 200;
/** The made-up fal keeps what a tail may still ask for. */
const MOST_KEPT = 3_000;
/** What is first reached is no growth: code is compiled, tables find their size. */
const WARM_UP = 0.3;
const MOST_GROWTH_MB = 12;
/** Connections that are kept for the next question. */
const MOST_MORE_HANDLES = 3;

/** One tail that meets faults by chance for so long, with its memory and what it holds open looked at in between. */
export async function soak(minutes: number, random: Random): Promise<FaultRow> {
  const rig = await TailRig.start(random);
  const [first, ...more] = TAIL_FAULTS.filter(isQuick);
  if (first === undefined) throw new Error('There is no fault to soak with.');
  const heapMbs: number[] = [];
  let injected = 0;
  let trouble = '';
  await rig.untilConnected();
  const before = openHandles();
  const endsAt = Date.now() + minutes * 60_000;
  try {
    while (Date.now() < endsAt) {
      rig.send(LINES);
      await inject(rig, random.pick([first, ...more]));
      injected++;
      await rig.untilCaughtUp();
      rig.forget(MOST_KEPT);
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      heapMbs.push(heapMb());
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    // Each break is looked into for a minute, so that they can be many until then.
    const isClosed = (): boolean => openHandles() <= before + MOST_MORE_HANDLES;
    await until('all that was opened is closed again', isClosed, PATIENCE);
    trouble = judge(heapMbs);
  } catch (error) {
    trouble = error instanceof Error ? error.message : String(error);
  }
  const handles = `${before} → ${openHandles()} handles`;
  const row = toRow(`soak, ${minutes} min${describe(heapMbs)}, ${handles}`, injected, rig, trouble);
  await rig.close();
  return row;
}

/** Silence takes 90 s, and so do answers that nobody gives. */
const isQuick = ({ name }: TailFault): boolean => !/silent|slow|held/.test(name);

function heapMb(): number {
  if (gc === undefined) throw new Error('Memory is only told with node --expose-gc.');
  gc();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Sockets, timers and the like. */
const openHandles = (): number => process.getActiveResourcesInfo().length;

/** Least of a stretch against least of a later one: chance adds, and never takes away. */
function judge(heapMbs: readonly number[]): string {
  const leastOf = (from: number, to: number): number =>
    Math.min(...heapMbs.slice(Math.floor(heapMbs.length * from), Math.ceil(heapMbs.length * to)));
  const grown = leastOf(0.7, 1) - leastOf(WARM_UP, 0.6);
  return grown > MOST_GROWTH_MB ? `memory grew by ${grown.toFixed(1)} MB` : '';
}

function describe(heapMbs: readonly number[]): string {
  const [first, last] = [heapMbs[Math.floor(heapMbs.length * WARM_UP)], heapMbs.at(-1)];
  return first === undefined || last === undefined ? '' : `, ${first.toFixed(1)} → ${last.toFixed(1)} MB`;
}
