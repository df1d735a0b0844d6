/** Required by mocha: says what its tests cost. By processor time, so that a busy machine does not count. */
let began: NodeJS.CpuUsage | undefined;

export const mochaHooks = {
  beforeAll(): void {
    began = process.cpuUsage();
  },
  afterAll(): void {
    const { user, system } = process.cpuUsage(began);
    console.log(`\n  ${((user + system) / 1e6).toFixed(1)} s of processor time`);
  },
};
