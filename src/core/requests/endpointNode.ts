import * as l10n from '@vscode/l10n';
import { describeProblem } from '../fal/errors';
import type { App, RequestSource } from '../fal/types';
import type { Entry } from './directory';
import type { Listing } from './endpointFeed';
import type { Health } from './healthBook';
import { healthFacts, healthWords } from './healthWords';
import { writeFacts } from './markdown';
import type { Icon, Node, Tooltip } from './node';
import type { EndpointRef } from './nodeRef';
import { showPlain } from './plainText';

export interface EndpointView {
  readonly health?: Health;
  /** Missing once the listing lost it while it still stands on the screen. */
  readonly entry?: Entry;
  readonly source: RequestSource;
  readonly listing?: Listing;
  /** Whose all listed apps are, where they are one’s. */
  readonly owner?: string;
}

/** An app, one of its routes, or a pinned endpoint of anyone. */
export function endpointNode(ref: EndpointRef, { entry, source, health, owner }: EndpointView): Node {
  const { endpointId, parent } = ref;
  const isShort = owner !== undefined && endpointId.startsWith(`${owner}/`);
  const name = isShort ? endpointId.slice(owner.length + 1) : endpointId;
  const label = showPlain(parent === undefined ? name : belowApp(endpointId, parent.endpointId));
  const isMade = source === 'made';
  const environment = parent === undefined ? foreignEnvironment(endpointId, entry?.app) : undefined;
  const going = health === undefined ? [] : healthWords(health);
  const parts = [environment, isMade && l10n.t('made with this key'), ...going];
  const words = ['endpoint', source, parent ? 'route' : 'app', entry?.isPinned && !parent && 'pinned'];
  return {
    id: ref.id,
    label,
    description: parts.filter(Boolean).join(' · '),
    icon: iconFor(ref, entry, isMade),
    context: words.filter(Boolean).join(' '),
    isCollapsible: true,
    app: entry?.app?.endpointId,
    spoken: [
      parent === undefined ? l10n.t('Endpoint {0}.', showPlain(endpointId)) : l10n.t('Route {0}.', label),
      environment !== undefined && l10n.t('Environment {0}.', environment),
      isMade && l10n.t('Shows the requests made with this key.'),
      ...going.map((part) => `${part}.`),
    ]
      .filter((sentence) => sentence !== false)
      .join(' '),
  };
}

export function endpointTooltip(ref: EndpointRef, { entry, source, listing, health }: EndpointView): Tooltip {
  const { app } = entry ?? {};
  const facts = [
    { label: l10n.t('Endpoint'), value: ref.endpointId },
    { label: l10n.t('Environment'), value: app?.environment },
    { label: l10n.t('Machine'), value: app?.machineType },
    {
      label: l10n.t('Shows'),
      value:
        source === 'made' ? l10n.t('the requests made with this key') : l10n.t('the requests of all callers'),
    },
    ...(health === undefined ? [] : healthFacts(health)),
    {
      label: l10n.t('Not those of all callers'),
      value: listing?.passedOver && describeProblem(listing.passedOver).message,
    },
  ];
  return {
    kind: 'markdown',
    text: writeFacts(facts.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]))),
  };
}

function iconFor({ parent }: EndpointRef, entry: Entry | undefined, isMade: boolean): Icon {
  if (parent !== undefined) return { name: 'milestone' };
  if (entry?.isPinned) return { name: 'pinned' };
  return { name: isMade ? 'globe' : 'server-process' };
}

/** fal lists the environment main alone; the alias of a pinned app of another one ends in `--<environment>`. */
function foreignEnvironment(endpointId: string, app: App | undefined): string | undefined {
  const name = app?.environment ?? /^[^/]+\/[^/]+?--([^/]+)/.exec(endpointId)?.[1] ?? '';
  return name === 'main' || name === '' ? undefined : showPlain(name);
}

/** `/turbo` for `<owner>/<name>/turbo`. */
const belowApp = (endpointId: string, appId: string): string =>
  endpointId.startsWith(`${appId}/`) ? endpointId.slice(appId.length) : endpointId;
