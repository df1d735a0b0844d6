import type { RequestRef } from '../fal/types';

/** How a node reads, as plain data; `src/ui/requests/treeItem.ts` draws it. */
export interface Node {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon: Icon;
  /** Words for the `when` clauses of menus. */
  readonly context: string;
  readonly isCollapsible: boolean;
  readonly action?: Action;
  /** Whole sentences: what icon, colour and place tell the eye. */
  readonly spoken: string;
}

/** Names of VS Code's icons and theme colours. */
export interface Icon {
  readonly name: string;
  readonly color?: string;
}

/** What selecting a node does. */
export type Action =
  | { readonly kind: 'openRequest'; readonly request: RequestRef }
  | { readonly kind: 'loadMore'; readonly nodeId: string }
  | { readonly kind: 'retry' }
  | { readonly kind: 'setKey' }
  | { readonly kind: 'addEndpoint' }
  | { readonly kind: 'clearFilter' }
  | { readonly kind: 'openSetting'; readonly setting: string };

/** Shown when the pointer rests on a node. */
export type Tooltip =
  | { readonly kind: 'plain'; readonly text: string }
  /** Values from outside stand in code spans. */
  | { readonly kind: 'markdown'; readonly text: string };
