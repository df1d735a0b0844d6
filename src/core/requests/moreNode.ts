import * as l10n from '@vscode/l10n';
import type { Listing } from './endpointFeed';
import type { Node } from './node';
import type { MoreRef } from './nodeRef';
import type { PageMark } from './requestHistory';
import { titleOf } from './problemWords';
import type { Reader } from './reader';

/** Where the page of a “Load more” begins; `undefined` once it was loaded. */
export function markOf({ below }: MoreRef, { stretches }: Listing): PageMark | undefined {
  if (below === undefined) return stretches.at(-1)?.more;
  const at = stretches.findIndex(({ rows }) => rows.first?.requestId === below);
  return at > 0 ? stretches[at - 1]?.more : undefined;
}

export function moreNode(ref: MoreRef, listing: Listing, reader: Reader): Node {
  const { paging } = listing;
  const isAtIt = paging !== undefined && paging.mark === markOf(ref, listing);
  const failure = isAtIt ? paging.failure : undefined;
  const label =
    failure !== undefined
      ? l10n.t('Not loaded')
      : isAtIt
        ? l10n.t('Loading more…')
        : ref.below === undefined
          ? l10n.t('Load more')
          : l10n.t('Load more of those between');
  const why = failure && `${l10n.t('Try Again')} · ${titleOf(failure, 'requests', reader)}`;
  return {
    id: ref.id,
    label,
    description: why,
    icon: { name: failure ? 'warning' : isAtIt ? 'loading~spin' : 'fold-down' },
    context: 'more',
    isCollapsible: false,
    action: { kind: 'loadMore', nodeId: ref.id },
    spoken: [label, why].filter(Boolean).join('. '),
  };
}
