import * as l10n from '@vscode/l10n';
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

/** Log rows whose frames lead to the workspace's files, found as in a tail. */
export async function linkSources(rows: readonly Row[], parts: LogSourcesParts): Promise<LinkedRows> {
  const frames = rows.map(({ text }) =>
    findLinks(text).filter((link): link is Frame => link.kind === 'frame'),
  );
  const paths = new Set(frames.flat().map(({ path }) => path));
  if (paths.size === 0) return { rows, open: () => undefined };
  const names = await parts.findSources([...paths]);
  const kept = frames.map((each) =>
    each.flatMap((frame): NamedFrame[] => {
      const name = names.get(frame.path);
      return name === undefined ? [] : [{ ...frame, name }];
    }),
  );
  return {
    rows: rows.map((row, index) => {
      const links = kept[index]?.map(({ start, end, name, line }) => ({
        start,
        end,
        hint: l10n.t('Open {0}, line {1}', name, line),
      }));
      return links === undefined || links.length === 0 ? row : { ...row, links };
    }),
    open: (row, link) => {
      const frame = kept[row]?.[link];
      if (frame !== undefined) parts.openSource(frame.path, frame.line);
    },
  };
}
