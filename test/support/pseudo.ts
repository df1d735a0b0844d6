import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

/** A language that nobody speaks: English with every letter changed, so that what is not translated is seen. */
export const PSEUDO_LANGUAGE = 'qps-ploc';

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHANGED = 'ȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑ';

const OURS = new RegExp(`[${CHANGED}]`);

/** Places for values, icons, targets of links and code: a translator leaves them as they are. */
const KEPT = /(\{\d+\}|\$\([\w~-]+\)|\]\([^)]*\)|`[^`]*`)/;

const toPseudo = (text: string): string =>
  text
    .split(KEPT)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[A-Za-z]/g, changed)))
    .join('');

const changed = (letter: string): string => CHANGED[PLAIN.indexOf(letter)] ?? letter;

/** What the extension says in that language where `l10n.t` is given this. */
export const said = (text: string, ...values: readonly (string | number)[]): string =>
  toPseudo(text).replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)]));

/** Puts the language into an installed extension, as a translator would: beside the English texts. */
export function addPseudoLanguage(extension: string): void {
  for (const name of ['package.nls', path.join('l10n', 'bundle.l10n')]) {
    const english = fs.readFileSync(path.join(extension, `${name}.json`), 'utf8');
    const texts = Object.entries(JSON.parse(english) as Record<string, string>);
    const translated = Object.fromEntries(texts.map(([key, text]) => [key, toPseudo(text)]));
    fs.writeFileSync(path.join(extension, `${name}.${PSEUDO_LANGUAGE}.json`), JSON.stringify(translated));
  }
}

/** Fails where something is said in English that is none of these data, or nothing is said at all. */
export function assertNoEnglish(words: readonly string[], data: readonly RegExp[]): void {
  assert.ok(
    words.some((text) => OURS.test(text)),
    `nothing of ours is said here: ${words.join(' | ')}`,
  );
  const rest = (text: string): string => data.reduce((left, each) => left.replace(each, ''), text);
  assert.deepEqual(
    words.filter((text) => /[A-Za-z]/.test(rest(text))),
    [],
    'these have escaped translation',
  );
}
