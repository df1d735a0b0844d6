import * as v from 'valibot';
import type { Logger } from '../base/logger';
import { nameProblem, type FalError } from './errors';
import { describeIssue } from './parseAnswer';
import type { Listed } from './types';

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
    all: readonly unknown[],
    list: string,
  ): Listed<ReadItem<v.InferOutput<S>>> {
    let why: FalError | undefined;
    const items = all.flatMap((item, index): ReadItem<v.InferOutput<S>>[] => {
      const parsed = v.safeParse(schema, item);
      if (parsed.success) return [{ item: parsed.output, index }];
      why ??= describeIssue(parsed.issues[0], `${list}.${index}`);
      return [];
    });
    if (why === undefined) return { items };
    if (items.length === 0) throw why;
    this.tell(why);
    return { items, unreadable: why };
  }

  /** The same without their places. */
  readAll<const S extends v.GenericSchema>(
    schema: S,
    all: readonly unknown[],
    list: string,
  ): Listed<v.InferOutput<S>> {
    const listed = this.read(schema, all, list);
    return { ...listed, items: listed.items.map(({ item }) => item) };
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
