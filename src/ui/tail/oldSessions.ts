import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const OLDEST_MS = 7 * 24 * 60 * 60 * 1000;
const MOST_BYTES = 2 * 1024 * 1024 * 1024;

export interface OldSessionsOptions {
  readonly now: number;
  /** Of those that this process made. */
  readonly isOpenHere: (name: string) => boolean;
  readonly mostBytes?: number;
}

/** What the names of a session's files begin with. It says whose they are, for other windows keep theirs beside them. */
export const nameSession = (startedAt: number, id: string): string =>
  `${new Date(startedAt).toISOString().replace(/[:.]/g, '-')}-${process.pid}-${id}`;

/**
 * Removes session files that nobody will look at: a week old, or the oldest where all are too much. Those of an open
 * session stay, also of another window's: it may be idle, and still be filtered or saved.
 */
export async function removeOldSessions(
  folder: string,
  { now, isOpenHere, mostBytes = MOST_BYTES }: OldSessionsOptions,
): Promise<void> {
  let sum = 0;
  for (const { name, file, size, mtimeMs } of await listFiles(folder)) {
    sum += size;
    const isSurplus = now - mtimeMs > OLDEST_MS || sum > mostBytes;
    if (isSurplus && !isOpen(name, isOpenHere)) await rm(file, { force: true });
  }
}

/** Newest first. */
async function listFiles(folder: string) {
  const names = await readdir(folder).catch(() => []);
  const files = names
    .filter((name) => name.endsWith('.ndjson'))
    .map(async (name) => {
      const file = path.join(folder, name);
      // Another window may have removed it meanwhile.
      const found = await stat(file).catch(() => undefined);
      return found === undefined ? [] : [{ name, file, size: found.size, mtimeMs: found.mtimeMs }];
    });
  return (await Promise.all(files)).flat().sort((a, b) => b.mtimeMs - a.mtimeMs);
}

function isOpen(name: string, isOpenHere: (name: string) => boolean): boolean {
  const pid = Number(/Z-(\d+)-/.exec(name)?.[1]);
  if (Number.isNaN(pid)) return false;
  return pid === process.pid ? isOpenHere(name) : isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another person's process cannot be reached, yet is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
