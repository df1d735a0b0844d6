import type { ServerResponse } from 'node:http';
import type { LogRow } from '../../src/core/sample/wire';
import type { Behaviour, StreamEnding, StreamScript } from './behaviour';
import { realTimers } from './clock';
import { Drip } from './drip';
import { restyle } from './restyle';
import { spoilItem } from './spoil';
import { COMMENT, cutInCharacter, cutInEvent, errorEvent, rowsPerEvent, writeEvent } from './streamEvents';

const HUGE_LINE_BYTES = 1_000_000;

/** One open log stream and its script. */
export class LogStream {
  private readonly script: StreamScript;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly drip: Drip | undefined;
  private sent = 0;
  private quiet = false;

  constructor(
    private readonly response: ServerResponse,
    private readonly behaviour: Behaviour,
    private readonly exampleRow: LogRow,
    pingMs: number,
  ) {
    this.script = behaviour.stream ?? {};
    if (this.script.byteByByte) this.drip = new Drip((byte) => response.write(byte));
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
    });
    response.flushHeaders();
    response.on('close', () => {
      this.quiet = true;
      this.timers.forEach((timer) => realTimers.clearInterval(timer));
    });
    this.timers.push(realTimers.setInterval(() => this.write(COMMENT), pingMs).unref());
    if (this.script.byteOrderMark) this.write('\uFEFF');
    if (this.script.commentsOnly) this.write(COMMENT.repeat(3));
    if (this.script.hugeLine) this.send([{ ...exampleRow, message: 'x'.repeat(HUGE_LINE_BYTES) }]);
    if (this.script.ending && this.script.after === 0) this.end(this.script.ending);
  }

  send(rows: readonly LogRow[]): void {
    const { ending, after = 3, commentsOnly } = this.script;
    if (commentsOnly) return;
    const most = ending ? after - this.sent : Infinity;
    const now = rows
      .slice(0, most)
      .map((row) => spoilItem(restyle(row, this.behaviour), this.behaviour.spoilt));
    const step = rowsPerEvent(this.script);
    for (let index = 0; index < now.length; index += step)
      this.write(writeEvent(now.slice(index, index + step), this.script));
    this.sent += now.length;
    if (ending && this.sent >= after) this.end(ending, rows[now.length]);
  }

  /** `cutRow`: the entry in whose middle it may end. */
  end(ending: StreamEnding, cutRow = this.exampleRow): void {
    if (this.quiet) return;
    if (ending === 'midCharacter') this.write(cutInCharacter(cutRow));
    if (ending === 'midEvent') this.write(cutInEvent(cutRow));
    if (ending === 'error') this.write(errorEvent(this.script.errorText ?? 'Log backend is not available'));
    this.quiet = true;
    if (ending === 'silence') return;
    const { response } = this;
    const close = () => {
      if (ending !== 'reset') response.end();
      // What was written before goes out first, or the reset would take it along.
      else response.socket?.write('', () => response.socket?.resetAndDestroy());
    };
    if (this.drip) this.drip.then(close);
    else close();
  }

  /** Ends cleanly then, as a stream with an `end` does. */
  endIn(ms: number): void {
    this.timers.push(realTimers.setTimeout(() => this.end('clean'), Math.min(ms, 2 ** 31 - 1)).unref());
  }

  write(what: string | Buffer): void {
    if (this.quiet) return;
    const { newline } = this.script;
    const bytes = Buffer.from(typeof what === 'string' && newline ? what.replaceAll('\n', newline) : what);
    if (this.drip) this.drip.add(bytes);
    else this.response.write(bytes);
  }
}
