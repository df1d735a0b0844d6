import assert from 'node:assert/strict';
import { payloadPage } from '../../../src/core/payload/page';

const parts = {
  nonce: 'n0nce',
  cspSource: 'https://*.vscode-cdn.net',
  scriptUri: 'https://x/payload.js?a&b',
  styleUri: 'https://x/payload-style.css',
  language: 'de',
  title: 'a"><script>alert(1)</script>',
};

describe('the page’s HTML', () => {
  it('lets in the one script, the one style, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(payloadPage(parts))?.[1];
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-n0nce'; style-src https://*.vscode-cdn.net; base-uri 'none'; form-action 'none'",
    );
  });

  it('holds no script of its own, whatever it is given', () => {
    const html = payloadPage(parts);
    assert.deepEqual(html.match(/<script[^>]*>/g), [
      '<script nonce="n0nce" src="https://x/payload.js?a&amp;b">',
    ]);
    assert.match(html, /<html lang="de">/);
    assert.doesNotMatch(html, /<style|style=|onload|javascript:/);
  });
});
