import * as v from 'valibot';
import type { Logger } from '../base/logger';
import { nameProblem, type FalError } from './errors';
import { describeIssue } from './parseAnswer';

export interface ReadItems<T> {
  readonly read: readonly ReadItem<T>[];
  /** What is wrong with the first of those that were left out. */
  readonly unreadable?: FalError;
}

/** An item, and where it stands in fal's list. */
export interface ReadItem<T> {
  readonly item: T;
  readonly index: number;
}

/** Reads lists item by item, for one that cannot be read must not hide the others: it is left out, and logged. */
export class ItemReader {
  private readonly told = new Set<string>();

  constructor(private readonly log: Logger) {}

  /**
   * @param list its path in the answer.
   * @throws {FalError} `unexpected`, where there are items and none can be read.
   */
  read<const S extends v.GenericSchema>(
    schema: S,
    items: readonly unknown[],
    list: string,
  ): ReadItems<v.InferOutput<S>> {
    let why: FalError | undefined;
    const read = items.flatMap((item, index): ReadItem<v.InferOutput<S>>[] => {
      const parsed = v.safeParse(schema, item);
      if (parsed.success) return [{ item: parsed.output, index }];
      why ??= describeIssue(parsed.issues[0], `${list}.${index}`);
      return [];
    });
    if (why === undefined) return { read };
    if (read.length === 0) throw why;
    this.tell(why);
    return { read, unreadable: why };
  }

  /** Once: the same question is asked at every turn, and rows only move. */
  private tell({ problem }: FalError): void {
    const what = nameProblem(problem);
    const kind = what.replace(/\.\d+/, '');
    if (this.told.has(kind)) return;
    this.told.add(kind);
    this.log.warn(`Left out, for it cannot be read: ${what}`);
  }
}
