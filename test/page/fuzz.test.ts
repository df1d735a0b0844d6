import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RequestDetail } from '../../src/core/fal/types';
import { OpenRequest } from '../../src/core/payload/openRequest';
import type { Fact } from '../../src/core/payload/protocol';
import { RequestAnswers, type OpenWish } from '../../src/core/payload/requestAnswers';
import type { TalkParts } from '../../src/core/payload/requestTalk';
import { PANES, type MediaItem } from '../../src/core/payload/view';
import { pageWords } from '../../src/core/payload/words';
import { nextTurn } from '../../src/core/base/slices';
import { silentLog } from '../support/silentLog';
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
  'https://v3.fal.media/files/b/x.png',
  'data:image/png;base64,iVBORw0KGgo=',
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

/** Of so many requests one is also used, as a reader might: its rows, its strings, its files. */
const USED_EVERY = 8;

/** All that the page is told of one request. */
interface Told {
  readonly facts: readonly Fact[];
  /** What is in sight is drawn, and files loaded, only between two frames. */
  readonly isWatched: boolean;
}

interface Drawn {
  readonly shown: number;
  readonly loaded: number;
  readonly strange: readonly string[];
}

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
    const used = new Map<Fact['type'], number>();
    let loaded = 0;
    for (let at = 0; at < samples.length; at += AT_ONCE) {
      const told: Told[] = [];
      for (const [offset, [input, output, statusCode]] of samples.slice(at, at + AT_ONCE).entries())
        told.push(await tellOf(at + offset, { request: { ...REQUEST, statusCode }, input, output }));
      const drawn = await page.evaluate(drawAll, JSON.stringify(told));
      assert.equal(drawn.shown, told.length, `seed ${seed}`);
      assert.deepEqual(drawn.strange, [], `seed ${seed}`);
      loaded += drawn.loaded;
      for (const { type } of told.flatMap(({ facts }) => facts)) used.set(type, (used.get(type) ?? 0) + 1);
    }
    const seen = `${JSON.stringify([...used])}, ${loaded} files, seed ${seed}`;
    for (const type of ['rowsRead', 'revealed', 'stringShown', 'found', 'mediaRead'] as const)
      assert.ok((used.get(type) ?? 0) > 50, seen);
    assert.ok(loaded > 50, seen);
  });
});

/** What the host tells the page of this request, and answers to what a reader does with it. */
async function tellOf(number: number, detail: RequestDetail): Promise<Told> {
  const facts: Fact[] = [{ type: 'began', showing: number, words: pageWords(), ref: REF, isKept: false }];
  const { signal } = new AbortController();
  const request = await OpenRequest.open(REF, detail, { now: 0, locale: 'en', timeZone: 'UTC' });
  const answers = new RequestAnswers(request, PARTS, (fact) => facts.push({ ...fact, showing: number }));
  answers.tellAll();
  await answers.readOn(signal);
  const media = facts.flatMap((fact) => (fact.type === 'mediaFound' ? fact.media : []));
  const isUsed = number % USED_EVERY === 0;
  if (!isUsed) return { facts, isWatched: false };
  for (const wish of wishesOf(request, media)) {
    const before = facts.length;
    answers.answer(wish, signal);
    for (let turns = 0; turns < 3 && facts.length === before; turns += 1) await nextTurn();
  }
  return { facts, isWatched: media.length > 0 };
}

/** What a reader may do: open and close, look closer, find, go to what was found, see the files. */
function* wishesOf(request: OpenRequest, media: readonly MediaItem[]): Generator<OpenWish> {
  const showing = 0;
  const count = 30;
  for (const pane of PANES) {
    const rows = request.pane(pane)?.window(0, 60).rows ?? [];
    const container = rows.find(({ isExpanded }) => isExpanded !== undefined);
    if (container !== undefined) {
      const isExpanded = container.isExpanded !== true;
      yield { type: 'toggle', showing, pane, id: container.id, isExpanded, from: 0, count };
    }
    yield { type: 'find', showing, query: 'a', scope: 'panes' };
    yield { type: 'goToMatch', showing, number: 0, count };
    const cut = rows.find((row) => row.cut ?? row.keyCut);
    if (cut !== undefined) {
      const isKey = cut.keyCut !== undefined;
      yield { type: 'showString', showing, pane, id: cut.id, isKey };
      yield { type: 'find', showing, query: 'k', scope: 'string' };
      yield { type: 'goToMatch', showing, number: 0, count };
    }
    yield { type: 'collapseAll', showing, pane, id: rows.at(-1)?.id ?? 0, count };
  }
  for (const [number, { isHeld }] of media.slice(0, 9).entries()) {
    if (isHeld) yield { type: 'askMedia', showing, number };
    yield { type: 'goToMedia', showing, number, count };
  }
}

const nothing = (): undefined => undefined;
const PARTS: TalkParts = {
  log: silentLog,
  getRequest: () => Promise.resolve(undefined),
  describe: (error) => ({ message: String(error), steps: [] }),
  reader: () => ({ now: 0, locale: 'en', timeZone: 'UTC' }),
  post: nothing,
  copy: () => Promise.resolve(),
  openJson: nothing,
  titleOfStep: (step) => step,
  takeStep: nothing,
  logHistory: () => Promise.resolve({ items: [] }),
  findSources: () => Promise.resolve(new Map()),
  openSource: nothing,
  tail: nothing,
  inform: nothing,
  mediaPolicy: () => ({ load: 'fal' }),
  askMediaStatus: () => Promise.resolve(undefined),
  openExternally: nothing,
  saveMedia: nothing,
};

/** Runs in the page: hands it all of them, and tells what of another kind than text came to stand in it. */
async function drawAll(requests: string): Promise<Drawn> {
  let shown = 0;
  let loaded = 0;
  const strange = new Set<string>();
  const look = (): void => {
    for (const element of document.querySelectorAll(
      'main :is(script, iframe, object, embed, a, link, style, base, form)',
    ))
      strange.add(element.outerHTML.slice(0, 200));
    for (const element of document.querySelectorAll('main *'))
      for (const { name } of element.attributes) if (name.startsWith('on')) strange.add(name);
    for (const element of document.querySelectorAll('main [src]')) {
      loaded += 1;
      const address = element.getAttribute('src') ?? '';
      if (!/^(?:data:|https:\/\/(?:[\w-]+\.)?fal\.media\/)/i.test(address))
        strange.add(address.slice(0, 200));
    }
  };
  for (const { facts, isWatched } of JSON.parse(requests) as Told[]) {
    for (const fact of facts) {
      window.dispatchEvent(new MessageEvent('message', { data: fact }));
      if (isWatched && fact.type === 'mediaFound')
        for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
      if (fact.type !== 'shown') continue;
      const trees = document.querySelectorAll('main [role=tree]').length;
      if (trees >= 2 && document.querySelectorAll('main .row').length >= 2) shown += 1;
      look();
    }
    look();
  }
  return { shown, loaded, strange: [...strange] };
}
