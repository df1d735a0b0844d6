const MINUTE_MS = 60_000;

/**
 * `YYYY-MM-DD HH:MM:SS.mmm` of an instant in the person's zone. Asking a date for its parts costs more than all else
 * of a line, so the last minute is kept: of absolute time, for zones change their clocks between two of them.
 */
export const localTime = createFormat();

function createFormat(): (time: number) => string {
  let minute = NaN;
  let minuteText = '';
  return (time) => {
    const of = Math.floor(time / MINUTE_MS);
    if (of !== minute) {
      minute = of;
      minuteText = formatMinute(new Date(of * MINUTE_MS));
    }
    const ms = Math.floor(time) - of * MINUTE_MS;
    const seconds = Math.floor(ms / 1_000);
    return `${minuteText}${two(seconds)}.${three(ms - seconds * 1_000)}`;
  };
}

const formatMinute = (at: Date): string =>
  `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:`;

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));
const three = (value: number): string =>
  value < 10 ? `00${value}` : value < 100 ? `0${value}` : String(value);
