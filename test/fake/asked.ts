import type { Query } from '../../src/core/sample/answers/params';
import type { Route } from '../../src/core/sample/answers/route';
import type { Watch } from './watch';

/** One question as it arrived. */
export interface Asked {
  /** `undefined` where no route has that method and path. */
  readonly route: Route | undefined;
  readonly method: string;
  /** Without the base, a behaviour and the query: `/serverless/apps`. */
  readonly path: string;
  readonly query: Query;
  /** Names in lower case; `authorization` as it came. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Epoch milliseconds by the fake's clock. */
  readonly at: number;
}

/** All that was asked, in order. */
export class AskedList {
  readonly all: Asked[] = [];

  constructor(private readonly watch: Watch) {}

  add(asked: Asked): void {
    this.all.push(asked);
    this.watch.changed();
  }

  of(route: Route | 'any'): readonly Asked[] {
    return route === 'any' ? this.all : this.all.filter((each) => each.route === route);
  }
}
