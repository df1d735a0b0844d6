import * as vscode from 'vscode';
import { until } from '../../support/until';
import { documentOf, type BenchStage } from './benchStage';

const SAMPLES = 60;
const TURNS = 2;

/** 95 of 100 were seen within so many milliseconds: of the server's writing, and of a direct append. */
export interface Latency {
  readonly tail: number;
  readonly direct: number;
}

export async function measureLatency(stage: BenchStage): Promise<Latency> {
  const seenAt = new Map<string, number>();
  const listening = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (document.languageId !== 'fal-log') return;
    for (const { text } of contentChanges)
      for (const [marker] of text.matchAll(/(?:emitted|appended) \d+\./g)) seenAt.set(marker, Date.now());
  });
  const untilSeen = (marker: string): Promise<number> =>
    until(`“${marker}” is seen`, () => seenAt.get(marker), { everyMs: 2 });

  const { tail, direct }: Record<keyof Latency, number[]> = { tail: [], direct: [] };
  for (let turn = 0; turn < TURNS; turn++) {
    const name = `direct ${turn}`;
    const channel = vscode.window.createOutputChannel(name, 'fal-log');
    channel.show(true);
    channel.append('first\n');
    await until('the channel is open', () => documentOf(name)?.getText().includes('first'));
    for (let sample = 0; sample < SAMPLES; sample++) {
      const marker = `appended ${turn * SAMPLES + sample}.`;
      const at = Date.now();
      channel.append(`2026-01-01 12:00:00.000 [info] [bench] ${marker}\n`);
      direct.push((await untilSeen(marker)) - at);
    }
    channel.dispose();

    const started = await stage.tail('/1/live');
    await until('the tail is seen', () => (documentOf(started.channel)?.lineCount ?? 0) > 1);
    for (let sample = 0; sample < SAMPLES; sample++) {
      const emitted: unknown = await (await fetch(`${stage.origin}/emit`)).json();
      const { message, at } = emitted as { readonly message: string; readonly at: number };
      tail.push((await untilSeen(message)) - at);
    }
    await stage.stop(started.id);
  }
  listening.dispose();
  return { tail: p95(tail), direct: p95(direct) };
}

const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? NaN;
