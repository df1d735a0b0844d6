import type { Disposable } from '../base/events';
import { describeProblem, FalError, type FalProblem } from '../fal/errors';
import type { App } from '../fal/types';
import { NO_DIRECTORY, type Directory } from './directory';
import { toFailure } from './failure';
import { Lane } from './lane';
import type { Questions } from './questions';

/** Asks which endpoints there are, one question at a time. Its promises never reject: failures become state. */
export class DirectoryFeed implements Disposable {
  private readonly lane = new Lane();
  private readonly abort = new AbortController();
  private opened: Promise<void> | undefined;
  private known = NO_DIRECTORY;

  constructor(
    private readonly questions: Questions,
    private readonly tell: () => void,
  ) {}

  get directory(): Directory {
    return this.known;
  }

  /** Asks unless that was asked before. */
  open(): Promise<void> {
    return this.opened ?? this.refresh();
  }

  refresh(): Promise<void> {
    const asked = this.lane.run('apps', () => this.ask());
    this.opened ??= asked;
    return asked;
  }

  dispose(): void {
    this.abort.abort();
  }

  private async ask(): Promise<void> {
    if (this.isSuperseded()) return;
    if (this.known.fetchedAt === undefined) this.learn({ isAsking: true });
    try {
      const told = await this.questions.listApps({}, this.abort.signal);
      if (this.isSuperseded()) return;
      // A deployment does not lose what it had: then it is a fault, and the apps are there still.
      if (told === undefined && this.known.listing === 'known') throw new FalError(NO_LISTING);
      const { items, unreadable } = told ?? { items: [] };
      const apps = isSameList(items, this.known.apps) ? this.known.apps : items;
      const listing = told === undefined ? 'absent' : 'known';
      const fetchedAt = this.questions.now();
      const answered = { isAsking: false, failure: undefined, unreadable: unreadable?.problem };
      this.learn({ apps, listing, fetchedAt, ...answered });
    } catch (error) {
      if (this.isSuperseded()) return;
      const failure = toFailure(error, this.questions.now());
      const message = describeProblem(failure.problem).message;
      const before = this.known.failure;
      if (before === undefined || describeProblem(before.problem).message !== message) {
        this.questions.log.warn(`Apps: ${message}`);
      }
      this.learn({ isAsking: false, failure });
    }
  }

  private isSuperseded(): boolean {
    return this.abort.signal.aborted;
  }

  private learn(part: Partial<Directory>): void {
    this.known = { ...this.known, ...part };
    this.tell();
  }
}

const NO_LISTING: FalProblem = { kind: 'refused', status: 404, falSays: '' };

/** Made by one parser, so that equal lists are equal texts. */
const isSameList = (a: readonly App[], b: readonly App[]): boolean => JSON.stringify(a) === JSON.stringify(b);
