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
  /** The app whose figures it shows: to be looked at while this is in sight. */
  readonly app?: string;
  readonly action?: Action;
  /** Whole sentences: what icon, colour and place tell the eye. */
  readonly spoken: string;
  /** What the view made of it. Kept here, for a look-up in a map for each of many rows is dear. */
  item?: object;
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
  /** `mustRead`: the one that is set may do less than is needed here. */
  | { readonly kind: 'setKey'; readonly mustRead: boolean }
  | { readonly kind: 'switchAccount' }
  | { readonly kind: 'addEndpoint' }
  | { readonly kind: 'clearFilter' }
  | { readonly kind: 'showLog' }
  | { readonly kind: 'openSetting'; readonly setting: string };

/** Shown when the pointer rests on a node. */
export type Tooltip =
  | { readonly kind: 'plain'; readonly text: string }
  /** Values from outside stand in code spans. */
  | { readonly kind: 'markdown'; readonly text: string };
