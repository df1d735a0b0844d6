/**
 * Required by mocha: says what its tests cost, as a multiple of a yardstick that the same process has measured before
 * them. By processor time: neither a slow machine nor a busy one counts.
 */
let yardstickMs = NaN;
let began: NodeJS.CpuUsage | undefined;

export const mochaHooks = {
  beforeAll(): void {
    yardstickMs = Math.min(...Array.from({ length: 5 }, () => processorTimeOf(doYardstick)));
    began = process.cpuUsage();
  },
  afterAll(): void {
    const ms = spentSince(began);
    console.log(
      `\n  ${(ms / 1000).toFixed(1)} s of processor time, ${Math.round(ms / yardstickMs)} yardsticks`,
    );
  },
};

function processorTimeOf(job: () => void): number {
  const before = process.cpuUsage();
  job();
  return spentSince(before);
}

function spentSince(before: NodeJS.CpuUsage | undefined): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Some of what tests do all day: objects are made, written as JSON, read, compared and sorted. */
function doYardstick(): void {
  const rows = Array.from({ length: 30_000 }, (_, index) => ({
    id: String((index * 7919) % 30_011),
    at: new Date(index * 1000).toISOString(),
    labels: { even: index % 2 === 0, words: ['one', 'two', String(index)] },
  }));
  const read = JSON.parse(JSON.stringify(rows)) as typeof rows;
  read.sort((a, b) => a.id.localeCompare(b.id));
  const found = read.filter(({ at }) => /T\d\d:0\d:/.test(at));
  if (found.length === 0) throw new Error('The yardstick measures nothing.');
}
