import * as vscode from 'vscode';
import { until } from '../../support/until';
import { documentOf, type BenchStage } from './benchStage';

/** A tail’s channel holds no more lines of this length: the first would be dropped and never seen. */
const LINES = 100_000;
const ROUNDS = 3;
const LINES_AT_ONCE = 1_000;
const LOOK_EVERY_MS = 5;

export type Rates = Readonly<Record<'tail' | 'blocks' | 'lines', number>>;

/** Lines per second of a burst into a channel that is open, until all are seen there: medians of turns. */
export async function measureRates(stage: BenchStage): Promise<Rates> {
  await stage.setMaxLines(2 * LINES);
  let text = '';
  const tail = async (): Promise<number> => {
    const { id, channel } = await stage.tail(`/${LINES}/waits,plain,small,short,dense`);
    await untilLines(channel, 1);
    const rate = await rateOf(channel, () => fetch(`${stage.origin}/burst`));
    text = documentOf(channel)?.getText() ?? '';
    await stage.stop(id);
    return rate;
  };
  await tail();
  // What a tail writes is what is then appended directly.
  const lines = text.split('\n').slice(0, LINES);
  const blocks: string[] = [];
  for (let at = 0; at < LINES; at += LINES_AT_ONCE)
    blocks.push(`${lines.slice(at, at + LINES_AT_ONCE).join('\n')}\n`);
  const each = lines.map((line) => `${line}\n`);

  const rates = { tail: [] as number[], blocks: [] as number[], lines: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.blocks.push(await appendTo(`blocks ${round}`, blocks));
    rates.tail.push(await tail());
    rates.lines.push(await appendTo(`lines ${round}`, each));
  }
  await stage.setMaxLines(undefined);
  return { tail: median(rates.tail), blocks: median(rates.blocks), lines: median(rates.lines) };
}

async function appendTo(name: string, texts: readonly string[]): Promise<number> {
  const channel = vscode.window.createOutputChannel(name, 'fal-log');
  channel.show(true);
  channel.append('first\n');
  await untilLines(name, 1);
  const rate = await rateOf(name, () => {
    for (const text of texts) channel.append(text);
  });
  channel.dispose();
  return rate;
}

async function rateOf(channel: string, begin: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await begin();
  await untilLines(channel, LINES);
  return (LINES * 1000) / (performance.now() - startedAt);
}

async function untilLines(channel: string, count: number): Promise<void> {
  await until(`${count} lines are seen in ${channel}`, () => (documentOf(channel)?.lineCount ?? 0) > count, {
    everyMs: LOOK_EVERY_MS,
    timeoutMs: 120_000,
  });
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
