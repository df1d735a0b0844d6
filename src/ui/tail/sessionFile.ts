import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { readRecord, writeRecord, type Recorded } from '../../core/tail/record';
import type { SessionLog } from '../../core/tail/transcript';

/** Two such parts are kept of a session; when the second is full, the first goes. */
const PART_BYTES = 256 * 1024 * 1024;
/** What is kept where no file can be written. */
const KEPT_IN_MEMORY = 20_000;
const OLDEST_MS = 7 * 24 * 60 * 60 * 1000;
const MOST_BYTES = 2 * 1024 * 1024 * 1024;

interface Part {
  readonly file: string;
  bytes: number;
  lines: number;
  /** Which of its lines hold late entries: the file holds entries as fal sent them, and nothing of ours. */
  readonly late: Set<number>;
}

/** A tail's session log as NDJSON files. Where they cannot be written, it says so once and keeps the last in memory. */
export class SessionFile implements SessionLog {
  private parts: Part[] = [];
  private handle: FileHandle | undefined;
  private memory: Recorded[] | undefined;
  private count = 0;

  constructor(
    private readonly folder: string,
    private readonly name: string,
    /** Called once, with the reason. */
    private readonly onFailure: (error: unknown) => void,
  ) {}

  get place(): string | undefined {
    return this.memory === undefined ? this.parts.at(-1)?.file : undefined;
  }

  async append(recorded: readonly Recorded[]): Promise<void> {
    if (recorded.length === 0) return;
    if (this.memory !== undefined) {
      this.memory = [...this.memory, ...recorded].slice(-KEPT_IN_MEMORY);
      return;
    }
    try {
      const part = await this.writablePart();
      const text = recorded.map((each) => `${writeRecord(each)}\n`).join('');
      const { bytesWritten } = (await this.handle?.write(text)) ?? { bytesWritten: 0 };
      recorded.forEach((each, index) => {
        if (each.kind === 'entry' && each.isLate === true) part.late.add(part.lines + index);
      });
      part.lines += recorded.length;
      part.bytes += bytesWritten;
    } catch (error) {
      this.memory = recorded.slice(-KEPT_IN_MEMORY);
      this.onFailure(error);
    }
  }

  async *read(): AsyncGenerator<readonly Recorded[]> {
    for (const part of this.parts) yield* readPart(part);
    if (this.memory !== undefined) yield this.memory;
  }

  async dispose(): Promise<void> {
    const { handle } = this;
    this.handle = undefined;
    await handle?.close();
  }

  private async writablePart(): Promise<Part> {
    const part = this.parts.at(-1);
    if (this.handle !== undefined && part !== undefined && part.bytes < PART_BYTES) return part;
    await this.handle?.close();
    this.handle = undefined;
    await mkdir(this.folder, { recursive: true });
    const next = {
      file: path.join(this.folder, `${this.name}.${++this.count}.ndjson`),
      bytes: 0,
      lines: 0,
      late: new Set<number>(),
    };
    this.handle = await open(next.file, 'a');
    const gone = this.parts.slice(0, -1);
    this.parts = [...this.parts.slice(-1), next];
    for (const { file } of gone) await rm(file, { force: true });
    return next;
  }
}

async function* readPart({ file, lines, late }: Part): AsyncGenerator<readonly Recorded[]> {
  let rest = '';
  let number = 0;
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 1024 * 1024 });
  for await (const chunk of stream as AsyncIterable<string>) {
    const texts = (rest + chunk).split('\n');
    rest = texts.pop() ?? '';
    const batch: Recorded[] = [];
    for (const text of texts) {
      if (number >= lines) break;
      const recorded = readRecord(text);
      if (recorded?.kind === 'entry' && late.has(number)) batch.push({ ...recorded, isLate: true });
      else if (recorded !== undefined) batch.push(recorded);
      number++;
    }
    yield batch;
  }
}

/** Removes session files that nobody will look at: a week old, or the oldest where all are too much. */
export async function removeOldSessions(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.ndjson'))
      .map(async (name) => {
        const file = path.join(folder, name);
        const { size, mtimeMs } = await stat(file);
        return { file, size, mtimeMs };
      }),
  );
  let sum = 0;
  for (const { file, size, mtimeMs } of files.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    sum += size;
    if (now - mtimeMs > OLDEST_MS || sum > MOST_BYTES) await rm(file, { force: true });
  }
}
