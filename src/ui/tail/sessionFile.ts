import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { SessionReading } from '../../core/tail/inOrder';
import { writeRecord, type Recorded } from '../../core/tail/record';
import type { SessionLog } from '../../core/tail/transcript';
import { openParts, readLine, type Part } from './sessionParts';

/** Two such parts are kept of a session; when the second is full, the first goes. */
const PART_BYTES = 256 * 1024 * 1024;
/** Lines wait so long for others, since a write each would cost more than all else; what is read is written first. */
const WRITE_WITHIN_MS = 100;
/** So many waiting characters are written at once, and hold back who brings more until those before them are. */
const MOST_WAITING_CHARS = 512 * 1024;
/** What is kept where no file can be written. */
const KEPT_IN_MEMORY = 20_000;

/** Lines that are not written yet, each with its line feed. */
interface Waiting {
  readonly lines: string[];
  /** Which of them hold late entries. */
  readonly late: number[];
  chars: number;
}

/** A tail's session log as NDJSON files. Where they cannot be written, it says so once and keeps the last in memory. */
export class SessionFile implements SessionLog {
  private parts: Part[] = [];
  private handle: FileHandle | undefined;
  private memory: Recorded[] | undefined;
  private count = 0;
  /** Lines of files that went, and lines that went from memory. */
  private lost = 0;
  private forgotten = 0;
  private waiting: Waiting = nothing();
  private timer: NodeJS.Timeout | undefined;
  private isDisposed = false;
  /** Never rejects. */
  private written: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: string,
    /** What the names of its files begin with. */
    readonly name: string,
    /** Called once, with the reason. */
    private readonly onFailure: (error: unknown) => void,
    private readonly partBytes = PART_BYTES,
  ) {}

  get place(): string | undefined {
    return this.memory === undefined ? this.places.join(', ') : undefined;
  }

  /** Its files. The first is named before it is made: what waits will be in it. */
  get places(): readonly string[] {
    return this.parts.length === 0 ? [this.fileAt(1)] : this.files;
  }

  get files(): readonly string[] {
    return this.parts.map(({ file }) => file);
  }

  get gone(): number {
    return this.parts.length === 0 ? this.forgotten : this.lost;
  }

  /** Resolves when there is room for more. */
  append(recorded: readonly Recorded[]): Promise<void> {
    const { waiting } = this;
    // Who was told to stop may have something to say yet; what was taken away must not come back for that.
    if (this.isDisposed) return Promise.resolve();
    for (const each of recorded) {
      const line = `${writeRecord(each)}\n`;
      if (each.kind === 'entry' && each.isLate === true) waiting.late.push(waiting.lines.length);
      waiting.lines.push(line);
      waiting.chars += line.length;
    }
    if (waiting.chars >= MOST_WAITING_CHARS) {
      // What came before has to be written, while this is being written more may come.
      const { written } = this;
      void this.write();
      return written;
    }
    if (waiting.lines.length > 0) this.timer ??= setTimeout(() => void this.write(), WRITE_WITHIN_MS);
    return Promise.resolve();
  }

  async open(): Promise<SessionReading> {
    await this.write();
    return openParts(this.parts, [...this.hole(), ...(this.memory ?? [])], this.gone);
  }

  async dispose(): Promise<void> {
    this.isDisposed = true;
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
    const all = [...this.memory, ...recorded.filter((each) => each !== undefined)];
    this.memory = all.slice(-KEPT_IN_MEMORY);
    this.forgotten += all.length - this.memory.length;
  }

  /** What there is to say between the files and the memory, where the first of that is gone. */
  private hole(): Recorded[] {
    if (this.forgotten === 0 || this.parts.length === 0) return [];
    const text =
      this.forgotten === 1
        ? vscode.l10n.t('1 line is missing here: it could not be written.')
        : vscode.l10n.t('{0} lines are missing here: they could not be written.', this.forgotten);
    return [{ kind: 'note', time: Date.now(), level: 'warning', text }];
  }

  private async writeLines({ lines, late }: Waiting): Promise<void> {
    const part = await this.writablePart();
    const bytes = Buffer.from(lines.join(''));
    await this.handle?.appendFile(bytes);
    for (const index of late) part.late.add(part.lines + index);
    part.lines += lines.length;
    part.bytes += bytes.length;
  }

  private fileAt(count: number): string {
    return path.join(this.folder, `${this.name}.${count}.ndjson`);
  }

  private async writablePart(): Promise<Part> {
    const part = this.parts.at(-1);
    if (this.handle !== undefined && part !== undefined && part.bytes < this.partBytes) return part;
    await this.handle?.close();
    this.handle = undefined;
    await mkdir(this.folder, { recursive: true });
    const next = {
      file: this.fileAt(++this.count),
      bytes: 0,
      lines: 0,
      late: new Set<number>(),
    };
    this.handle = await open(next.file, 'a');
    const gone = this.parts.slice(0, -1);
    this.parts = [...this.parts.slice(-1), next];
    for (const { file, lines } of gone) {
      this.lost += lines;
      await rm(file, { force: true });
    }
    return next;
  }
}

const nothing = (): Waiting => ({ lines: [], late: [], chars: 0 });
