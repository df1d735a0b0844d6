import * as vscode from 'vscode';
import { until } from '../../support/until';
import { documentOf, type BenchStage } from './benchStage';

const LINES = 40_000;
const ROUNDS = 3;
const LINES_AT_ONCE = 1_000;
const LOOK_EVERY_MS = 5;

export type Rates = Readonly<Record<'tail' | 'blocks' | 'lines', number>>;

/** Lines per second, from the first to all of them seen in the channel: medians of turns. */
export async function measureRates(stage: BenchStage): Promise<Rates> {
  await stage.setMaxLines(10 * LINES);
  const tail = async (): Promise<string> => {
    const { id, channel } = await stage.tail(`/${LINES}/live`);
    const text = await seenIn(channel);
    await stage.stop(id);
    return text;
  };
  // What a tail writes is what is then appended directly.
  const lines = (await tail()).split('\n').slice(0, LINES);
  const blocks: string[] = [];
  for (let at = 0; at < LINES; at += LINES_AT_ONCE)
    blocks.push(`${lines.slice(at, at + LINES_AT_ONCE).join('\n')}\n`);
  const each = lines.map((line) => `${line}\n`);

  const rates = { tail: [] as number[], blocks: [] as number[], lines: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.blocks.push(await rateOf(() => append(`blocks ${round}`, blocks)));
    rates.tail.push(await rateOf(tail));
    rates.lines.push(await rateOf(() => append(`lines ${round}`, each)));
  }
  await stage.setMaxLines(undefined);
  return { tail: median(rates.tail), blocks: median(rates.blocks), lines: median(rates.lines) };
}

async function append(name: string, texts: readonly string[]): Promise<void> {
  const channel = vscode.window.createOutputChannel(name, 'fal-log');
  channel.show(true);
  for (const text of texts) channel.append(text);
  await seenIn(name);
  channel.dispose();
}

async function seenIn(channel: string): Promise<string> {
  const document = await until(
    `all lines are seen in ${channel}`,
    () => {
      const found = documentOf(channel);
      return found !== undefined && found.lineCount > LINES ? found : undefined;
    },
    { everyMs: LOOK_EVERY_MS, timeoutMs: 120_000 },
  );
  return document.getText();
}

async function rateOf(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return (LINES * 1000) / (performance.now() - startedAt);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
