import * as l10n from '@vscode/l10n';

const two = (value: number): string => String(value).padStart(2, '0');

/** The local day, as `2026-01-31`. */
export function formatDay(at: number): string {
  const time = new Date(at);
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** Local time, with its date unless that is today's. */
export function formatTime(at: number, now: number): string {
  const time = new Date(at);
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  const day = formatDay(at);
  return day === formatDay(now) ? clock : `${day} ${clock}`;
}

export function formatDuration(ms: number): string {
  if (ms < 999.5) return l10n.t('{0} ms', Math.round(ms));
  if (ms < 59_950) return l10n.t('{0} s', Math.round(ms / 100) / 10);
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return l10n.t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
  const minutes = Math.round(seconds / 60);
  return l10n.t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
