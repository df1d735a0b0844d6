import type { Behaviour, StreamEnding } from '../fake/behaviour';
import { behaviourOf, NAMED, type BehaviourName } from '../fake/behaviourNames';
import type { Random } from '../../src/core/sample/random';
import { until } from '../support/until';
import type { FaultRow } from './row';
import { PATIENCE, TailRig } from './tailRig';

export interface TailFault {
  readonly name: string;
  /** How the open connection ends. */
  readonly ending: StreamEnding;
  /** How fal then answers, call by call, before it is good again. */
  readonly then: readonly (BehaviourName | Behaviour)[];
  readonly history?: Behaviour;
}

/** Waits of a second: the made-up fal asks for seven. */
const shortWait = (as: 'seconds' | 'date'): Behaviour => ({
  instead: { status: 429, retryAfterSeconds: 1, retryAfterAs: as },
});

const IN_PLACE: Partial<Record<BehaviourName, Behaviour>> = {
  '429-seconds': shortWait('seconds'),
  '429-date': shortWait('date'),
  '503-seconds': { instead: { status: 503, retryAfterSeconds: 1, retryAfterAs: 'seconds' } },
};

/** It gives a line another level, and so makes another line of it. */
const NO_FAULT: BehaviourName = 'unknown-members';
const NAMES = (Object.keys(NAMED) as BehaviourName[]).filter((name) => name !== NO_FAULT);

/** Every behaviour of the made-up fal as what a tail meets after a reset; then the endings, and some at once. */
export const TAIL_FAULTS: readonly TailFault[] = [
  ...NAMES.map((name): TailFault => {
    const { history } = behaviourOf(name);
    return {
      name,
      ending: 'reset',
      then: [history === undefined ? (IN_PLACE[name] ?? name) : 'live-only'],
      ...(history === undefined ? {} : { history: { history } }),
    };
  }),
  ...(['clean', 'midCharacter', 'midEvent', 'error'] as const).map((ending) => ({
    name: `ends: ${ending}`,
    ending,
    then: [],
  })),
  { name: '503, then 504', ending: 'reset', then: ['503', '504'] },
  { name: 'no connection, twice', ending: 'reset', then: ['reset', 'reset'] },
  { name: 'ends at once, so history is polled', ending: 'clean', then: ['stream-ends-at-once'] },
];

const LINES = 40;
/** What a connection brought is held against history for a minute; by then all that can be repeated is. */
export const SETTLED_MS = 61_000;

const isSilent = ({ then }: TailFault): boolean =>
  then.some((each) => behaviourOf(each).stream?.ending === 'silence');

/** A fault met by a tail of its own, so many times; only silence, which takes 90 s each time, is met once. */
export async function runTailFault(fault: TailFault, times: number, random: Random): Promise<FaultRow> {
  const rig = await TailRig.start(random);
  const injected = isSilent(fault) ? 1 : times;
  let trouble = '';
  try {
    for (let time = 0; time < injected; time++) {
      rig.send(LINES);
      await rig.untilCaughtUp();
      await inject(rig, fault);
      await rig.untilCaughtUp();
    }
    await wait(SETTLED_MS);
  } catch (error) {
    trouble = error instanceof Error ? error.message : String(error);
  }
  const row = toRow(fault.name, injected, rig, trouble);
  await rig.close();
  return row;
}

/** Breaks the tail’s connection, sends lines meanwhile, and makes fal good again. */
export async function inject(rig: TailRig, { ending, then, history }: TailFault): Promise<void> {
  const { fal } = rig;
  await rig.untilLive();
  const asked = fal.askedFor('streamLogs').length;
  if (history !== undefined) fal.behaveAlways('logHistory', history);
  fal.behave('streamLogs', ...then);
  fal.breakStreams(ending);
  rig.send(LINES / 2);
  // Each answer of the fault is met before fal is good again; what ended for it is started once more.
  await until(
    'the fault is met',
    () => {
      rig.help();
      return fal.askedFor('streamLogs').length >= asked + Math.max(1, then.length);
    },
    PATIENCE,
  );
  rig.send(LINES / 2);
  await wait(300);
  fal.release();
  fal.behaveWell();
  // What a stream withholds that stays open, or writes in a form that is no entry, comes after the next break.
  if (then.some(withholds)) {
    await rig.untilConnected();
    await wait(1_500);
    fal.breakStreams('reset');
  }
  await rig.untilConnected();
  // A stream that replays nothing says so by what it sends next.
  rig.send(1);
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const withholds = (behaviour: BehaviourName | Behaviour): boolean => {
  const { stream, spoilt } = behaviourOf(behaviour);
  return stream?.commentsOnly === true || spoilt !== undefined;
};

export function toRow(fault: string, injected: number, { ledger }: TailRig, trouble = ''): FaultRow {
  const { sent, seen, lost, repeated, outOfOrder } = ledger;
  const order = outOfOrder === 0 ? '' : `${outOfOrder} out of order`;
  return { fault, injected, expected: sent, seen, lost, repeated, trouble: trouble || order };
}
