import type * as vscode from 'vscode';
import { toError } from '../../core/base/errors';
import { Emitter, type Disposable } from '../../core/base/events';
import { FalError } from '../../core/fal/errors';
import {
  describeGone,
  findServing,
  isOfSample,
  isOneOfSeveral,
  kindOf,
  nameOfAccount,
  revisionOf,
  sampleNotice,
  type AccountId,
  type Holdings,
  type Serving,
} from '../../core/key/account';
import { setContextKey } from '../contextKeys';
import type { Whose } from '../whose';
import type { Keychain } from './keychain';

/** The account chosen in this workspace: people have one for a project, and several projects open. */
const CHOICE = 'account';

export interface AccountsChange {
  /** Another account serves, or it has another key: nothing shown holds any longer. */
  readonly isOther: boolean;
  /** Sample data came or went: nothing of the one may be seen beside the other. */
  readonly isBreak: boolean;
  /** Whether this account has another key, or none any more. */
  readonly hasChanged: (id: AccountId) => boolean;
  readonly hasKey: (id: AccountId) => boolean;
  /** Whether it has another key than one it was known to have. */
  readonly hasOtherKey: (id: AccountId) => boolean;
}

interface Looked {
  readonly holdings: Holdings;
  readonly serving: Serving;
  /** The one of the person’s that serves, or would if no sample data were on. */
  readonly own: Serving;
}

/** Which account serves in this window; each keeps the one it was told to use. */
export class Accounts implements Disposable {
  private readonly didChange = new Emitter<AccountsChange>();
  private readonly following: Disposable;
  private current: Looked | undefined;
  private looking: Promise<Looked>;
  /** Serves in place of the person’s own; it is forgotten with the window. */
  private guest: AccountId | undefined;
  private chosen = 0;

  readonly onDidChange = this.didChange.event;

  constructor(
    private readonly keychain: Keychain,
    /** Of the workspace. */
    private readonly memory: vscode.Memento,
  ) {
    this.following = keychain.onDidChange(() => void this.look());
    this.looking = this.look();
  }

  /** As last looked at: views must know at once, and SecretStorage takes its time. */
  get id(): AccountId | undefined {
    return this.current?.serving.kind === 'account' ? this.current.serving.id : undefined;
  }

  /** The account's name where a person must be told of it; `undefined` where there is but one. */
  label(id = this.id): string | undefined {
    if (id === undefined || this.current === undefined) return undefined;
    const { serving, holdings } = this.current;
    return id !== this.id || isOneOfSeveral(serving, holdings) ? nameOfAccount(id, holdings) : undefined;
  }

  /** For titles, of what belongs to an account or, without one, to whichever serves. */
  whose(id = this.id): Whose | undefined {
    const name = this.label(id);
    return name === undefined ? undefined : { name, notice: isOfSample(id) ? sampleNotice() : undefined };
  }

  /** What there is and who serves, once SecretStorage has answered. */
  looked(): Promise<Looked> {
    return this.looking.catch(() => this.look());
  }

  /**
   * The key of the account that serves, or of a named one. `undefined`: there is none to serve.
   * @throws {FalError} `needsKey` when the account has none any more.
   */
  async key(account?: AccountId): Promise<string | undefined> {
    const { serving } = await this.looked();
    const id = account ?? serving.id;
    if (id === undefined) return undefined;
    const key = await this.keychain.keyOf(id).catch((error: unknown) => gone(toError(error).message));
    // It may have been found to be another one just now: what came for the former goes first.
    await this.looked();
    return key ?? gone(describeGone(id));
  }

  /** Whether the person chooses an account, be it the one in use, while `task` runs. Resolves once it serves. */
  async hasChosenIn(task: () => Promise<void>): Promise<boolean> {
    const { chosen } = this;
    await task();
    await this.look();
    return this.chosen !== chosen;
  }

  /** From here on this account serves in this workspace. */
  async choose(id: AccountId): Promise<void> {
    this.guest = undefined;
    this.chosen += 1;
    await this.memory.update(CHOICE, id);
    await this.look();
  }

  /** From here on this one serves, until an account is chosen or the person’s own changes; `undefined` ends it. */
  async receive(guest: AccountId | undefined): Promise<void> {
    this.guest = guest;
    await this.look();
  }

  /** Looks again; an earlier look that comes late gives what the latest found. */
  look(): Promise<Looked> {
    const looking: Promise<Looked> = this.keychain
      .holdings()
      .then((holdings) => (looking === this.looking ? this.take(holdings) : this.looking));
    // A keyring may be locked: whoever needs a key looks again.
    looking.catch(() => undefined);
    return (this.looking = looking);
  }

  dispose(): void {
    this.following.dispose();
    this.didChange.dispose();
  }

  private get choice(): AccountId | undefined {
    const kept: unknown = this.memory.get(CHOICE);
    return typeof kept === 'string' ? kept : undefined;
  }

  private take(holdings: Holdings): Looked {
    const before = this.current;
    const hasChanged = (id: AccountId): boolean =>
      before === undefined || revisionOf(id, before.holdings) !== revisionOf(id, holdings);
    const own = findServing(this.choice, holdings);
    // What the fal CLI writes into its file was not done for this window to show it.
    const isOwnOther =
      !isSame(own, before?.own) || (own.id !== undefined && kindOf(own.id) !== 'cli' && hasChanged(own.id));
    if (before !== undefined && isOwnOther) this.guest = undefined;
    const serving: Serving = this.guest === undefined ? own : { kind: 'account', id: this.guest };
    const looked = (this.current = { holdings, serving, own });
    this.remember(looked);
    const isOther =
      !isSame(serving, before?.serving) || (serving.kind === 'account' && hasChanged(serving.id));
    const isBreak = isOther && (isOfSample(serving.id) || isOfSample(before?.serving.id));
    this.didChange.fire({
      isOther,
      isBreak,
      hasChanged,
      hasKey: (id) => revisionOf(id, holdings) !== undefined,
      hasOtherKey: (id) => {
        const known = before && revisionOf(id, before.holdings);
        const now = revisionOf(id, holdings);
        return known !== undefined && now !== undefined && known !== now;
      },
    });
    // Once what fal told another account is forgotten, lest it pass for an answer to this one.
    setContextKey('fal.keyState', serving.kind === 'account' ? (kindOf(serving.id) ?? 'none') : 'none');
    setContextKey('fal.isAccountGone', serving.kind === 'gone');
    return looked;
  }

  /**
   * Where there are several, the one that serves by itself is as good as chosen: when it goes, none takes its place
   * unasked. A choice that came to nothing is forgotten.
   */
  private remember({ own, holdings }: Looked): void {
    if (own.kind === 'gone' || (own.kind === 'account' && own.id === this.choice)) return;
    const isChosen = own.kind === 'account' && isOneOfSeveral(own, holdings);
    void this.memory.update(CHOICE, isChosen ? own.id : undefined);
  }
}

const isSame = (one: Serving, other: Serving | undefined): boolean =>
  one.kind === other?.kind && one.id === other.id;

function gone(what: string): never {
  throw new FalError({ kind: 'needsKey', reason: 'gone', what });
}
