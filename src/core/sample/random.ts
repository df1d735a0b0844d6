/** Repeatable chance: a 32-bit linear congruential walk, its low bits mixed away. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** 0 ≤ x < 1. */
  next(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    const mixed = Math.imul(this.state ^ (this.state >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
  }

  /** An integer, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.between(0, from.length - 1)] ?? from[0];
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits)
      text += Math.floor(this.next() * 2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return text.slice(0, digits);
  }

  /** Version 4, as runners have. */
  uuid(): string {
    return this.uuidWith(`${this.hex(8)}${this.hex(4)}`, '4');
  }

  /** Version 7, as requests have: its first 48 bits are the time. */
  uuidOf(ms: number): string {
    return this.uuidWith(Math.floor(ms).toString(16).padStart(12, '0'), '7');
  }

  private uuidWith(head: string, version: '4' | '7'): string {
    const variant = this.pick(['8', '9', 'a', 'b']);
    return `${head.slice(0, 8)}-${head.slice(8)}-${version}${this.hex(3)}-${variant}${this.hex(3)}-${this.hex(12)}`;
  }
}
