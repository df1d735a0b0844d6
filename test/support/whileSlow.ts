/** By a clock on which a second passes whenever it is read, so that work in slices yields after each step. */
export async function whileSlow<T>(run: () => Promise<T>): Promise<T> {
  let time = 0;
  Object.defineProperty(performance, 'now', { value: () => (time += 1000), configurable: true });
  try {
    return await run();
  } finally {
    // What it hid comes from the prototype.
    Reflect.deleteProperty(performance, 'now');
  }
}
