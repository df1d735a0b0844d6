/**
 * `node bench.mjs [name…]`: runs every bench, or those whose path holds one of the names, and judges its rows. Where all
 * of them ran, it writes them to `docs/benchmarks.md`.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUILT } from '../support/root';
import { drawTable } from '../support/table';
import { writeReport } from './report';
import { isWithin, ratioOf, type Bench, type BenchRow, type Bound } from './row';

const HOME = path.join(BUILT, 'bench');
const ENDING = '.bench.mjs';
const HEADS = ['', 'unit', 'ours', 'baseline', 'ratio', 'bound', ''];

const names = process.argv.slice(2);
const found = fs
  .readdirSync(HOME, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith(ENDING))
  .filter((file) => names.length === 0 || names.some((name) => file.includes(name)))
  .sort();
if (found.length === 0) throw new Error(`No bench below ${HOME} has one of these names: ${names.join(', ')}`);

const rows: BenchRow[] = [];
let isWhole = names.length === 0;
for (const file of found) {
  console.log(`${file.slice(0, -ENDING.length)} …`);
  try {
    const loaded: unknown = await import(pathToFileURL(path.join(HOME, file)).href);
    if (!hasBench(loaded)) throw new Error(`${file} exports no bench by default.`);
    rows.push(...(await loaded.default()));
  } catch (error) {
    console.error(error);
    isWhole = false;
    process.exitCode = 1;
  }
}
const cells = rows.map(toCells);
console.log(`\n${drawTable([HEADS, ...cells], (column) => column >= 2 && column <= 4)}`);
if (isWhole) console.log(`\nWritten to ${writeReport(HEADS, cells)}`);
if (rows.some((row) => !('skipped' in row) && !isWithin(row))) process.exitCode = 1;

function hasBench(loaded: unknown): loaded is { readonly default: Bench } {
  return (
    typeof loaded === 'object' &&
    loaded !== null &&
    'default' in loaded &&
    typeof loaded.default === 'function'
  );
}

function toCells(row: BenchRow): string[] {
  if ('skipped' in row) return [row.name, '', '', '', '', '', `skipped: ${row.skipped}`];
  const { name, unit, ours, baseline, bound } = row;
  const ratio = ratioOf(row);
  return [
    name,
    unit,
    toFigure(ours),
    toFigure(baseline),
    Number.isFinite(ratio) ? ratio.toFixed(2) : '',
    ...(bound === undefined ? ['', ''] : [describeBound(bound), isWithin(row) ? '✔' : '✘ missed']),
  ];
}

function toFigure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 });
}

function describeBound(bound: Bound): string {
  if ('ratioAtLeast' in bound) return `≥ ${bound.ratioAtLeast} ×`;
  if ('ratioAtMost' in bound) return `≤ ${bound.ratioAtMost} ×`;
  return `≤ ${bound.aboveAtMost} above`;
}
