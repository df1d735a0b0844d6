import type { Recorded } from '../../src/core/tail/record';

/**
 * Counts what was sent against what was seen, in a byte each: a soak sends more lines than could be kept. Lines are
 * numbered, and may be sent twice alike.
 */
export class Ledger {
  private sentTimes = new Uint8Array(1 << 12);
  private seenTimes = new Uint8Array(1 << 12);
  private latest = -1;
  private lines = 0;
  sent = 0;
  seen = 0;
  /** Shown below a later one, though nothing said that it was late. */
  outOfOrder = 0;

  /** The text of another line, sent `times` times. */
  write(times: number): string {
    if (this.lines === this.sentTimes.length) {
      this.sentTimes = grown(this.sentTimes);
      this.seenTimes = grown(this.seenTimes);
    }
    this.sentTimes[this.lines] = times;
    this.sent += times;
    return `line ${this.lines++} – ünï çødé 🎈`;
  }

  see(recorded: Recorded): void {
    if (recorded.kind !== 'entry') return;
    const [, number] = /^line (\d+) – ünï çødé 🎈$/.exec(recorded.entry.message) ?? [];
    // What the made-up fal sends of its own.
    if (number === undefined) return;
    const line = Number(number);
    this.seenTimes[line] = (this.seenTimes[line] ?? 0) + 1;
    this.seen++;
    if (recorded.isLate === true) return;
    if (line < this.latest) this.outOfOrder++;
    this.latest = line;
  }

  get lost(): number {
    return this.sum((sent, seen) => sent - seen);
  }

  get repeated(): number {
    return this.sum((sent, seen) => seen - sent);
  }

  private sum(difference: (sent: number, seen: number) => number): number {
    let sum = 0;
    for (let line = 0; line < this.lines; line++)
      sum += Math.max(0, difference(this.sentTimes[line] ?? 0, this.seenTimes[line] ?? 0));
    return sum;
  }
}

function grown(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(bytes.length * 2);
  larger.set(bytes);
  return larger;
}
