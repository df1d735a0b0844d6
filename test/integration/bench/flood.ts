import assert from 'node:assert/strict';
import { createReadStream, readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { until } from '../../support/until';
import { documentOf, type BenchStage } from './benchStage';

const LINES = 1_000_000;
const BREAKS = 200;
const LOOK_EVERY_LINES = 50_000;
const MB = 1024 * 1024;

export interface Flood {
  readonly lines: number;
  /** How many lines the session file has, and how many of them are different. */
  readonly kept: number;
  readonly different: number;
  readonly reconnects: number;
  readonly startMb: number;
  /** The most that was live at any look. */
  readonly mostMb: number;
  readonly seconds: number;
  /** Whether the channel shows the last line in the end. */
  readonly isEndSeen: boolean;
}

export async function measureFlood(stage: BenchStage): Promise<Flood> {
  const startMb = liveMb();
  const startedAt = Date.now();
  const { id, channel } = await stage.tail(`/${LINES}/small,dense,breaks${BREAKS}`);
  const { transcript, session, life } = stage.door.tails.get(id);
  let mostMb = 0;
  let lookAt = 0;
  await until(
    'all lines came',
    () => {
      // A person who waits for nothing: else the pauses between the tries would take most of an hour.
      if (life.state.kind === 'waiting') life.reconnect();
      const { received } = transcript.figures;
      if (received >= lookAt) {
        mostMb = Math.max(mostMb, liveMb());
        lookAt = received + LOOK_EVERY_LINES;
      }
      return received >= LINES;
    },
    { everyMs: 5, timeoutMs: 600_000 },
  );
  const seconds = (Date.now() - startedAt) / 1000;
  const end = `image ${LINES - 1} has`;
  const isEndSeen = await until('the last line is seen', () => documentOf(channel)?.getText().includes(end), {
    timeoutMs: 40_000,
    everyMs: 500,
  }).catch(() => false);
  const { reconnects } = life;
  await stage.stop(id);
  // What is read is written first.
  await (await session.open()).close();
  mostMb = Math.max(mostMb, liveMb());
  const place = session.files[0] ?? assert.fail('There is no session file.');
  return { lines: LINES, ...(await countIn(place)), reconnects, startMb, mostMb, seconds, isEndSeen };
}

async function countIn(place: string): Promise<Pick<Flood, 'kept' | 'different'>> {
  const folder = path.dirname(place);
  const name = path.basename(place).replace(/\d+\.ndjson$/, '');
  const timestamps = new Set<string>();
  let kept = 0;
  for (const file of readdirSync(folder).filter((each) => each.startsWith(name))) {
    for await (const line of createInterface({ input: createReadStream(path.join(folder, file)) })) {
      // No two entries have the same; what the tail itself had to say has none.
      const timestamp = /^\{"timestamp":"([^"]+)"/.exec(line)?.[1];
      if (timestamp === undefined) continue;
      kept++;
      timestamps.add(timestamp);
    }
  }
  return { kept, different: timestamps.size };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function liveMb(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MB;
}
