import { readPageState, type PageState } from '../../src/core/payload/pageState';
import { readFact, type Fact, type Wish } from '../../src/core/payload/protocol';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** The panel on the other side: facts come from it, wishes go to it. */
export interface Host {
  wish(wish: Wish): void;
  listen(hear: (fact: Fact) => void): void;
  /** What this page kept when it was last drawn. */
  kept(): PageState | undefined;
  keep(state: PageState): void;
}

/** May be called once in a page's life: VS Code hands its door out only once. */
export function meetHost(): Host {
  const api = acquireVsCodeApi();
  return {
    wish: (wish) => api.postMessage(wish),
    listen: (hear) =>
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const fact = readFact(data);
        if (fact !== undefined) hear(fact);
      }),
    kept: () => readPageState(api.getState()),
    keep: (state) => api.setState(state),
  };
}
