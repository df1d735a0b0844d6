/** Taken before any test fakes time: the server's own timers have to go on then. */
const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate } = globalThis;

export const realTimers = { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate };
