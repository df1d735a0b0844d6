import * as l10n from '@vscode/l10n';
import { mapInSlices } from '../base/slices';
import { findLinks, type TailLink } from '../tail/links';
import type { Row } from './view';

export interface LogSourcesParts {
  /** The file's name in the workspace for each path of a traceback that means one there. */
  readonly findSources: (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly openSource: (path: string, line: number) => unknown;
}

type Frame = Extract<TailLink, { kind: 'frame' }>;

/** A frame, with the file's name in the workspace. */
type NamedFrame = Frame & { readonly name: string };

export interface LinkedRows {
  readonly rows: readonly Row[];
  /** Opens what that link of that row leads to. Any numbers may be given. */
  readonly open: (row: number, link: number) => void;
}

/** Log rows whose frames lead to the workspace’s files, found as in a tail; `undefined` where none does. */
export async function linkSources(
  rows: readonly Row[],
  parts: LogSourcesParts,
  signal?: AbortSignal,
): Promise<LinkedRows | undefined> {
  const frames = await mapInSlices(rows, framesIn, signal);
  const paths = new Set(frames.flat().map(({ path }) => path));
  const names = paths.size === 0 ? undefined : await parts.findSources([...paths]);
  signal?.throwIfAborted();
  if (names === undefined || names.size === 0) return undefined;
  const kept = frames.map((each) =>
    each.flatMap((frame): NamedFrame[] => {
      const name = names.get(frame.path);
      return name === undefined ? [] : [{ ...frame, name }];
    }),
  );
  return {
    rows: await mapInSlices(rows, (row, index) => linkRow(row, kept[index] ?? []), signal),
    open: (row, link) => {
      const frame = kept[row]?.[link];
      if (frame !== undefined) parts.openSource(frame.path, frame.line);
    },
  };
}

const framesIn = ({ text }: Row): Frame[] =>
  findLinks(text).filter((link): link is Frame => link.kind === 'frame');

function linkRow(row: Row, frames: readonly NamedFrame[]): Row {
  if (frames.length === 0) return row;
  const links = frames.map(({ start, end, name, line }) => ({
    start,
    end,
    hint: l10n.t('Open {0}, line {1}', name, line),
  }));
  return { ...row, links };
}
