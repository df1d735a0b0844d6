import assert from 'node:assert/strict';
import fs from 'node:fs';

const text = fs.readFileSync('SECURITY.md', 'utf8');

describe('SECURITY.md', () => {
  const threats = text.split(/^## /m).slice(1);

  it('names a test for each threat', () => {
    assert.ok(threats.length >= 6);
    for (const threat of threats) assert.match(threat, /^- `test\//m, threat.split('\n')[0]);
  });

  for (const [, file = '', names = ''] of text.matchAll(/^- `(test\/[^`]+)`: (.+)$/gm)) {
    it(`names tests that ${file} has`, () => {
      const code = fs.readFileSync(file, 'utf8');
      const phrases = [...names.matchAll(/“([^”]+)”/g)].map(([, name]) => name ?? '');
      assert.ok(phrases.length > 0);
      for (const phrase of phrases) assert.ok(code.includes(phrase), phrase);
    });
  }
});
