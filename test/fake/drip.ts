import { realTimers } from './clock';

/**
 * Lets bytes out one in each turn of the event loop. Written within one turn they would be chunks of their own,
 * and still arrive together: `fetch` joins what it has not been asked for yet.
 */
export class Drip {
  private readonly queue: (number | (() => void))[] = [];
  private running = false;

  constructor(private readonly write: (byte: Buffer) => void) {}

  add(bytes: Buffer): void {
    for (const byte of bytes) this.queue.push(byte);
    this.run();
  }

  /** When all before it is out. */
  then(action: () => void): void {
    this.queue.push(action);
    this.run();
  }

  private run(): void {
    if (this.running) return;
    this.running = true;
    realTimers.setImmediate(() => {
      this.running = false;
      const next = this.queue.shift();
      if (typeof next === 'number') this.write(Buffer.of(next));
      else next?.();
      if (this.queue.length > 0) this.run();
    });
  }
}
