import type { CliProfile } from './cliProfiles';

/** By profile; none is there before it had another key. */
export type Revisions = ReadonlyMap<string, number>;

/** How often each profile of the fal CLI was found with another key. Knows the keys by their digests alone. */
export class CliRevisions {
  private readonly digests = new Map<string, string>();
  private counted: Revisions = new Map();

  /** Stays as it is: what comes later is in another one. */
  get counts(): Revisions {
    return this.counted;
  }

  /** Whether one of them has another key than when it was read before. */
  async note(profiles: readonly CliProfile[]): Promise<boolean> {
    const read = await Promise.all(
      profiles.map(async ({ name, key }) => [name, await digestOf(key)] as const),
    );
    const others = read.filter(([name, digest]) => (this.digests.get(name) ?? digest) !== digest);
    for (const [name, digest] of read) this.digests.set(name, digest);
    if (others.length === 0) return false;
    const grown = others.map(([name]) => [name, (this.counted.get(name) ?? 0) + 1] as const);
    this.counted = new Map([...this.counted, ...grown]);
    return true;
  }
}

async function digestOf(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return new Uint8Array(digest).join();
}
