import type { Disposable } from '../base/events';

export interface AutoRefreshOptions {
  /** Never rejects. */
  readonly refresh: () => Promise<void>;
  /** 0: off. */
  readonly everySeconds: () => number;
  /** Until when fal's limit asks us to be quiet, epoch milliseconds. */
  readonly quietUntil: () => number | undefined;
  readonly now: () => number;
}

/** Refreshes again and again while it is on: the next turn is timed when the last one has ended, so none overlap. */
export class AutoRefresh implements Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOn = false;
  private isBusy = false;
  private lastEndedAt: number | undefined;

  constructor(private readonly options: AutoRefreshOptions) {}

  /** On while someone can see the view. Seen again after a while, it is refreshed at once. */
  setOn(isOn: boolean): void {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    // Seen for the first time, the view asks for all it shows anyway.
    this.lastEndedAt ??= this.options.now();
    this.schedule();
  }

  /** The interval changed, or a refresh by hand has just been made. */
  restart(): void {
    this.lastEndedAt = this.options.now();
    this.schedule();
  }

  dispose(): void {
    this.setOn(false);
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const everyMs = this.options.everySeconds() * 1000;
    if (!this.isOn || this.isBusy || !(everyMs > 0)) return;
    const now = this.options.now();
    // The clock may have been set back since: the wait is no longer than a turn for that.
    const lastEndedAt = Math.min(this.lastEndedAt ?? now, now);
    const dueAt = Math.max(lastEndedAt + everyMs, this.options.quietUntil() ?? 0);
    // Timers count in 32 bits: a longer wait would fire at once.
    this.timer = setTimeout(() => void this.turn(), Math.min(Math.max(0, dueAt - now), 2 ** 31 - 1));
  }

  private async turn(): Promise<void> {
    // A limit may have come since this turn was timed.
    if ((this.options.quietUntil() ?? 0) > this.options.now()) {
      this.schedule();
      return;
    }
    this.isBusy = true;
    try {
      await this.options.refresh();
    } finally {
      this.isBusy = false;
      this.restart();
    }
  }
}
