/** JSON of about so many characters, laid out over lines: what an app that segments or transcribes puts out. */
export function makeSample(characters: number): string {
  const one = JSON.stringify(makeItem(0), undefined, 2).replaceAll('\n', '\n    ');
  const count = Math.max(1, Math.round(characters / (one.length + 6)));
  const items = Array.from({ length: count }, (_, at) =>
    JSON.stringify(makeItem(at), undefined, 2).replaceAll('\n', '\n    '),
  );
  return `{\n  "first": "here it begins",\n  "items": [\n    ${items.join(',\n    ')}\n  ]\n}`;
}

const makeItem = (at: number): object => ({
  text: `word ${at}`,
  start: at * 0.4,
  end: at * 0.4 + 0.35,
  box: [at % 640, at % 480, 64, 48],
  speaker: `SPEAKER_0${at % 4}`,
});
