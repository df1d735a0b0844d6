/** VS Code's shapes of lifetime and event, without VS Code: what core makes, ui can own and hear. */
export interface Disposable {
  dispose(): void;
}

export type Event<T> = (listener: (value: T) => unknown) => Disposable;

export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<{ readonly call: (value: T) => unknown }>();

  readonly event: Event<T> = (listener) => {
    const entry = { call: listener };
    this.listeners.add(entry);
    return { dispose: () => void this.listeners.delete(entry) };
  };

  /** Calls a copy of the listeners, so that one may unsubscribe while it is called. */
  fire(value: T): void {
    for (const { call } of [...this.listeners]) call(value);
  }

  dispose(): void {
    this.listeners.clear();
  }
}
