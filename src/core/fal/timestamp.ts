const DATE_AND_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}|$)/;
const WITH_ZONE = /(?:z|[+-]\d{2}:?\d{2})$/i;
const DATE_ONLY = 10;
/** `2026-01-31T08:00:00`, then a fraction and a zone, or neither. */
const TO_SECONDS = 19;
const ZERO = 48;

/** The second last read: the lines of a log come many to a second, and reading a date is dear. */
let lastSecond = '';
let lastSecondTime = 0;

/**
 * fal's timestamp as epoch milliseconds, `undefined` when it is none.
 * fal sends some without a zone (`2025-09-19T12:16:10.599608`) and means UTC, where `Date.parse` would take the
 * person's own zone.
 */
export function parseTimestamp(text: string): number | undefined {
  const millis = millisInUtc(text);
  if (millis === undefined) return parseAny(text.trim());
  if (!text.startsWith(lastSecond) || lastSecond === '') {
    const second = text.slice(0, TO_SECONDS);
    const time = parseAny(second);
    if (time === undefined) return undefined;
    lastSecond = second;
    lastSecondTime = time;
  }
  return lastSecondTime + millis;
}

/**
 * The milliseconds of a fraction in UTC (`.599608`, with `Z` or not, or nothing); `undefined` when what follows the
 * seconds is another thing. By hand, as it runs for each line: a regular expression takes several times as long.
 */
function millisInUtc(text: string): number | undefined {
  const end = text.endsWith('Z') ? text.length - 1 : text.length;
  if (end === TO_SECONDS) return 0;
  if (end < TO_SECONDS + 2 || text[TO_SECONDS] !== '.') return undefined;
  let millis = 0;
  for (let at = TO_SECONDS + 1, worth = 100; at < end; at++, worth = worth > 1 ? worth / 10 : 0) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    millis += digit * worth;
  }
  return millis;
}

function parseAny(text: string): number | undefined {
  // Date.parse also takes "1" and "May"; fal sends ISO 8601.
  if (!DATE_AND_TIME.test(text)) return undefined;
  const zoned = text.length === DATE_ONLY || WITH_ZONE.test(text) ? text : `${text}Z`;
  const time = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : time;
}
