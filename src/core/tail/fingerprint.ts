import type { LogEntry } from '../fal/types';

/**
 * What the stream and history are sure to tell alike of an entry (its millisecond, its text, its runner and request),
 * as a number of 53 bits: two of 100,000 entries get the same one by a chance of one in a million.
 */
export function fingerprintOf({ time, message, labels }: LogEntry): number {
  const hash = new Hash();
  hash.put(String(time));
  hash.put(message);
  hash.put(labels.fal_job_id ?? '');
  hash.put(labels.fal_request_id ?? '');
  return hash.value;
}

/** A text of any length, of which 53 bits are enough. */
export function printOf(text: string): number {
  const hash = new Hash();
  hash.put(text);
  return hash.value;
}

/** FNV-1a, twice with other primes: it runs for each line of a flood. */
class Hash {
  private low = 0x811c9dc5;
  private high = 0x9e3779b9;

  put(text: string): void {
    let { low, high } = this;
    for (let at = 0; at < text.length; at++) {
      const char = text.charCodeAt(at);
      low = Math.imul(low ^ char, 0x01000193);
      high = Math.imul(high ^ char, 0x85ebca6b);
      high ^= high >>> 15;
    }
    // An end, so that no text can pass for the beginning of the next.
    this.low = Math.imul(low ^ 0x10000, 0x01000193);
    this.high = Math.imul(high ^ 0x10000, 0x85ebca6b);
  }

  get value(): number {
    return (this.high >>> 11) * 2 ** 32 + (this.low >>> 0);
  }
}
