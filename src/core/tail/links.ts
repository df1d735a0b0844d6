/** What in a tail's text leads somewhere; `start` and `end` are offsets into the text. */
export type TailLink = { readonly start: number; readonly end: number } & TailLinkGoal;

export type TailLinkGoal =
  /** A place in a program, by the path that it had where the program ran; `line` counts from 1. */
  | { readonly kind: 'frame'; readonly path: string; readonly line: number }
  | { readonly kind: 'request'; readonly id: string }
  | { readonly kind: 'runner'; readonly id: string };

/** A path in angle brackets, such as `<string>`, is no file. */
const FRAME = /\bFile "([^"\n<>]{1,1000})", line (\d{1,7})\b/g;
const ID = /(?<![\w/-])[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/gi;
/** The word right before an id that says whose it is: `request_id=`, `"x-fal-request-id": "`, `Runner `. */
const OWNER = /(request|runner|job)(?:[_ -]?id)?["']?(?:\s?[:=#]\s?|\s)["'([<]?$/i;
const MOST_OWNER_CHARACTERS = 24;
/** fal's request ids carry their time (UUID version 7); no other id of fal's does. */
const REQUEST_VERSION = '7';

/** Every link of a text, in its order. Ids are links by the word before them, those of requests by their form too. */
export function findLinks(text: string): readonly TailLink[] {
  const links: TailLink[] = [];
  for (const { 0: whole, 1: path = '', 2: line = '', index } of text.matchAll(FRAME)) {
    const start = index + 'File "'.length;
    links.push({ start, end: index + whole.length, kind: 'frame', path, line: Number(line) });
  }
  for (const { 0: id, 1: version, index } of text.matchAll(ID)) {
    const kind = ownerOf(text.slice(Math.max(0, index - MOST_OWNER_CHARACTERS), index), version);
    if (kind !== undefined) links.push({ start: index, end: index + id.length, kind, id: id.toLowerCase() });
  }
  return links.sort((a, b) => a.start - b.start);
}

function ownerOf(before: string, version: string | undefined): 'request' | 'runner' | undefined {
  const owner = OWNER.exec(before)?.[1]?.toLowerCase();
  if (owner === undefined) return version === REQUEST_VERSION ? 'request' : undefined;
  return owner === 'request' ? 'request' : 'runner';
}
