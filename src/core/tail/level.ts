/** VS Code's own spelling, which its Output view knows. From least to most. */
export const LEVELS = ['trace', 'debug', 'info', 'warning', 'error'] as const;
export type Level = (typeof LEVELS)[number];

const NAMES = new Map<string, Level>(
  Object.entries({
    trace: 'trace',
    verbose: 'trace',
    debug: 'debug',
    info: 'info',
    information: 'info',
    notice: 'info',
    success: 'info',
    warn: 'warning',
    warning: 'warning',
    deprecation: 'warning',
    error: 'error',
    err: 'error',
    severe: 'error',
    critical: 'error',
    crit: 'error',
    fatal: 'error',
    exception: 'error',
    // Of one letter: Google's logging, and what follows it.
    v: 'trace',
    d: 'debug',
    i: 'info',
    w: 'warning',
    e: 'error',
    f: 'error',
  }),
);

/** A level by any of its names, in any case; `undefined` for STDOUT, STDERR and what else is none. */
export const levelNamed = (name: string): Level | undefined => NAMES.get(name.toLowerCase());

const rank = (level: Level): number => LEVELS.indexOf(level);

export const isAtLeast = (level: Level, least: Level): boolean => rank(level) >= rank(least);
