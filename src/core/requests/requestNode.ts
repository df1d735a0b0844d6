import * as l10n from '@vscode/l10n';
import type { FalRequest } from '../fal/types';
import { formatDuration } from './formatDuration';
import { writeFacts, type Fact } from './markdown';
import type { Icon, Node, Tooltip } from './node';
import type { RequestNodeRef } from './nodeRef';
import { showPlain } from './plainText';
import { classifyStatus, timesOf, type StatusClass } from './requestFacts';
import type { Reader } from './reader';

/** Each class has a form of its own: colour alone says nothing to many. */
const ICONS: Readonly<Record<StatusClass, Icon>> = {
  success: { name: 'pass', color: 'testing.iconPassed' },
  userError: { name: 'warning', color: 'problemsWarningIcon.foreground' },
  error: { name: 'error', color: 'problemsErrorIcon.foreground' },
  unknown: { name: 'question', color: 'descriptionForeground' },
};

/** One request's row. fal orders by the time of the end, so that is the time shown. */
export function requestNode(ref: RequestNodeRef, request: FalRequest, { now, times }: Reader): Node {
  const status = classifyStatus(request.statusCode);
  const { durationMs, waitMs } = timesOf(request);
  const time = times.short(request.endedAt ?? request.sentAt, now);
  const took = durationMs === undefined ? undefined : formatDuration(durationMs);
  const waited = waitMs === undefined ? undefined : formatDuration(waitMs);
  const route = routeOf(ref);
  const parts = [shortStatus(request), took, route, waited !== undefined && l10n.t('waited {0}', waited)];
  return {
    id: ref.id,
    label: time,
    description: parts.filter(Boolean).join(' · '),
    icon: ICONS[status],
    context: ['request', status, ref.source, request.runnerId && 'runner'].filter(Boolean).join(' '),
    isCollapsible: false,
    action: {
      kind: 'openRequest',
      request: { requestId: ref.requestId, endpointId: ref.endpointId, source: ref.source },
    },
    spoken: [
      describeStatus(request),
      request.endedAt === undefined ? l10n.t('Sent {0}.', time) : l10n.t('Ended {0}.', time),
      took !== undefined && l10n.t('Took {0}.', took),
      waited !== undefined && l10n.t('Waited {0}.', waited),
      route !== undefined && l10n.t('Route {0}.', route),
    ]
      .filter((sentence) => sentence !== false)
      .join(' '),
  };
}

export function requestTooltip(ref: RequestNodeRef, request: FalRequest, { times }: Reader): Tooltip {
  const { durationMs, waitMs, runMs } = timesOf(request);
  const time = (at: number | undefined) => (at === undefined ? undefined : times.whole(at));
  const span = (ms: number | undefined) => (ms === undefined ? undefined : formatDuration(ms));
  const facts: readonly (Omit<Fact, 'value'> & { readonly value?: string })[] = [
    { label: l10n.t('Request'), value: request.requestId },
    { label: l10n.t('Endpoint'), value: request.endpointId },
    { label: l10n.t('Status'), value: describeStatus(request) },
    { label: l10n.t('Sent'), value: time(request.sentAt) },
    { label: l10n.t('Started'), value: time(request.startedAt) },
    { label: l10n.t('Ended'), value: time(request.endedAt) },
    { label: l10n.t('Waited'), value: span(waitMs) },
    { label: l10n.t('Ran'), value: span(runMs) },
    { label: l10n.t('Duration'), value: span(durationMs) },
    { label: l10n.t('Runner'), value: request.runnerId },
    { label: l10n.t('Billable units'), value: request.billableUnits?.toString() },
    { label: l10n.t('Listed'), value: ref.source === 'made' ? l10n.t('made with this key') : undefined },
  ];
  return {
    kind: 'markdown',
    text: writeFacts(facts.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]))),
  };
}

function shortStatus({ statusCode, endedAt }: FalRequest): string {
  if (statusCode !== undefined) return String(statusCode);
  return endedAt === undefined ? l10n.t('running or not recorded') : l10n.t('no status recorded');
}

function describeStatus({ statusCode, endedAt }: FalRequest): string {
  if (statusCode === undefined) {
    return endedAt === undefined
      ? l10n.t('Running, or its end was not recorded.')
      : l10n.t('Ended, but its status was not recorded.');
  }
  switch (classifyStatus(statusCode)) {
    case 'success':
      return l10n.t('Succeeded with {0}.', statusCode);
    case 'userError':
      return l10n.t('Failed with {0}, an error of the caller.', statusCode);
    case 'error':
      return l10n.t('Failed with {0}, an error of the app.', statusCode);
    case 'unknown':
      return l10n.t('Ended with {0}.', statusCode);
  }
}

/** The route, where the row stands below the whole app. */
function routeOf({ endpointId, parent }: RequestNodeRef): string | undefined {
  const prefix = `${parent.endpointId}/`;
  return endpointId.startsWith(prefix) ? showPlain(endpointId.slice(parent.endpointId.length)) : undefined;
}
