import * as l10n from '@vscode/l10n';
import { formatDuration } from './formatDuration';
import type { Health } from './healthBook';
import type { Fact } from './markdown';

/** How an app goes, in the few words that its row has room for: what is wrong stands first. */
export function healthWords({ requests, failed, mediansMs, queued }: Health): readonly string[] {
  const words = [
    queued !== undefined && queued > 0 && l10n.t('{0} queued', queued),
    failed > 0 && l10n.t('{0} % failed', formatShare(failed / requests)),
    requests === 1 && l10n.t('1 request'),
    requests > 1 && l10n.t('{0} requests', formatCount(requests)),
    mediansMs && l10n.t('median {0}', formatRange(mediansMs)),
  ];
  return words.filter((part) => typeof part === 'string');
}

export function healthFacts({ requests, failed, mediansMs, queued }: Health): readonly Fact[] {
  const facts = [
    { label: l10n.t('Requests'), value: String(requests) },
    { label: l10n.t('Failed'), value: String(failed) },
    { label: l10n.t('Median'), value: mediansMs && formatRange(mediansMs) },
    { label: l10n.t('Queued'), value: queued?.toString() },
  ];
  return facts.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]));
}

const formatRange = ([low, high]: readonly [number, number]): string =>
  formatDuration(low) === formatDuration(high)
    ? formatDuration(low)
    : l10n.t('{0} to {1}', formatDuration(low), formatDuration(high));

/** Per cent; a share too small to be seen is not none. */
function formatShare(share: number): string {
  const percent = share * 100;
  if (percent < 0.1) return '<0.1';
  // One failure in a million must not read as all.
  return percent < 10 ? String(Math.round(percent * 10) / 10) : String(Math.min(Math.round(percent), 100));
}

function formatCount(count: number): string {
  if (count < 10_000) return String(count);
  return count < 999_500 ? `${Math.round(count / 1000)}k` : `${Math.round(count / 100_000) / 10}M`;
}
