import * as l10n from '@vscode/l10n';

/** What is open in a window, by number. */
export interface OpenHere {
  /** Those that run or have something to show. */
  readonly tails: number;
  /** Panels, documents and comparisons of requests. */
  readonly tabs: number;
}

/** What a person is to know before all of it is closed; `undefined` where nothing is open. */
export function describeClosing({ tails, tabs }: OpenHere): string | undefined {
  const words = [
    tails === 1 && l10n.t('1 tail ends and is closed, with the lines it shows.'),
    tails > 1 && l10n.t('{0} tails end and are closed, with the lines they show.', tails),
    tabs === 1 && l10n.t('1 tab of a request is closed.'),
    tabs > 1 && l10n.t('{0} tabs of requests are closed.', tabs),
  ].filter((each) => each !== false);
  return words.length === 0 ? undefined : words.join('\n');
}
