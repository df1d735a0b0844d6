/** VS Code's own spelling, which its Output view knows. From least to most. */
export const LEVELS = ['trace', 'debug', 'info', 'warning', 'error'] as const;
export type Level = (typeof LEVELS)[number];

const NAMES = new Map<string, Level>(
  Object.entries({
    trace: 'trace',
    debug: 'debug',
    info: 'info',
    warn: 'warning',
    warning: 'warning',
    error: 'error',
    err: 'error',
    critical: 'error',
    fatal: 'error',
    exception: 'error',
  }),
);

/** A level by any of its names, in any case; `undefined` for STDOUT, STDERR and what else is none. */
export const levelNamed = (name: string): Level | undefined => NAMES.get(name.toLowerCase());

const WORD = '(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL|FATAL)';
/**
 * Where programs write their level: in front (`ERROR: …`, `INFO:TRYON:…`), in brackets, or between blanks right after
 * a time (fal's recommended Python format). Capitals only: prose says "error" without being one.
 */
const LEVEL_IN_TEXT = new RegExp(
  `^\\s*(?:\\[${WORD}\\]|${WORD}(?=[:\\s-])|\\d{4}-\\d\\d-\\d\\d[ T][\\d:.,]+\\S*\\s+(?:-\\s+)?\\[?${WORD}\\]?(?=[\\s:-]))`,
);
const PYTHON_FAILURE =
  /^(?:Traceback \(most recent call last\):|(?:[A-Za-z_][\w.]*\.)?[A-Z]\w*(?:Error|Exception)(?::|$)|\{"traceback":)/;

const rank = (level: Level): number => LEVELS.indexOf(level);

/**
 * The level a person would give the line. fal's runner marks nearly all output INFO, errors too, so the text is
 * looked into; it can raise fal's level, and lower it only from INFO, which is fal's "unknown".
 */
export function effectiveLevel(falLevel: string, message: string): Level {
  const given = levelNamed(falLevel) ?? 'info';
  if (PYTHON_FAILURE.test(message)) return 'error';
  const [, bracketed, leading, afterTime] = LEVEL_IN_TEXT.exec(message) ?? [];
  const written = levelNamed(bracketed ?? leading ?? afterTime ?? '');
  if (written === undefined) return given;
  return given === 'info' || rank(written) > rank(given) ? written : given;
}

export const isAtLeast = (level: Level, least: Level): boolean => rank(level) >= rank(least);
