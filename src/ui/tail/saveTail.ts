import path from 'node:path';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { ArgumentError } from '../../core/base/argumentError';
import { EntryReader } from '../../core/tail/entryReader';
import { formatGone, formatRecord } from '../../core/tail/formatRecord';
import { inOrder, type SessionReading } from '../../core/tail/inOrder';
import { writeRecord, type Recorded } from '../../core/tail/record';
import { showWarning } from '../messages';
import type { OpenTail } from './openTail';

const UriParts = v.object({
  scheme: v.pipe(v.string(), v.nonEmpty()),
  path: v.string(),
  authority: v.optional(v.string()),
  query: v.optional(v.string()),
  fragment: v.optional(v.string()),
});

/**
 * Where to save, as an argument says it: a URI, or what JSON can hold of one, its parts or its text; or the path of a
 * file, which may begin at the workspace’s folder.
 * @throws {ArgumentError} when it is none of these.
 */
export function readTarget(argument: unknown): vscode.Uri {
  const target = argument instanceof vscode.Uri ? argument : toUri(argument);
  if (target !== undefined) return target;
  const takes = vscode.l10n.t('it takes the path of a file, or a URI.');
  throw new ArgumentError(vscode.l10n.t('Wrong value for “{0}”: {1}', 'target', takes));
}

function toUri(argument: unknown): vscode.Uri | undefined {
  try {
    if (typeof argument === 'string') return textToUri(argument);
    const parts = v.safeParse(UriParts, argument);
    return parts.success ? vscode.Uri.from(parts.output) : undefined;
  } catch {
    return undefined; // A URI has rules of its own about which parts go together.
  }
}

function textToUri(text: string): vscode.Uri | undefined {
  if (path.isAbsolute(text)) return vscode.Uri.file(text);
  // One letter before a colon is a drive of Windows.
  if (/^[a-z][a-z\d+.-]+:/i.test(text)) return vscode.Uri.parse(text, true);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined || text.trim() === '' ? undefined : vscode.Uri.joinPath(folder, text);
}

/** Asks where to save a tail. */
export async function askTarget(tail: OpenTail): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${saveName(tail)}.log`;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Tail As'),
    defaultUri: folder === undefined ? undefined : vscode.Uri.joinPath(folder, name),
    filters: {
      [vscode.l10n.t('Text')]: ['log', 'txt'],
      [vscode.l10n.t('JSON lines, as fal sent them')]: ['ndjson', 'jsonl'],
    },
  });
}

/**
 * Writes all that a tail took in, shown or not, in the server's order: as text, or as NDJSON where the target's name
 * ends so. Says when the beginning is lacking.
 */
export async function saveTail({ session }: OpenTail, target: vscode.Uri): Promise<void> {
  const reading = await session.open();
  try {
    await write(target, /\.(nd)?jsonl?$/i.test(target.path) ? toJsonLines(reading) : toText(reading));
  } finally {
    // Not waited for: where writing failed, a part may still be read.
    void reading.close().catch(() => undefined);
  }
  if (reading.gone === 0) return;
  void showWarning(
    reading.gone === 1
      ? vscode.l10n.t('The saved tail lacks its beginning: 1 line was no longer in the session file.')
      : vscode.l10n.t(
          'The saved tail lacks its beginning: {0} lines were no longer in the session file.',
          reading.gone,
        ),
  );
}

async function write(target: vscode.Uri, blocks: AsyncIterable<string>): Promise<void> {
  if (target.scheme === 'file') {
    await pipeline(Readable.from(blocks), createWriteStream(target.fsPath));
    return;
  }
  const parts: string[] = [];
  for await (const block of blocks) parts.push(block);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(parts.join('')));
}

async function* toText(reading: SessionReading): AsyncGenerator<string> {
  yield formatGone(reading.gone);
  const reader = new EntryReader();
  const lineOf = (recorded: Recorded): string =>
    formatRecord(recorded, {
      ...(recorded.kind === 'entry' ? reader.read(recorded.entry) : {}),
      isWhole: true,
    });
  for await (const batch of inOrder(reading)) yield batch.map(lineOf).join('');
}

async function* toJsonLines(reading: SessionReading): AsyncGenerator<string> {
  for await (const batch of inOrder(reading)) yield batch.map(jsonLine).join('');
}

/** What the tail itself had to say is not fal's. */
const jsonLine = (recorded: Recorded): string =>
  recorded.kind === 'note' ? '' : `${writeRecord(recorded)}\n`;

/** A name that says when a tail began, for the files that are saved of it. */
const saveName = ({ channel, startedAt }: OpenTail): string =>
  `${path.basename(channel.name.replace(/[^\p{L}\p{N}.-]+/gu, '-'))}-${new Date(startedAt).toISOString().slice(0, 19).replaceAll(':', '-')}`;
