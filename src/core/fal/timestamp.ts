const DATE_AND_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}|$)/;
const WITH_ZONE = /(?:z|[+-]\d{2}:?\d{2})$/i;
const DATE_ONLY = 10;
/** `2026-01-31T08:00:00`, then a fraction and a zone, or neither. */
const TO_SECONDS = 19;
const FRACTION_IN_UTC = /^(?:\.(\d{1,9}))?Z?$/;

/** The second last read: the lines of a log come many to a second, and reading a date is dear. */
let lastSecond = '';
let lastSecondTime = 0;

/**
 * fal's timestamp as epoch milliseconds, `undefined` when it is none.
 * fal sends some without a zone (`2025-09-19T12:16:10.599608`) and means UTC, where `Date.parse` would take the
 * person's own zone.
 */
export function parseTimestamp(text: string): number | undefined {
  const second = text.slice(0, TO_SECONDS);
  const fraction = FRACTION_IN_UTC.exec(text.slice(TO_SECONDS));
  if (fraction === null || second.length < TO_SECONDS) return parseAny(text.trim());
  if (second !== lastSecond) {
    const time = parseAny(second);
    if (time === undefined) return undefined;
    lastSecond = second;
    lastSecondTime = time;
  }
  const digits = fraction[1];
  return digits === undefined ? lastSecondTime : lastSecondTime + Math.trunc(Number(`0.${digits}`) * 1000);
}

function parseAny(text: string): number | undefined {
  // Date.parse also takes "1" and "May"; fal sends ISO 8601.
  if (!DATE_AND_TIME.test(text)) return undefined;
  const zoned = text.length === DATE_ONLY || WITH_ZONE.test(text) ? text : `${text}Z`;
  const time = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : time;
}
