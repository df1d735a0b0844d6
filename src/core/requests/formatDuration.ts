import * as l10n from '@vscode/l10n';

export function formatDuration(ms: number): string {
  if (ms < 999.5) return l10n.t('{0} ms', Math.round(ms));
  if (ms < 59_950) return l10n.t('{0} s', Math.round(ms / 100) / 10);
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return l10n.t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
  const minutes = Math.round(seconds / 60);
  return l10n.t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
