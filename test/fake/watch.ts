import { realTimers } from './clock';

/** Lets a test wait for a condition, looked at whenever something happened on the server. */
export class Watch {
  private readonly looks = new Set<() => void>();

  changed(): void {
    for (const look of [...this.looks]) look();
  }

  /** @throws after `limitMs`, saying what was waited for and what there was. */
  until(condition: () => boolean, what: () => string, limitMs = 5000): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = () => {
        this.looks.delete(look);
        realTimers.clearTimeout(timer);
      };
      const look = () => {
        if (!condition()) return;
        done();
        resolve();
      };
      const timer = realTimers.setTimeout(() => {
        done();
        reject(new Error(`Within ${limitMs} ms the fake fal did not see ${what()}`));
      }, limitMs);
      this.looks.add(look);
      look();
    });
  }
}
