import { open, type FileHandle } from 'node:fs/promises';
import type { SessionReading } from '../../core/tail/inOrder';
import { readRecord, type LateEntry, type Recorded } from '../../core/tail/record';

/** One NDJSON file of a session. */
export interface Part {
  readonly file: string;
  bytes: number;
  lines: number;
  /** Which of its lines hold late entries: the file holds entries as fal sent them, and nothing of ours. */
  readonly late: Set<number>;
}

interface OpenPart extends Pick<Part, 'bytes' | 'late'> {
  readonly handle: FileHandle;
}

/** @param memory what could be kept in no file. */
export async function openParts(
  parts: readonly Part[],
  memory: readonly Recorded[],
  gone: number,
): Promise<SessionReading> {
  const opened: OpenPart[] = [];
  let missing = 0;
  for (const { file, bytes, lines, late } of parts) {
    try {
      // Open, it can be read to its end, though it be removed meanwhile.
      opened.push({ handle: await open(file, 'r'), bytes, late: new Set(late) });
    } catch {
      // Someone cleared the storage: the rest is worth having.
      missing += lines;
    }
  }
  return {
    gone: gone + missing,
    async *all() {
      for (const part of opened) yield* readPart(part);
      yield memory;
    },
    async *late() {
      for (const part of opened)
        if (part.late.size > 0)
          for await (const batch of readPart(part, part.late)) yield batch.filter(isLate);
      yield memory.filter(isLate);
    },
    async close() {
      for (const { handle } of opened) await handle.close();
    },
  };
}

export function readLine(line: string, isLate: boolean): Recorded | undefined {
  const recorded = readRecord(line);
  return recorded?.kind === 'entry' && isLate ? { ...recorded, isLate } : recorded;
}

const isLate = (recorded: Recorded): recorded is LateEntry =>
  recorded.kind === 'entry' && recorded.isLate === true;

/** @param wanted the numbers of the lines that are read; all unless told. */
async function* readPart(
  { handle, bytes, late }: OpenPart,
  wanted?: ReadonlySet<number>,
): AsyncGenerator<readonly Recorded[]> {
  if (bytes === 0) return;
  let rest = '';
  let number = 0;
  const stream = handle.createReadStream({
    start: 0,
    // The file may have grown since it was opened, be it by half a line that a full disk cut.
    end: bytes - 1,
    autoClose: false,
    encoding: 'utf8',
    highWaterMark: 1024 * 1024,
  });
  for await (const chunk of stream as AsyncIterable<string>) {
    const texts = (rest + chunk).split('\n');
    rest = texts.pop() ?? '';
    const batch: Recorded[] = [];
    for (const text of texts) {
      const isWanted = wanted?.has(number) ?? true;
      const recorded = isWanted ? readLine(text, late.has(number)) : undefined;
      number++;
      if (recorded !== undefined) batch.push(recorded);
    }
    yield batch;
  }
}
