import type * as vscode from 'vscode';
import { Emitter, type Disposable, type Event } from '../../core/base/events';
import { kindOf, nameWithin, type AccountId, type Holdings } from '../../core/key/account';
import { keyFromEnvironment, type EnvironmentKey } from '../../core/key/apiKey';
import type { CliProfile } from '../../core/key/cliProfiles';
import { CliRevisions } from '../../core/key/cliRevisions';
import { readRing, writeRing, type KeyRing } from '../../core/key/keyRing';

const SECRET = 'fal.apiKey';
/** No secret, but it lies beside them: only SecretStorage tells other windows when something in it changes. */
const CLI_CONSENT = 'fal.mayReadCli';

/** Every key there is: in SecretStorage, in the environment, in the fal CLI's file. Hands out keys and keeps none. */
export class Keychain implements Disposable {
  private readonly didChange = new Emitter<undefined>();
  private readonly subscription: Disposable;
  private readonly inEnvironment: EnvironmentKey | undefined;
  private readonly cliRevisions = new CliRevisions();
  /** The change under way; never rejects. */
  private changing: Promise<unknown> = Promise.resolve();

  readonly onDidChange: Event<undefined> = this.didChange.event;

  constructor(
    private readonly secrets: vscode.SecretStorage,
    environment: Readonly<Record<string, string | undefined>>,
  ) {
    this.inEnvironment = keyFromEnvironment(environment);
    // SecretStorage also speaks of changes made in other windows, so it alone is heard.
    this.subscription = secrets.onDidChange(({ key }) => {
      if (key === SECRET || key === CLI_CONSENT) this.didChange.fire(undefined);
    });
  }

  async holdings(): Promise<Holdings> {
    const [ring, consent] = await Promise.all([this.ring(), this.secrets.get(CLI_CONSENT)]);
    return {
      ring,
      variable: this.inEnvironment?.variable,
      mayReadCli: consent !== undefined,
      cliRevisions: this.cliRevisions.counts,
    };
  }

  /** `undefined`: the account has none, or none any more. @throws in words when the fal CLI's file cannot be read. */
  async keyOf(id: AccountId): Promise<string | undefined> {
    const within = nameWithin(id);
    switch (kindOf(id)) {
      case 'stored':
        return (await this.ring()).find((each) => each.id === within)?.key;
      case 'environment':
        return this.inEnvironment?.variable === within ? this.inEnvironment.key : undefined;
      case 'cli':
        return (await this.cliProfiles()).find(({ name }) => name === within)?.key;
      case 'sample':
      case undefined:
        return undefined;
    }
  }

  /**
   * Those of the fal CLI, none without the person's consent. Tells of another key in one of them before it is handed out:
   * what came for the former is then forgotten.
   * @throws in words when the file cannot be read.
   */
  async cliProfiles(): Promise<readonly CliProfile[]> {
    if ((await this.secrets.get(CLI_CONSENT)) === undefined) return [];
    const { readCliConfig } = await import('./cliConfig');
    const profiles = await readCliConfig();
    if (await this.cliRevisions.note(profiles)) this.didChange.fire(undefined);
    return profiles;
  }

  /** The keys that are not to be seen anywhere, whoever holds them. */
  async secretTexts(): Promise<readonly string[]> {
    const ring = await this.ring();
    // What cannot be read is in no one's hands.
    const ofCli = await this.cliProfiles().catch(() => []);
    const inEnvironment = this.inEnvironment === undefined ? [] : [this.inEnvironment];
    return [...ring, ...inEnvironment, ...ofCli].map(({ key }) => key);
  }

  /** Changes what is stored, from what is stored then: another window may have changed it. */
  async change(next: (ring: KeyRing) => KeyRing): Promise<void> {
    const changed = this.changing.then(async () => {
      const secret = writeRing(next(await this.ring()));
      await (secret === undefined ? this.secrets.delete(SECRET) : this.secrets.store(SECRET, secret));
    });
    this.changing = changed.catch(() => undefined);
    await changed;
  }

  /** Whether the keys in the fal CLI's file may be read. */
  async allowCli(isAllowed: boolean): Promise<void> {
    await (isAllowed ? this.secrets.store(CLI_CONSENT, 'yes') : this.secrets.delete(CLI_CONSENT));
  }

  dispose(): void {
    this.subscription.dispose();
    this.didChange.dispose();
  }

  private async ring(): Promise<KeyRing> {
    return readRing(await this.secrets.get(SECRET));
  }
}
