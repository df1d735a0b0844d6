const MARK = '\u0001digits:';

/** A number that JavaScript cannot hold: stands in the text digit for digit. */
export const digits = (text: string): string => MARK + text;

/** JSON text in which the numbers made by `digits` are whole. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value).replace(/"\\u0001digits:(\d+)"/g, (_, number: string) => number);
