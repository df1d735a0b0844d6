import * as l10n from '@vscode/l10n';
import { runInSlices } from '../base/slices';

const LINES_AT_ONCE = 10_000;

/** The closed family of reasons why a text is not JSON, or not one that can be shown as a tree. */
export type FaultKind = 'empty' | 'ends' | 'unexpected' | 'badString' | 'badNumber' | 'trailing' | 'tooDeep';

export interface JsonFault {
  readonly kind: FaultKind;
  /** Offset in the text, in UTF-16 code units. */
  readonly at: number;
}

/** Counted from 1, as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** In slices: what breaks off does so at its end. */
export async function placeOf(text: string, at: number, signal?: AbortSignal): Promise<Place> {
  let line = 1;
  let start = 0;
  const step = (): boolean => {
    for (let looked = 0; looked < LINES_AT_ONCE; looked += 1) {
      const next = text.indexOf('\n', start);
      if (next < 0 || next >= at) return true;
      line += 1;
      start = next + 1;
    }
    return false;
  };
  await runInSlices(step, signal);
  return { line, column: at - start + 1 };
}

/** One sentence with its place. */
export async function describeFault(text: string, fault: JsonFault, signal?: AbortSignal): Promise<string> {
  const { line, column } = await placeOf(text, fault.at, signal);
  switch (fault.kind) {
    case 'empty':
      return l10n.t('This is not JSON: it is empty.');
    case 'ends':
      return l10n.t('This is not whole JSON: it breaks off at line {0}, column {1}.', line, column);
    case 'unexpected':
      return l10n.t('This is not JSON: something else was expected at line {0}, column {1}.', line, column);
    case 'badString':
      return l10n.t('This is not JSON: the string at line {0}, column {1} is malformed.', line, column);
    case 'badNumber':
      return l10n.t('This is not JSON: the number at line {0}, column {1} is malformed.', line, column);
    case 'trailing':
      return l10n.t('This is not JSON: more follows after its end at line {0}, column {1}.', line, column);
    case 'tooDeep':
      return l10n.t(
        'This JSON is nested too deeply to be shown as a tree (line {0}, column {1}).',
        line,
        column,
      );
  }
}
