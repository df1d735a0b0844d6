/** Whether so long has passed since `at`. Where the clock was set back meanwhile, nobody knows: then it counts so. */
export const hasPassed = (ms: number, at: number, now: number): boolean => now - at >= ms || now < at;
