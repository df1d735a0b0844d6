import type { PageWords } from '../../src/core/payload/view';
import type { Fact } from '../../src/core/payload/protocol';
import { make, makeButton, say } from './element';
import { RowTree, type RowTreeParts } from './rowTree';

export interface LogsParts extends Omit<
  RowTreeParts,
  'area' | 'label' | 'words' | 'toggle' | 'collapseAll' | 'showAll'
> {
  readonly copyAll: () => void;
  readonly retry: () => void;
  readonly tail: () => void;
}

/** The request's own log lines; before they have come, that they are being read. */
export function drawLogs(
  logs: Extract<Fact, { type: 'logsRead' }> | undefined,
  words: PageWords,
  parts: LogsParts,
): { readonly element: HTMLElement; readonly tree?: RowTree } {
  const heading = make('div', 'heading', say('h2', '', words.logs));
  const element = make('section', 'logs', heading);
  element.ariaLabel = words.logs;
  if (logs === undefined) {
    heading.append(say('span', 'size', words.logsLoading));
    return { element };
  }
  const { window, note, canRetry, canTail, canOpen } = logs;
  heading.append(
    say('span', 'size', window === undefined ? '' : (note ?? '')),
    ...(canTail ? [makeButton('quiet', words.tail, parts.tail)] : []),
    ...(canOpen ? [makeButton('quiet', words.openLogs, parts.tail)] : []),
    ...(window === undefined ? [] : [makeButton('quiet', words.copyAll, parts.copyAll)]),
    ...(canRetry && (canTail || window === undefined) ? [makeButton('quiet', words.retry, parts.retry)] : []),
  );
  if (window === undefined) {
    element.append(say('p', 'none', note ?? ''));
    return { element };
  }
  const nothing = () => undefined;
  const tree = new RowTree({
    ...parts,
    area: 'logs',
    label: words.logs,
    words,
    toggle: nothing,
    collapseAll: undefined,
    showAll: nothing,
    // Its lines are not searched.
    type: undefined,
  });
  tree.element.style.setProperty('--rows', String(Math.min(window.total, 8)));
  element.append(tree.element);
  tree.take(window);
  return { element, tree };
}
