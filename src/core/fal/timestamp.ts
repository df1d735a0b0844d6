const WITH_ZONE = /(?:z|[+-]\d{2}:?\d{2})$/i;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * fal's timestamp as epoch milliseconds, `undefined` when it is none.
 * fal sends some without a zone (`2025-09-19T12:16:10.599608`) and means UTC, where `Date.parse` would take the
 * person's own zone.
 */
export function parseTimestamp(text: string): number | undefined {
  const trimmed = text.trim();
  // Date.parse also takes "1" and "May"; fal sends ISO 8601.
  if (!/^\d{4}-\d{2}-\d{2}/.test(trimmed)) return undefined;
  const zoned = WITH_ZONE.test(trimmed) || DATE_ONLY.test(trimmed) ? trimmed : `${trimmed}Z`;
  const time = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : time;
}
