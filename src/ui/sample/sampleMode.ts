import type { Disposable } from '../../core/base/events';
import type { HttpOptions } from '../../core/fal/http';
import type { FalClient } from '../../core/fal/types';
import { isOfSample, SAMPLE_ACCOUNT, sampleNotice, type AccountId } from '../../core/key/account';
import type { Sample } from './startSample';

/** Which account serves; see `Accounts`. */
export interface Host {
  readonly id: AccountId | undefined;
  receive(guest: AccountId | undefined): Promise<void>;
}

/** Of the window. */
export interface TailsHere {
  /** What a person would miss of them. */
  readonly toLose: readonly unknown[];
  /** Once those that were taken away write no more. */
  readonly closed: Promise<unknown>;
}

/** Sample data in place of fal’s, in this window and as long as their account serves. Loaded only then. */
export class SampleMode implements Disposable {
  private running: Sample | undefined;

  constructor(
    private readonly accounts: Host,
    private readonly clientOn: (http: Omit<HttpOptions, 'log'>) => FalClient,
    private readonly tails: () => TailsHere,
  ) {}

  /** `undefined` while an account of the person’s serves. */
  get now(): Sample | undefined {
    return isOfSample(this.accounts.id) ? this.running : undefined;
  }

  /**
   * `real`, unless it is the sample that is meant, by name or because it serves. A question goes whole to the one or the
   * other, whatever is switched meanwhile.
   */
  clientBeside(real: FalClient, account: AccountId | undefined): FalClient {
    const meant = (): FalClient | undefined =>
      isOfSample(account ?? this.accounts.id) ? this.running?.client : undefined;
    return new Proxy(real, {
      get:
        (_real, name: keyof FalClient) =>
        (...args: unknown[]): unknown =>
          Reflect.apply((meant() ?? real)[name], undefined, args),
    });
  }

  /** Once the person agreed to what it closes. */
  async enter(): Promise<void> {
    const { mayClose, startSample } = await import('./startSample');
    if (this.now === undefined && !(await mayClose(this.tails().toLose.length))) return;
    this.running ??= startSample(this.clientOn, sampleNotice());
    await this.accounts.receive(SAMPLE_ACCOUNT);
    await this.now?.show();
  }

  async leave(): Promise<void> {
    if (this.running !== undefined) await this.accounts.receive(undefined);
  }

  /** Ends what runs, unless its account serves; its tails are closed by then. */
  settle(): void {
    if (!isOfSample(this.accounts.id)) this.dispose();
  }

  dispose(): void {
    this.running?.end(this.tails().closed);
    this.running = undefined;
  }
}
