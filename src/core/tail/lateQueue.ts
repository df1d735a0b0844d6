import { compareMoments, type Moment } from './moment';

/** Late entries that wait for their places among others: each before the first that is later. */
export class LateQueue<T extends Moment> {
  private readonly late: readonly T[];
  private next = 0;

  constructor(late: readonly T[]) {
    this.late = [...late].sort(compareMoments);
  }

  get isEmpty(): boolean {
    return this.next === this.late.length;
  }

  /** Takes those that belong before an entry of that moment. */
  takeBefore(moment: Moment): readonly T[] {
    const from = this.next;
    for (let late = this.late[from]; late !== undefined; late = this.late[++this.next])
      if (compareMoments(late, moment) >= 0) break;
    return this.next === from ? NONE : this.late.slice(from, this.next);
  }

  /** Takes those that are left: they belong after all. */
  takeRest(): readonly T[] {
    const from = this.next;
    this.next = this.late.length;
    return this.late.slice(from);
  }
}

const NONE: readonly never[] = [];
