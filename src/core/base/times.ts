/** Every zone is some quarters of an hour from the next, so that no day begins within one. */
const QUARTER_MS = 15 * 60_000;

/** How the extension writes times; a tail's lines alone have a form of their own, which is fixed. */
export interface Times {
  /** As short as is plain: `23:09:23` today, `Nov 21, 23:09` this year, else with its year. */
  short(at: number, now: number): string;
  /** With its date, seconds and zone. */
  whole(at: number): string;
  /** `2026-11-21`, to tell days apart. */
  day(at: number): string;
}

/**
 * Dates as the reader's language has them; the clock with 24 hours, as the lines of a tail have it.
 * @param locale BCP 47.
 */
export function createTimes(locale?: string, timeZone?: string): Times {
  // Each is made when it is first needed, for making one costs more than many uses.
  const format = (options: Intl.DateTimeFormatOptions, language = locale): ((at: number) => string) => {
    let made: Intl.DateTimeFormat | undefined;
    const make = () => new Intl.DateTimeFormat(language, { ...options, hourCycle: 'h23', timeZone });
    return (at) => (made ??= make()).format(at);
  };
  const minute = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  const clock = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const thisYear = format(minute);
  const anyYear = format({ ...minute, year: 'numeric' });
  const whole = format({ dateStyle: 'medium', timeStyle: 'long' });
  const isoDay = format({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv');
  const [day, today] = [perQuarter(isoDay), perQuarter(isoDay)];
  return {
    short(at, now) {
      const [its, ours] = [day(at), today(now)];
      if (its === ours) return clock(at);
      return its.slice(0, 4) === ours.slice(0, 4) ? thisYear(at) : anyYear(at);
    },
    whole,
    day,
  };
}

/** Formatting is dear, and what is asked for mostly lies near what was asked for last. */
function perQuarter(write: (at: number) => string): (at: number) => string {
  let last = NaN;
  let written = '';
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    if (quarter !== last) written = write(at);
    last = quarter;
    return written;
  };
}
