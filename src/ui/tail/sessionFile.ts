import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { readRecord, writeRecord, type Recorded } from '../../core/tail/record';
import type { SessionLog } from '../../core/tail/transcript';

/** Two such parts are kept of a session; when the second is full, the first goes. */
const PART_BYTES = 256 * 1024 * 1024;
/** Lines wait so long for others, since a write each would cost more than all else; what is read is written first. */
const WRITE_WITHIN_MS = 100;
/** So many waiting characters are written at once, and hold back who brings more until they are. */
const MOST_WAITING_CHARS = 512 * 1024;
/** What is kept where no file can be written. */
const KEPT_IN_MEMORY = 20_000;
const OLDEST_MS = 7 * 24 * 60 * 60 * 1000;
const MOST_BYTES = 2 * 1024 * 1024 * 1024;

/** Lines that are not written yet, each with its line feed. */
interface Waiting {
  readonly lines: string[];
  /** Which of them hold late entries. */
  readonly late: number[];
  chars: number;
}

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
  private waiting: Waiting = nothing();
  private timer: NodeJS.Timeout | undefined;
  /** Never rejects. */
  private written: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: string,
    private readonly name: string,
    /** Called once, with the reason. */
    private readonly onFailure: (error: unknown) => void,
  ) {}

  get place(): string | undefined {
    return this.memory === undefined ? this.parts.at(-1)?.file : undefined;
  }

  /** Resolves when there is room for more. */
  append(recorded: readonly Recorded[]): Promise<void> {
    const { waiting } = this;
    for (const each of recorded) {
      const line = `${writeRecord(each)}\n`;
      if (each.kind === 'entry' && each.isLate === true) waiting.late.push(waiting.lines.length);
      waiting.lines.push(line);
      waiting.chars += line.length;
    }
    if (waiting.chars >= MOST_WAITING_CHARS) return this.write();
    if (waiting.lines.length > 0) this.timer ??= setTimeout(() => void this.write(), WRITE_WITHIN_MS);
    return Promise.resolve();
  }

  async *read(): AsyncGenerator<readonly Recorded[]> {
    await this.write();
    for (const part of this.parts) yield* readPart(part);
    if (this.memory !== undefined) yield this.memory;
  }

  async dispose(): Promise<void> {
    await this.write();
    const { handle } = this;
    this.handle = undefined;
    await handle?.close();
  }

  /** Writes what waits, after what is being written. Never rejects. */
  private write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { waiting } = this;
    this.waiting = nothing();
    if (waiting.lines.length > 0) this.written = this.written.then(() => this.keep(waiting));
    return this.written;
  }

  private async keep(waiting: Waiting): Promise<void> {
    if (this.memory === undefined) {
      try {
        await this.writeLines(waiting);
        return;
      } catch (error) {
        this.memory = [];
        this.onFailure(error);
      }
    }
    const late = new Set(waiting.late);
    const recorded = waiting.lines.map((line, index) => readLine(line, late.has(index)));
    this.memory = [...this.memory, ...recorded.filter((each) => each !== undefined)].slice(-KEPT_IN_MEMORY);
  }

  private async writeLines({ lines, late }: Waiting): Promise<void> {
    const part = await this.writablePart();
    const bytes = Buffer.from(lines.join(''));
    await this.handle?.appendFile(bytes);
    for (const index of late) part.late.add(part.lines + index);
    part.lines += lines.length;
    part.bytes += bytes.length;
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

const nothing = (): Waiting => ({ lines: [], late: [], chars: 0 });

function readLine(line: string, isLate: boolean): Recorded | undefined {
  const recorded = readRecord(line);
  return recorded?.kind === 'entry' && isLate ? { ...recorded, isLate } : recorded;
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
      const recorded = readLine(text, late.has(number++));
      if (recorded !== undefined) batch.push(recorded);
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
