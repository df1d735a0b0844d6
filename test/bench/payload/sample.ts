/**
 * JSON of about so many characters, laid out over lines: what an app that transcribes puts out. At 10 MB it has some
 * 250,000 lines, fewer than the 300,000 above which VS Code gives up colours and folding.
 */
export function makeSample(characters: number): string {
  const one = JSON.stringify(makeItem(0), undefined, 2).replaceAll('\n', '\n    ');
  const count = Math.max(1, Math.round(characters / (one.length + 6)));
  const items = Array.from({ length: count }, (_, at) =>
    JSON.stringify(makeItem(at), undefined, 2).replaceAll('\n', '\n    '),
  );
  return `{\n  "first": "here it begins",\n  "items": [\n    ${items.join(',\n    ')}\n  ]\n}`;
}

const makeItem = (at: number): object => ({
  text: `${at}: what was said here goes on for about as long as people speak between two breaths, and then it ends, as all that is said comes to an end.`,
  start: at * 4.2,
  end: at * 4.2 + 3.9,
  speaker: `SPEAKER_0${at % 4}`,
});
