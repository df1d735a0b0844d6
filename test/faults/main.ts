/**
 * `npm run test:faults`: what a tail and the explorer make of everything that can go wrong, over real HTTP, as a table.
 * Exits with 1 when anything is lost, repeated or out of order, or when memory or open handles grow.
 */
import { parseArgs } from 'node:util';
import { Random } from '../../src/core/sample/random';
import { drawTable } from '../support/table';
import { REQUEST_FAULTS, runRequestFault } from './requestFaults';
import { HEADS, isFigure, isGood, toCells, type FaultRow } from './row';
import { soak } from './soak';
import { runTailFault, TAIL_FAULTS } from './tailFaults';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** How often each fault is met. */
    times: { type: 'string', default: '3' },
    /** Minutes of random faults. */
    soak: { type: 'string', default: '0.5' },
    /** Those faults alone whose name holds this. */
    only: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
const times = Number(values.times);
const minutes = Number(values.soak);
const isWanted = (name: string): boolean => name.includes(values.only);

console.log(`Seed ${seed}. Faults first, about 3 minutes; then ${minutes} minutes of soak.\n`);
const rows: FaultRow[] = [];
for (const fault of REQUEST_FAULTS)
  if (isWanted(`requests: ${fault}`)) rows.push(await runRequestFault(fault, times));
// Each has a fal and a tail of its own, and most of their time is waiting.
const tails = TAIL_FAULTS.filter(({ name }) => isWanted(name));
rows.unshift(
  ...(await Promise.all(tails.map((fault, at) => runTailFault(fault, times, new Random(seed + at))))),
);
if (minutes > 0) rows.push(await soak(minutes, new Random(seed)));

console.log(drawTable([HEADS, ...rows.map(toCells)], isFigure));
const bad = rows.filter((row) => !isGood(row));
console.log(`\n${rows.length - bad.length} good, ${bad.length} bad. The same once more: --seed ${seed}`);
process.exitCode = bad.length === 0 ? 0 : 1;
