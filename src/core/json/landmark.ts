/** Values at least this long are noted; shorter ones are cheaper to read again than to remember. */
export const LANDMARK_LENGTH = 4096;

/** Every so many children of a noted container the offset is kept, which bounds the walk to any of them. */
export const MARK_EVERY = 64;

/** What is remembered of a long value, found by the offset of its first character. */
export interface Landmark {
  /** Just past its last character. */
  readonly end: number;
  /** Children of a container; characters of a string once its escapes are resolved. */
  readonly count: number;
  /** Offsets of the children 64, 128, …; of their keys in an object. */
  readonly marks: readonly number[];
}
