import type { Route } from '../../src/core/sample/answers/route';
import type { Asked } from './asked';
import { bothOf, type Behaviour } from './behaviour';
import { behaviourOf, type BehaviourName } from './behaviourNames';

/** A behaviour, its name, or a function that chooses by what was asked. */
export type Rule = Behaviour | BehaviourName | ((asked: Asked) => Behaviour | BehaviourName | undefined);

/** What each route does next: the queue first, then what stands, then good. */
export class BehaviourBook {
  private readonly queues = new Map<Route | 'any', Rule[]>();
  private readonly standing = new Map<Route | 'any', Rule>();

  queue(route: Route | 'any', rules: readonly Rule[]): void {
    this.queues.set(route, [...(this.queues.get(route) ?? []), ...rules]);
  }

  stand(route: Route | 'any', rule: Rule): void {
    this.standing.set(route, rule);
  }

  clear(): void {
    this.queues.clear();
    this.standing.clear();
  }

  /** Takes the next one of a queue; what stands in the path adds to what stands in the book. */
  take(route: Route, asked: Asked, ofPath: Behaviour): Behaviour {
    const queued = this.queues.get(route)?.shift() ?? this.queues.get('any')?.shift();
    if (queued !== undefined) return resolveRule(queued, asked);
    const stands = this.standing.get(route) ?? this.standing.get('any') ?? {};
    return bothOf(ofPath, resolveRule(stands, asked));
  }
}

const resolveRule = (rule: Rule, asked: Asked): Behaviour =>
  behaviourOf((typeof rule === 'function' ? rule(asked) : rule) ?? {});
