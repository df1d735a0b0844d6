import type { Arrangement } from './directory';
import type { EndpointRef } from './nodeRef';

/** Which endpoints stand open. VS Code tells when a row is shut, but not when one goes. */
export class OpenEndpoints {
  private readonly refs = new Map<string, EndpointRef>();

  constructor(private readonly arrangement: () => Arrangement) {}

  has({ id }: { readonly id: string }): boolean {
    return this.refs.has(id);
  }

  /** @returns `false` where it has gone from the tree, though VS Code may still show it. */
  open(ref: EndpointRef): boolean {
    if (!this.isThere(ref)) return false;
    this.refs.set(ref.id, ref);
    return true;
  }

  shut({ id }: EndpointRef): void {
    this.refs.delete(id);
  }

  /** Forgets those that have gone: should one come back, VS Code shows it shut. */
  prune(): void {
    for (const ref of this.refs.values()) if (!this.isThere(ref)) this.shut(ref);
  }

  clear(): void {
    this.refs.clear();
  }

  /** Of those in sight, each once. */
  get endpointIds(): readonly string[] {
    const seen = [...this.refs.values()].filter(({ parent }) => parent === undefined || this.has(parent));
    return [...new Set(seen.map(({ endpointId }) => endpointId))];
  }

  private isThere({ endpointId, parent }: EndpointRef): boolean {
    const { byId } = this.arrangement();
    if (parent === undefined) return byId.has(endpointId);
    return byId.get(parent.endpointId)?.routes.includes(endpointId) === true;
  }
}
