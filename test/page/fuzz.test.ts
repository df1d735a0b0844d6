import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RequestDetail } from '../../src/core/fal/types';
import { findMedia } from '../../src/core/payload/media/findMedia';
import { describeMedia } from '../../src/core/payload/media/mediaWords';
import { OpenRequest } from '../../src/core/payload/openRequest';
import type { Fact } from '../../src/core/payload/protocol';
import { pageWords } from '../../src/core/payload/words';
import { REF, REQUEST } from './openPanel';
import { usePanel } from './panelSuite';

const PAYLOADS = 10_000;
const AT_ONCE = 250;

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("https://evil.example")</script></svg>',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="fetch(\'https://evil.example\')"/>',
  'data:text/html,<script>alert(1)</script>',
  'javascript:alert(1)//.png',
  'https://evil.example/x.png',
  'http://127.0.0.1:1/x.png',
  'https://fal.media@evil.example/x.png',
  '[a](command:fal.removeApiKey) ![b](https://evil.example/b.png)',
  '__proto__',
  'constructor',
  'toString',
  '\u0000\u0007\u001b[31m',
  '\u202eabc\u2066',
  '\ud800',
  '\udfff\ud800',
  '\u2028\u2029\ufeff',
  '{0}{1}',
  '-->',
  ']]>',
];

const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.integer({ min: 1, max: 3000 }).map((length) => 'k'.repeat(length)),
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: false },
    text,
    fc.constantFrom('1e400', '-0', '196619188014358660', 'true', 'null').map((token) => ({ token })),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 5 }).map((entries) => ({ entries })),
    fc.tuple(text, text).map(([url, type]) => ({
      entries: [
        ['url', url],
        ['content_type', type],
        ['file_name', url],
      ],
    })),
  ),
}));

/** As JSON text, since no object could hold its repeated keys and odd numbers. */
function write(it: unknown): string {
  if (Array.isArray(it)) return `[${it.map(write).join()}]`;
  if (typeof it !== 'object' || it === null) return JSON.stringify(it);
  if ('token' in it) return String(it.token);
  if (!('entries' in it) || !Array.isArray(it.entries)) return '{}';
  return `{${it.entries.map(([key, held]: [string, unknown]) => `${JSON.stringify(key)}:${write(held)}`).join()}}`;
}

const deep = fc
  .tuple(fc.integer({ min: 100, max: 10_000 }), fc.boolean())
  .map(([depth, isObject]) =>
    isObject ? `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}` : '['.repeat(depth) + ']'.repeat(depth),
  );
const broken = fc.string({ unit: 'binary', maxLength: 200 });
const payload = fc.oneof(
  { weight: 30, arbitrary: value.map(write) },
  { weight: 1, arbitrary: deep },
  { weight: 2, arbitrary: broken },
);

describe('hostile payloads', function () {
  this.timeout(10 * 60_000);
  const suite = usePanel();

  it(`draw without a complaint and without a question to anyone, ${PAYLOADS} of them`, async () => {
    const { page } = await suite.open();
    const seed = Math.floor(Math.random() * 2 ** 31);
    const samples = fc.sample(fc.tuple(payload, payload, fc.constantFrom(200, 422, 500)), {
      numRuns: PAYLOADS / 2,
      seed,
    });
    for (let at = 0; at < samples.length; at += AT_ONCE) {
      const facts: Fact[] = [];
      for (const [offset, [input, output, statusCode]] of samples.slice(at, at + AT_ONCE).entries())
        facts.push(...(await factsOf(at + offset, { request: { ...REQUEST, statusCode }, input, output })));
      const drawn = await page.evaluate(drawAll, JSON.stringify(facts));
      assert.equal(drawn.shown, facts.filter(({ type }) => type === 'shown').length, `seed ${seed}`);
      assert.deepEqual(drawn.strange, [], `seed ${seed}`);
    }
  });
});

/** What the host would tell the page of this request. */
async function factsOf(showing: number, detail: RequestDetail): Promise<Fact[]> {
  const request = await OpenRequest.open(REF, detail, { now: 0, locale: 'en', timeZone: 'UTC' });
  const index = request.pane('output')?.index;
  const { media = [], isCut = false } = index === undefined ? {} : await findMedia(index);
  return [
    { type: 'began', showing, words: pageWords(), ref: REF, isKept: false },
    { type: 'shown', showing, view: request.view() },
    {
      type: 'mediaFound',
      showing,
      media: media.map((found) => describeMedia('output', found, { load: 'fal' })),
      isCut,
    },
  ];
}

/** Runs in the page: hands it all of them, and tells what of another kind than text came to stand in it. */
function drawAll(facts: string): { shown: number; strange: string[] } {
  let shown = 0;
  const strange = new Set<string>();
  for (const fact of JSON.parse(facts) as { type: string }[]) {
    window.dispatchEvent(new MessageEvent('message', { data: fact }));
    const trees = document.querySelectorAll('main [role=tree]').length;
    if (fact.type !== 'shown') continue;
    if (trees >= 2 && document.querySelectorAll('main .row').length >= 2) shown += 1;
    for (const element of document.querySelectorAll(
      'main :is(script, iframe, object, embed, a, link, style, base, form)',
    ))
      strange.add(element.outerHTML.slice(0, 200));
    for (const element of document.querySelectorAll('main *'))
      for (const { name } of element.attributes) if (name.startsWith('on')) strange.add(name);
  }
  return { shown, strange: [...strange] };
}
