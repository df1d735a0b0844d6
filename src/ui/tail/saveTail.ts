import path from 'node:path';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { ArgumentError } from '../../core/base/argumentError';
import { formatRecord } from '../../core/tail/formatRecord';
import { writeRecord, type Recorded } from '../../core/tail/record';
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

/** Writes all that a tail took in, shown or not: as text, or as NDJSON where the target's name ends so. */
export async function saveTail(tail: OpenTail, target: vscode.Uri): Promise<void> {
  const isJson = /\.(nd)?jsonl?$/i.test(target.path);
  const blocks = toText(tail.transcript.all(), isJson ? jsonLine : formatRecord);
  if (target.scheme === 'file') await pipeline(Readable.from(blocks), createWriteStream(target.fsPath));
  else {
    const parts: string[] = [];
    for await (const block of blocks) parts.push(block);
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(parts.join('')));
  }
}

async function* toText(
  all: AsyncIterable<readonly Recorded[]>,
  line: (recorded: Recorded) => string,
): AsyncGenerator<string> {
  for await (const batch of all) yield batch.map(line).join('');
}

/** What the tail itself had to say is not fal's. */
const jsonLine = (recorded: Recorded): string =>
  recorded.kind === 'note' ? '' : `${writeRecord(recorded)}\n`;

/** A name that says when a tail began, for the files that are saved of it. */
const saveName = ({ channel, startedAt }: OpenTail): string =>
  `${path.basename(channel.name.replace(/[^\p{L}\p{N}.-]+/gu, '-'))}-${new Date(startedAt).toISOString().slice(0, 19).replaceAll(':', '-')}`;
