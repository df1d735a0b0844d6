import assert from 'node:assert/strict';
import { mediaSources, type MediaPolicy } from '../../../src/core/payload/media/mediaPolicy';
import { payloadPage } from '../../../src/core/payload/page';

const parts = {
  nonce: 'n0nce',
  cspSource: 'https://*.vscode-cdn.net',
  mediaSources: [] as string[],
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

  it('lets media in from where it is told, and from nowhere else', () => {
    const policyFor = (policy: MediaPolicy) =>
      /(img-src [^;]*); (media-src [^;]*)/
        .exec(payloadPage({ ...parts, mediaSources: mediaSources(policy) }))
        ?.slice(1);
    const fal = 'https://fal.media https://*.fal.media https://storage.googleapis.com/falserverless/ data:';
    assert.deepEqual(policyFor({ load: 'fal' }), [`img-src ${fal}`, `media-src ${fal}`]);
    assert.deepEqual(policyFor({ load: 'all', loopback: 'http://127.0.0.1:9' }), [
      'img-src https: http://127.0.0.1:9 data:',
      'media-src https: http://127.0.0.1:9 data:',
    ]);
    assert.deepEqual(policyFor({ load: 'held', loopback: 'http://127.0.0.1:9' }), [
      'img-src data:',
      'media-src data:',
    ]);
    assert.equal(policyFor({ load: 'never', loopback: 'http://127.0.0.1:9' }), undefined);
  });

  it('says above all what has to be said, as text', () => {
    assert.doesNotMatch(payloadPage(parts), /notice/);
    assert.match(
      payloadPage({ ...parts, notice: 'a <b>' }),
      /<p id="notice" role="note">a &lt;b&gt;<\/p>\n<main/,
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
