import type { Disposable } from '../base/events';

export interface DayTurnOptions {
  /** A day may have begun. */
  readonly turn: () => void;
  readonly now: () => number;
}

/** Tells when a day begins, while it is on; and when it is turned on, for one may have begun meanwhile. */
export class DayTurn implements Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: DayTurnOptions) {}

  setOn(isOn: boolean): void {
    clearTimeout(this.timer);
    if (!isOn) return;
    const { turn, now } = this.options;
    turn();
    const at = now();
    this.timer = setTimeout(() => this.setOn(true), new Date(at).setHours(24, 0, 0, 0) - at);
  }

  dispose(): void {
    this.setOn(false);
  }
}
