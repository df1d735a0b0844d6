import type { ServerResponse } from 'node:http';
import { readFollowed } from '../../src/core/sample/answers/follow';
import type { Params } from '../../src/core/sample/answers/params';
import { formatInstant } from '../../src/core/sample/instant';
import type { LogRow } from '../../src/core/sample/wire';
import type { KeptLog, World } from '../../src/core/sample/world';
import type { Behaviour, StreamEnding, StreamScript } from './behaviour';
import { LogStream } from './logStream';

/** `POST /serverless/logs/stream`: what there is since `start`, then what comes. */
export class Streams {
  private readonly open = new Set<LogStream>();

  constructor(
    private readonly world: World,
    private readonly pingMs: number,
    private readonly didChange: () => void,
  ) {}

  get count(): number {
    return this.open.size;
  }

  /** @throws {Refusal} before anything was answered. */
  start(params: Params, body: string, behaviour: Behaviour, response: ServerResponse): void {
    const { start, end, isWanted } = readFollowed(this.world, params, body);
    const stream = new LogStream(response, behaviour, this.exampleRow(), this.pingMs);
    const stopListening = this.world.onLog((log) => {
      if (isWanted(log)) stream.send([log.row]);
    });
    this.open.add(stream);
    response.on('close', () => {
      stopListening();
      this.open.delete(stream);
      this.didChange();
    });
    const wanted = this.world.logs.filter(isWanted);
    stream.send(replay(wanted, start, behaviour.stream ?? {}));
    if (end !== undefined) {
      const leftMs = end / 1000 - this.world.now();
      if (leftMs <= 0) stream.end('clean');
      else stream.endIn(leftMs);
    }
    this.didChange();
  }

  /** Ends every open stream; returns how many there were. */
  break(ending: StreamEnding): number {
    const streams = [...this.open];
    streams.forEach((stream) => stream.end(ending));
    return streams.length;
  }

  /** Raw text to every open stream, for forms that no script has. */
  write(text: string): void {
    this.open.forEach((stream) => stream.write(text));
  }

  private exampleRow(): LogRow {
    const timestamp = formatInstant(this.world.now() * 1000);
    return { timestamp, level: 'info', message: 'Loading weights', app: 'my-app', revision: '' };
  }
}

function replay(wanted: readonly KeptLog[], start: number, script: StreamScript): readonly LogRow[] {
  const { replay: form, replayCount = 2 } = script;
  if (form === 'none') return [];
  const found = wanted.findIndex(({ at }) => at >= start);
  const first = found < 0 ? wanted.length : found;
  const shift = form === 'repeats' ? -replayCount : form === 'gaps' ? replayCount : 0;
  return wanted.slice(Math.max(0, first + shift)).map(({ row }) => row);
}
