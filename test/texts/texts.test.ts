import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { atRoot } from '../support/root';

const BUNDLE = atRoot('l10n', 'bundle.l10n.json');

describe('the product’s text', () => {
  it('stands in l10n/bundle.l10n.json as the code has it; `npm run l10n` writes it', async function () {
    // It reads every source by a grammar.
    this.timeout(120_000);
    const sources = fs
      .readdirSync(atRoot('src'), { recursive: true })
      .map((name) => atRoot('src', String(name)))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({ extension: path.extname(file), contents: fs.readFileSync(file, 'utf8') }));
    const inCode = Object.keys(await getL10nJson(sources)).sort();
    const inBundle = Object.keys(JSON.parse(fs.readFileSync(BUNDLE, 'utf8')) as object).sort();
    assert.ok(inCode.length > 0);
    assert.deepEqual(inBundle, inCode);
  });
});
