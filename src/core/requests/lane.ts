/** Runs tasks one at a time, in the order asked. What waits its turn serves all who ask for the same meanwhile. */
export class Lane {
  private last: Promise<unknown> = Promise.resolve();
  private readonly waiting = new Map<string, Promise<void>>();

  run(name: string, task: () => Promise<void>): Promise<void> {
    const already = this.waiting.get(name);
    if (already !== undefined) return already;
    const turn = this.last.then(() => {
      this.waiting.delete(name);
      return task();
    });
    this.waiting.set(name, turn);
    // A task that failed must not take those behind it along; its own promise tells whoever asked for it.
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
