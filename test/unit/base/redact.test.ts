import * as l10n from '@vscode/l10n';
import assert from 'node:assert/strict';
import { keyHider, redact } from '../../../src/core/base/redact';

const ID = '6f1c2a9e-3d47-4b58-8e90-5a7b1c2d3e4f';
const SECRET = '0d9c8b7a6f5e4d3c2b1a09f8e7d6c5b4';

describe('redacting', () => {
  for (const [text, safe] of [
    [`the key ${ID}:${SECRET} leaked`, 'the key [key hidden] leaked'],
    [`Authorization: Key ${ID}:${SECRET}`, 'Authorization: Key [key hidden]'],
    ['Authorization: Bearer abcdefghijkl.mnop', 'Authorization: Bearer [key hidden]'],
    [`request ${ID} failed`, `request ${ID} failed`],
    ['Key takeaway: nothing', 'Key takeaway: nothing'],
    ['"Bearer abcdefgh\\", x: run(), //', '"Bearer [key hidden]\\", x: run(), //'],
    ['`Bearer abcdefgh`, said fal', '`Bearer [key hidden]`, said fal'],
  ] as const) {
    it(`makes “${text}” safe to show`, () => assert.equal(redact(text), safe));
  }

  it('hides the held key whatever its shape, and its secret half alone', () => {
    assert.equal(
      redact('got odd:secret-odd and secret-odd', 'odd:secret-odd'),
      'got [key hidden] and [key hidden]',
    );
  });
});

describe('hiding one key', () => {
  const hide = keyHider(`${ID}:${SECRET}`);

  for (const [text, safe] of [
    [`{"headers":"Key ${ID}:${SECRET}"}`, '{"headers":"Key [key hidden]"}'],
    [`secret=${SECRET}, again ${SECRET}.`, 'secret=[key hidden], again [key hidden].'],
    [`request ${ID} failed`, `request ${ID} failed`],
    ['nothing of it', 'nothing of it'],
  ] as const) {
    it(`makes “${text}” safe to keep`, () => assert.equal(hide(text), safe));
  }

  it('takes no word for a secret because a key is short', () => {
    assert.equal(keyHider('wrong:key')('no key, and wrong:key'), 'no key, and [key hidden]');
    assert.equal(keyHider('')('as it was'), 'as it was');
  });
});

describe('what stands in place of a key', () => {
  after(() => l10n.config({ contents: {} }));

  it('ends no text around it, whatever a translation holds', () => {
    l10n.config({ contents: { '[key hidden]': `["key" 'is' \`hidden\` \\\n]` } });
    assert.equal(keyHider('wrong:key')('"wrong:key"'), '"[key is hidden ]"');
  });
});
