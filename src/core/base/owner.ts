import type { Disposable } from './events';

/**
 * Keeps disposables and releases them last-in first-out, once.
 * VS Code releases `context.subscriptions` first to last, which would take the log before those who write to it.
 */
export class Owner implements Disposable {
  private readonly owned: Disposable[] = [];
  private released = false;

  /** Takes `part` over and hands it back, so that a part is owned where it is made. */
  own<T extends Disposable>(part: T): T {
    if (this.released) part.dispose();
    else this.owned.push(part);
    return part;
  }

  dispose(): void {
    this.released = true;
    for (let part = this.owned.pop(); part; part = this.owned.pop()) part.dispose();
  }
}
