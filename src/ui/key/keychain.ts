import type * as vscode from 'vscode';
import { Emitter, type Disposable, type Event } from '../../core/base/events';
import { extractKey, keyFromEnvironment, keyShapeProblem, type HeldKey } from '../../core/key/apiKey';

const SECRET = 'fal.apiKey';

/** The key: in SecretStorage and nowhere else; the environment serves where there is none. */
export class Keychain implements Disposable {
  private readonly didChange = new Emitter<undefined>();
  private readonly subscription: Disposable;

  readonly onDidChange: Event<undefined> = this.didChange.event;

  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly environment: Readonly<Record<string, string | undefined>>,
  ) {
    // SecretStorage also speaks of changes made in other windows, so it alone is heard.
    this.subscription = secrets.onDidChange(({ key }) => {
      if (key === SECRET) this.didChange.fire(undefined);
    });
  }

  async held(): Promise<HeldKey | undefined> {
    const stored = await this.secrets.get(SECRET);
    if (stored !== undefined && keyShapeProblem(stored) === undefined) {
      return { key: extractKey(stored), source: { kind: 'stored' } };
    }
    return keyFromEnvironment(this.environment);
  }

  async get(): Promise<string | undefined> {
    return (await this.held())?.key;
  }

  async store(key: string): Promise<void> {
    await this.secrets.store(SECRET, key);
  }

  /** `false`: none was stored. */
  async remove(): Promise<boolean> {
    const hadOne = (await this.secrets.get(SECRET)) !== undefined;
    if (hadOne) await this.secrets.delete(SECRET);
    return hadOne;
  }

  dispose(): void {
    this.subscription.dispose();
    this.didChange.dispose();
  }
}
