import assert from 'node:assert/strict';
import fs from 'node:fs';
import { atRoot } from '../support/root';
import { CONTENTS } from '../support/packageContents';

type Texts = Readonly<Record<string, string>>;

/** What a translation shares with English: the names of things, and what is typed. */
const NAMES =
  /Scope for fal|VS Code|fal deploy|Platform API|\b(?:fal|CLI|API|JSON|cURL|Python|JavaScript|kB|MB)\b|key(?: not)? in a/g;

const read = (file: string): Texts => JSON.parse(fs.readFileSync(atRoot(file), 'utf8')) as Texts;

const LANGUAGES = fs
  .readdirSync(atRoot('l10n'))
  .flatMap((name) => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? []);

describe('the translations', () => {
  it('are one at least', () => assert.ok(LANGUAGES.length > 0));

  for (const language of LANGUAGES) {
    for (const [english, translated] of [
      ['package.nls.json', `package.nls.${language}.json`],
      ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`],
    ] as const) {
      describe(translated, () => {
        const source = read(english);
        const texts = read(translated);
        const pairs = Object.entries(source).map(([key, text]) => [text, texts[key] ?? ''] as const);

        it('is packed', () => assert.ok(CONTENTS.includes(translated)));

        it('has each text, and no other', () => {
          assert.deepEqual(Object.keys(texts).sort(), Object.keys(source).sort());
        });

        it('keeps the places for values, icons, code, emphasis, lines and the targets of links', () => {
          for (const [text, translation] of pairs)
            assert.deepEqual(fixedIn(translation), fixedIn(text), text);
        });

        it('leaves no words in English but names and what is typed', () => {
          for (const [text, translation] of pairs) {
            const own = translation.replace(/`[^`]*`|\]\([^)]*\)/g, '').replace(NAMES, '');
            assert.doesNotMatch(own, /[A-Za-z]{2,} [A-Za-z]{2,}/, translation);
            if (/[A-Za-z]{2,}/.test(text.replace(NAMES, ''))) assert.notEqual(translation, text);
          }
        });
      });
    }
  }
});

/** What a translator leaves as it is, wherever in the sentence it comes to stand. */
const fixedIn = (text: string): string[] =>
  [...text.matchAll(/\{\w+\}|\$\([\w~-]+\)|`[^`]*`|\*\*|\n|\]\([^)]*\)/g)].map(([part]) => part).sort();
