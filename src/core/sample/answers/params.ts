import { isParameterInstant, parseInstant, type Micros } from '../instant';
import { Refusal } from './refusal';

export const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Every value given, in order; comma-separated ones are not taken apart. */
export type Query = Readonly<Record<string, readonly string[]>>;

export function readQuery(search: URLSearchParams): Query {
  const query: Record<string, string[]> = {};
  for (const [name, value] of search) (query[name] ??= []).push(value);
  return query;
}

/** Reads query parameters by fal's rules; anything else is a 400 that names the parameter. */
export class Params {
  constructor(private readonly query: Query) {}

  text(name: string): string | undefined {
    const [value, ...more] = this.query[name] ?? [];
    if (more.length > 0) throw invalid(name, 'takes one value');
    return value;
  }

  /** Repeated or comma-separated, 1 to 50 values; empty when it was not given. */
  list(name: string): readonly string[] {
    const given = this.query[name];
    if (!given) return [];
    const values = given.flatMap((each) => each.split(',')).filter((each) => each !== '');
    if (values.length < 1 || values.length > 50) throw invalid(name, 'takes 1 to 50 values');
    return values;
  }

  members<T extends string>(name: string, members: readonly T[]): readonly T[] {
    return this.list(name).map((value) => memberOf(name, value, members));
  }

  member<T extends string>(name: string, members: readonly T[]): T | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : memberOf(name, value, members);
  }

  integer(name: string, least: number, most: number): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most)
      throw invalid(name, `is an integer from ${least} to ${most}`);
    return number;
  }

  instant(name: string): Micros | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!isParameterInstant(value)) throw invalid(name, 'is an ISO 8601 date-time with a zone, or a date');
    return parseInstant(value);
  }

  flag(name: string): boolean {
    return this.member(name, ['true', 'false', 'null', '']) === 'true';
  }

  uuid(name: string): string | undefined {
    const value = this.text(name);
    if (value !== undefined && !UUID.test(value)) throw invalid(name, 'is a UUID');
    return value?.toLowerCase();
  }
}

export const invalid = (name: string, rule: string): Refusal =>
  new Refusal(400, `Invalid request parameters: ${name} ${rule}`);

function memberOf<T extends string>(name: string, value: string, members: readonly T[]): T {
  const found = members.find((each) => each === value);
  if (found === undefined) throw invalid(name, `is one of ${members.join(', ')}`);
  return found;
}
