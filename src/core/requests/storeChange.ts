/** What changed in the store. */
export type StoreChange =
  /** All that was known is forgotten. */
  | { readonly kind: 'reset' }
  /** Which endpoints there are. */
  | { readonly kind: 'directory' }
  /** Other requests are wanted: every listing begins anew. */
  | { readonly kind: 'filter' }
  /** How some apps go. */
  | { readonly kind: 'health'; readonly appIds: readonly string[] }
  /** A round is over, and what was looked at before may be due again. */
  | { readonly kind: 'refreshed' }
  | { readonly kind: 'listing'; readonly endpointId: string; readonly changedRows: readonly string[] };
