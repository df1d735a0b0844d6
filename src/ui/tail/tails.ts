import * as vscode from 'vscode';
import { ArgumentError } from '../../core/base/argumentError';
import { Emitter, type Disposable, type Event } from '../../core/base/events';
import { channelName } from '../../core/tail/channelName';
import { describeFilter, identifyFilter, type LogFilter } from '../../core/tail/filter';
import type { FalError } from '../../core/fal/errors';
import { mayBeMendedBy } from '../../core/tail/mending';
import { findToGoOn, isBlank, isRunning } from '../../core/tail/sameTail';
import type { TailProblems } from '../../core/tail/tailProblems';
import type { TailFacts } from '../../core/tail/words';
import type { OpenTail, TailAccount, TailParts } from './openTail';

export interface TailsOptions extends Omit<TailParts, 'onChange' | 'onProblem'> {
  /** A named one, else the one that serves. */
  readonly account: (id: string | undefined) => TailAccount;
  readonly problems: TailProblems;
}

/** What has changed, by account. */
interface Change {
  readonly hasChanged: (id: string) => boolean;
  /** There is one to go on with. */
  readonly hasKey: (id: string) => boolean;
  /** What comes from here on may be of other apps, which the channels say. */
  readonly hasOtherKey: (id: string) => boolean;
}

const OF_ALL: Change = { hasChanged: () => true, hasKey: () => true, hasOtherKey: () => false };

/** What `fal.tailLogs` resolves to. */
export interface StartedTail {
  readonly id: string;
  /** The output channel's name. */
  readonly channel: string;
}

const TIDY_EVERY_MS = 10 * 60_000;

/** The register of all tails of this window; what a tail is made of is loaded with the first one. */
export class Tails implements Disposable {
  private readonly open = new Map<string, OpenTail>();
  private readonly didChange = new Emitter<undefined>();
  private lastId = 0;
  private tidyAt = 0;
  /** Of ended tails, those that the person has seen to. */
  private readonly dismissed = new WeakSet<FalError>();
  private closing: Promise<unknown> = Promise.resolve();

  readonly onDidChange: Event<undefined> = this.didChange.event;

  constructor(private readonly options: TailsOptions) {}

  get all(): readonly OpenTail[] {
    return [...this.open.values()];
  }

  get running(): readonly OpenTail[] {
    return this.all.filter(({ life }) => life.state.kind !== 'ended');
  }

  /** Those held still, be it that they have ended since: what they have to show is to be shown some time. */
  get paused(): readonly OpenTail[] {
    return this.all.filter(({ transcript }) => transcript.isPaused);
  }

  /** Those that run, and those that ended on an error which the person has not dismissed. */
  get current(): readonly OpenTail[] {
    return this.all.filter(({ life: { state } }) => {
      return state.kind !== 'ended' || (state.error !== undefined && !this.dismissed.has(state.error));
    });
  }

  /** Those that run, or have something to show. */
  get toLose(): readonly OpenTail[] {
    return this.all.filter((tail) => isRunning(tail) || !isBlank(tail));
  }

  /** @throws {ArgumentError} when there is no such tail. */
  get(id: string): OpenTail {
    const tail = this.open.get(id);
    if (tail === undefined)
      throw new ArgumentError(vscode.l10n.t('There is no tail “{0}” in this window.', id));
    return tail;
  }

  /** Starts a tail, or shows the running one of the same filter. Resolves once the first connection was tried. */
  async start(filter: LogFilter, accountId?: string): Promise<StartedTail> {
    const { openTail } = await import('./openTail');
    // From here to its entry in the register nothing waits: two starts at once are one tail.
    const account = this.options.account(accountId);
    const identity = identifyFilter(filter);
    const same = this.all.filter(
      (tail) => tail.account.id === account.id && identifyFilter(tail.filter) === identity,
    );
    const known = findToGoOn(same);
    if (known !== undefined) {
      known.channel.show();
      if (!isRunning(known)) known.life.reconnect();
      return { id: known.id, channel: known.channel.name };
    }
    for (const tail of same) this.leave(tail);
    const tail = openTail(
      { id: `tail-${++this.lastId}`, name: this.nameFor(filter, account), filter, account },
      {
        ...this.options,
        onChange: () => this.changed(),
        onProblem: (error) => this.tell(tail, error),
      },
    );
    this.open.set(tail.id, tail);
    this.changed();
    await tail.life.begin();
    return { id: tail.id, channel: tail.channel.name };
  }

  /** Stops a running tail; one that has ended is dismissed. */
  stop({ life }: OpenTail): void {
    if (life.state.kind !== 'ended') life.stop();
    else if (life.state.error !== undefined) {
      this.dismissed.add(life.state.error);
      this.didChange.fire(undefined);
    }
  }

  /**
   * There is another address, or another key for some accounts: their running tails go on with it, and those run again
   * that ended on what it may have mended.
   */
  reconnect(what: 'key' | 'apiUrl', { hasChanged, hasKey, hasOtherKey }: Change = OF_ALL): void {
    for (const { account, life, transcript } of this.all) {
      const { state } = life;
      if (!hasChanged(account.id)) continue;
      const isEnded = state.kind === 'ended';
      if (isEnded && !(hasKey(account.id) && this.isWaitingFor(what, state.error))) continue;
      if (hasOtherKey(account.id)) {
        transcript.note(
          'info',
          vscode.l10n.t('The API key of this account was changed. The tail goes on with it.'),
        );
      }
      life.reconnect();
    }
  }

  /** Another account serves from here on: the running tails of others say that they stay with theirs. */
  sayWhose(serving: string): void {
    for (const { account, transcript } of this.running) {
      const label = account.label();
      if (account.id === serving || label === undefined) continue;
      transcript.note(
        'info',
        vscode.l10n.t('Another account is in use now. This tail goes on with {0}.', label),
      );
    }
  }

  /** The tail that is shown in a document. */
  shownIn({ uri }: vscode.TextDocument): OpenTail | undefined {
    return this.all.find(({ channel }) => uri.path.endsWith(`-${channel.name}`));
  }

  /** Resolves once the session files of those that were taken away are closed; until then they may still be made. */
  get closed(): Promise<unknown> {
    return this.closing;
  }

  /** Takes tails away, with their channels; those that run end. */
  close(tails: readonly OpenTail[]): void {
    for (const tail of tails) this.remove(tail);
    this.didChange.fire(undefined);
  }

  closeAll(): void {
    this.close(this.all);
  }

  dispose(): void {
    this.closeAll();
    this.didChange.dispose();
  }

  private nameFor(filter: LogFilter, account: TailAccount): string {
    const title = `fal: ${[account.label(), describeFilter(filter)].filter(Boolean).join(' · ')}`;
    return channelName(title, new Set(this.all.map(({ channel }) => channel.name)));
  }

  private tell(tail: OpenTail, error: FalError): void {
    const isEnded = (): boolean => this.open.has(tail.id) && tail.life.state.kind === 'ended';
    const recovery = {
      retry: () => {
        if (isEnded()) tail.life.reconnect();
      },
      afterChoice: async () => {
        const serving = this.options.account(undefined).id;
        // With another key, its own account's tails have gone on by themselves.
        if (serving === tail.account.id || !isEnded()) return;
        this.leave(tail);
        await this.start(tail.filter, serving);
      },
    };
    // The commands that the steps run say themselves why they failed.
    this.options.problems.tell(tail.account.id, error, recovery).catch(() => undefined);
  }

  /** Nobody has seen to it, and a change of this kind may have mended it. */
  private isWaitingFor(what: 'key' | 'apiUrl', error: FalError | undefined): boolean {
    return error !== undefined && !this.dismissed.has(error) && mayBeMendedBy(what, error.problem);
  }

  private changed(): void {
    this.didChange.fire(undefined);
    void this.tidy().catch(() => undefined);
  }

  /** Tails may run for weeks, so what they keep is looked at now and then. */
  private async tidy(): Promise<void> {
    const now = Date.now();
    if (now < this.tidyAt || this.open.size === 0) return;
    this.tidyAt = now + TIDY_EVERY_MS;
    const isOpenHere = (name: string): boolean =>
      this.all.some(({ session }) => name.startsWith(`${session.name}.`));
    const { removeOldSessions } = await import('./openTail');
    await removeOldSessions(this.options.folder(), { now, isOpenHere });
  }

  /** Another takes its part. What it received stays to be read, filtered and saved. */
  private leave(tail: OpenTail): void {
    if (isBlank(tail)) this.remove(tail);
    else this.stop(tail);
  }

  private remove(tail: OpenTail): void {
    this.open.delete(tail.id);
    tail.life.stop();
    tail.channel.dispose();
    this.closing = Promise.allSettled([this.closing, tail.session.dispose()]);
  }
}

export const factsOf = ({ account, life, transcript, startedAt }: OpenTail): TailFacts => ({
  account: account.label(),
  state: life.state,
  isPaused: transcript.isPaused,
  figures: transcript.figures,
  view: transcript.view,
  reconnects: life.reconnects,
  startedAt,
});
