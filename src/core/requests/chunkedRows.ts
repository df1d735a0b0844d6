/** A page and what arrives between two of them touch one or two of these. */
const MOST_IN_CHUNK = 128;

/**
 * A long list in chunks that never change. What is done at its top or its end leaves the other chunks the very arrays
 * they were, so that it costs by what it touches, and what was made of a chunk can be kept with it.
 */
export class ChunkedRows<T> implements Iterable<T> {
  readonly length: number;

  private constructor(readonly chunks: readonly (readonly T[])[]) {
    this.length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  static of<T>(rows: readonly T[]): ChunkedRows<T> {
    return new ChunkedRows(cut(rows));
  }

  get first(): T | undefined {
    return this.chunks[0]?.[0];
  }

  get last(): T | undefined {
    return this.chunks.at(-1)?.at(-1);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const chunk of this.chunks) yield* chunk;
  }

  /** With `rows` in place of the first `count`. */
  replaceTop(count: number, rows: readonly T[]): ChunkedRows<T> {
    const old = this.rowsIn(this.chunksFor(count)).slice(0, count);
    const most = Math.min(old.length, rows.length);
    let same = 0;
    while (same < most && old[old.length - 1 - same] === rows[rows.length - 1 - same]) same++;
    const [lost, come] = [old.length - same, rows.slice(0, rows.length - same)];
    // The first chunk is always taken along, or what arrives by threes would stay in chunks of three.
    const at = Math.max(1, this.chunksFor(lost));
    const top = [...come, ...this.rowsIn(at).slice(lost)];
    const small = top.length % MOST_IN_CHUNK;
    return new ChunkedRows([...cut(top.slice(0, small)), ...cut(top.slice(small)), ...this.chunks.slice(at)]);
  }

  append(rows: readonly T[]): ChunkedRows<T> {
    if (rows.length === 0) return this;
    const last = this.chunks.at(-1) ?? [];
    return new ChunkedRows([...this.chunks.slice(0, -1), ...cut([...last, ...rows])]);
  }

  concat(others: ChunkedRows<T>): ChunkedRows<T> {
    return new ChunkedRows([...this.chunks, ...others.chunks]);
  }

  /** The first `count` rows, and the others. */
  splitAt(count: number): readonly [top: ChunkedRows<T>, rest: ChunkedRows<T>] {
    let at = 0;
    let left = count;
    for (const chunk of this.chunks) {
      if (chunk.length > left) break;
      left -= chunk.length;
      at++;
    }
    const torn = left === 0 ? [] : (this.chunks[at] ?? []);
    return [
      new ChunkedRows([...this.chunks.slice(0, at), ...cut(torn.slice(0, left))]),
      new ChunkedRows([...cut(torn.slice(left)), ...this.chunks.slice(torn.length === 0 ? at : at + 1)]),
    ];
  }

  /** How many at the end, without a break, are so. */
  countAtEnd(isSo: (row: T) => boolean): number {
    let count = 0;
    for (const chunk of this.chunks.toReversed()) {
      const at = chunk.findLastIndex((row) => !isSo(row));
      count += chunk.length - 1 - at;
      if (at >= 0) break;
    }
    return count;
  }

  /** Of the chunks that the first `within` rows stand in; those where nothing changes stay the same. */
  map(change: (row: T) => T, within = this.length): ChunkedRows<T> {
    const count = this.chunksFor(within);
    const changed = this.chunks.slice(0, count).map((chunk) => {
      const rows = chunk.map(change);
      return rows.every((row, at) => row === chunk[at]) ? chunk : rows;
    });
    return new ChunkedRows([...changed, ...this.chunks.slice(count)]);
  }

  private rowsIn(chunks: number): readonly T[] {
    const none: readonly T[] = [];
    return none.concat(...this.chunks.slice(0, chunks));
  }

  /** How many chunks the first `count` rows stand in. */
  private chunksFor(count: number): number {
    let at = 0;
    for (let left = count; left > 0 && at < this.chunks.length; at++) left -= this.chunks[at]?.length ?? 0;
    return at;
  }
}

function cut<T>(rows: readonly T[]): (readonly T[])[] {
  const chunks: (readonly T[])[] = [];
  for (let at = 0; at < rows.length; at += MOST_IN_CHUNK) chunks.push(rows.slice(at, at + MOST_IN_CHUNK));
  return chunks;
}
