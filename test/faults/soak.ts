import type { Random } from '../../src/core/sample/random';
import type { FaultRow } from './row';
import { inject, SETTLED_MS, TAIL_FAULTS, toRow, type TailFault } from './tailFaults';
import { TailRig } from './tailRig';

/** Between two faults. */
const QUIET_MS = 1_000;
const LINES = 200;
/** The made-up fal keeps what a tail may still ask for. */
const MOST_KEPT = 3_000;
/** What is first reached is no growth: code is compiled, tables find their size. */
const WARM_UP = 0.3;
const MOST_GROWTH_MB = 12;
const MOST_MORE_HANDLES = 3;

interface Look {
  readonly heapMb: number;
  readonly handles: number;
}

/** One tail that meets faults by chance for so long, with its memory and what it holds open looked at in between. */
export async function soak(minutes: number, random: Random): Promise<FaultRow> {
  const rig = await TailRig.start(random);
  const [first, ...more] = TAIL_FAULTS.filter(isQuick);
  if (first === undefined) throw new Error('There is no fault to soak with.');
  const looks: Look[] = [];
  let injected = 0;
  let trouble = '';
  const endsAt = Date.now() + minutes * 60_000;
  try {
    while (Date.now() < endsAt) {
      rig.send(LINES);
      await inject(rig, random.pick([first, ...more]));
      injected++;
      await rig.untilCaughtUp();
      rig.forget(MOST_KEPT);
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      looks.push(look());
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    trouble = judge(looks);
  } catch (error) {
    trouble = error instanceof Error ? error.message : String(error);
  }
  const row = toRow(`soak, ${minutes} min${describe(looks)}`, injected, rig, trouble);
  await rig.close();
  return row;
}

/** Silence takes 90 s, and so do answers that nobody gives. */
const isQuick = ({ name }: TailFault): boolean => !/silent|slow|held/.test(name);

function look(): Look {
  if (gc === undefined) throw new Error('Memory is only told with node --expose-gc.');
  gc();
  return {
    heapMb: process.memoryUsage().heapUsed / 2 ** 20,
    handles: process.getActiveResourcesInfo().length,
  };
}

/** Least of a stretch against least of a later one: chance adds, and never takes away. */
function judge(looks: readonly Look[]): string {
  const [early, late] = [partOf(looks, WARM_UP, 0.6), partOf(looks, 0.7, 1)];
  const grown = least(late, 'heapMb') - least(early, 'heapMb');
  if (grown > MOST_GROWTH_MB) return `memory grew by ${grown.toFixed(1)} MB`;
  const more = least(late, 'handles') - least(early, 'handles');
  return more > MOST_MORE_HANDLES ? `${more} more handles are open` : '';
}

function describe(looks: readonly Look[]): string {
  const [first, last] = [looks[Math.floor(looks.length * WARM_UP)], looks.at(-1)];
  if (first === undefined || last === undefined) return '';
  return `, ${first.heapMb.toFixed(1)} → ${last.heapMb.toFixed(1)} MB, ${first.handles} → ${last.handles} handles`;
}

const partOf = (looks: readonly Look[], from: number, to: number): readonly Look[] =>
  looks.slice(Math.floor(looks.length * from), Math.ceil(looks.length * to));

const least = (looks: readonly Look[], figure: keyof Look): number =>
  Math.min(...looks.map((each) => each[figure]));
