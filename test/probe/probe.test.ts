import assert from 'node:assert/strict';
import fs from 'node:fs';
import { NAMED, type BehaviourName } from '../fake/behaviourNames';
import { API_PRESET_KEY, FAKE_KEY, POWERLESS_KEY, startFakeFal, type FakeFal } from '../fake/fakeFal';
import { atRoot } from '../support/root';
import { FalError } from '../../src/core/fal/errors';
import { POINTS, probe, type Finding } from './probe';

const HASTY = { listenMs: 250, glanceMs: 60, pauseMs: 0, answerWithinMs: 2_000 };
const BATCH = 12;
const SECRET = 'a-prompt-that-nobody-may-read';
/** What is to be told of a fal that is so, at which point. */
const TOLD: readonly (readonly [BehaviourName, string, RegExp])[] = [
  ['crlf', 'stream: framing', /line ends \\r\\n;/],
  ['cr', 'stream: framing', /line ends \\r;/],
  ['bom', 'stream: framing', /byte order mark/],
  ['html', 'stream: the answer', /text\/html, an HTML page/],
  ['wrong-type', 'stream: the answer', /text\/plain/],
  ['named-event', 'stream: event names', /^log ×/],
  ['unknown-event', 'stream: event names', /heartbeat ×\d+/],
  ['named-event', 'stream: ids and retry', /^id ×[1-9]/],
  ['arrays', 'stream: what an event holds', /^list ×/],
  ['wrapped-items', 'stream: what an event holds', /^items ×/],
  ['wrapped-log', 'stream: what an event holds', /^log ×/],
  ['multiline', 'stream: what an event holds', /[1-9]\d* over several data lines/],
  ['not-json', 'stream: read by our parser', /, [1-9]\d* others/],
  ['stream-error', 'stream: read by our parser', /then an error event/],
  ['comments', 'stream: comments and keep-alives', /^[1-9]\d* comments/],
  ['empty-data', 'stream: comments and keep-alives', /, [1-9]\d* empty events/],
  ['stream-ends', 'stream: its end', /^ended by fal/],
  ['stream-resets', 'stream: its end', /^ended broken/],
  ['live-only', 'stream: order', /^no entry came/],
  ['naive', 'entries: timestamps', /^zone none-given ×/],
  ['upper-case', 'entries: levels', /INFO ×/],
  ['cursor-inclusive', 'history: cursor', /[1-9] of the next page had come before/],
  ['wrong-field-type', 'history: read by our client', /unknown form at items\.0\./],
  ['extra-fields', 'entries: labels and other fields', /further fields: (?!none)/],
  ['422', 'refusals: limit=0', /^422, FastAPI’s form \(list\)/],
  ['422-text', 'refusals: limit=0', /^422, FastAPI’s form \(text\)/],
];

describe('the probe', () => {
  let fal: FakeFal;
  before(async () => {
    fal = await startFakeFal({ data: 'empty' });
    fal.world.app({ owner: 'acme', name: 'shop' });
    const labels = { fal_job_id: `job ${SECRET}`, [SECRET]: SECRET };
    fal.log({ message: SECRET, app: SECRET, level: SECRET, labels });
    for (let line = 1; line <= 5; line++)
      fal.log({ message: `line ${line}`, labels: { fal_job_id: 'job 1' } });
    fal.request({ input: JSON.stringify({ prompt: SECRET }), output: JSON.stringify({ detail: SECRET }) });
  });
  after(() => fal.close());

  const run = (url: string, key = FAKE_KEY) => probe({ url, key, ...HASTY });
  const seenOf = (findings: readonly Finding[], name: string): Finding =>
    findings.find(({ point }) => point.name === name) ?? assert.fail(`There is no point ${name}`);

  it('looks at every point of a fal in order', async () => {
    const findings = await run(fal.url);
    assert.deepEqual(
      findings.filter(({ verdict }) => verdict === 'trouble'),
      [],
    );
    assert.match(seenOf(findings, 'stream: event names').words, /^message ×\d+$/);
    assert.equal(seenOf(findings, 'stream: its end').words.startsWith('still open'), true);
    assert.equal(seenOf(findings, 'refusals: a made-up key').words, '401, fal’s form with request_id');
    assert.equal(seenOf(findings, 'filters: two of them, and or or').words, 'both must hold');
    assert.equal(seenOf(findings, 'history: cursor').verdict, 'fine');
  });

  it('only reads', async () => {
    const asked = fal.asked.length;
    await run(fal.url);
    const paths = fal.asked.slice(asked).map(({ method, path }) => `${method} ${path}`);
    const posts = new Set(paths.filter((path) => !path.startsWith('GET ')));
    assert.deepEqual([...posts].sort(), ['POST /serverless/logs/history', 'POST /serverless/logs/stream']);
    assert.ok(paths.length < 90, `${paths.length} questions`);
  });

  it('tells a fal of each kind, and prints neither the key nor a payload', async () => {
    const names = Object.keys(NAMED) as BehaviourName[];
    const troublesome: string[] = [];
    const told = await inBatches(names, (name) => run(fal.urlThat(name)));
    told.forEach((each, index) => {
      const name = names[index] ?? 'good';
      if (each.status === 'rejected') {
        assert.ok(each.reason instanceof FalError, `${name}: ${String(each.reason)}`);
        assertSilent(each.reason.message, name);
        return;
      }
      assert.equal(each.value.length, POINTS.length, name);
      assertSilent(each.value.map(({ words }) => words).join('\n'), name);
      if (each.value.some(({ verdict }) => verdict === 'trouble')) troublesome.push(name);
    });
    // Answers that lack what fal documents; all else is coped with.
    assert.deepEqual(troublesome.sort(), [
      'empty',
      'html',
      'invalid-json',
      'missing-field',
      'not-an-object',
      'redirect-other',
      'wrong-field-type',
    ]);
  }).timeout(120_000);

  it('tells one kind of fal from another', async () => {
    const kinds = [...new Set(TOLD.map(([name]) => name))];
    const told = await inBatches(kinds, (name) => run(fal.urlThat(name)));
    for (const [name, point, words] of TOLD) {
      const findings = told[kinds.indexOf(name)];
      assert.ok(findings?.status === 'fulfilled', name);
      assert.match(seenOf(findings.value, point).words, words, `${name}, ${point}`);
    }
  });

  it('prints neither the key nor a payload when fal sends both back in every place', async () => {
    const body = JSON.stringify({ error: { message: `${FAKE_KEY} ${SECRET}`, [SECRET]: FAKE_KEY } });
    const echo = { instead: { status: 400, body, contentType: `text/${FAKE_KEY}` } };
    fal.behaveAlways('any', echo);
    const refused = await run(fal.url);
    fal.behaveWell();
    assertSilent(refused.map(({ words }) => words).join('\n'), 'refusals');

    const listening = run(fal.url);
    await fal.untilStreams(1);
    fal.writeToStreams(`event: ${FAKE_KEY}\n${SECRET}: ${FAKE_KEY}\ndata: "${SECRET}"\nid: ${FAKE_KEY}\n\n`);
    assertSilent((await listening).map(({ words }) => words).join('\n'), 'events');
  });

  it('stops asking at the first 429', async () => {
    fal.behaveAlways('logHistory', '429-seconds');
    const asked = fal.askedFor('logHistory').length;
    const findings = await run(fal.url);
    fal.behaveWell();
    // The product’s own client is asked once more, as it would.
    assert.equal(fal.askedFor('logHistory').length - asked <= 2, true);
    assert.match(seenOf(findings, 'limits: headers').words, /retry-after/);
    assert.match(seenOf(findings, 'refusals: limit=0').words, /not asked: fal limits/);
  });

  it('says what a key may not do', async () => {
    const findings = await run(fal.url, API_PRESET_KEY);
    assert.match(seenOf(findings, 'permissions of this key').words, /apps 403.*own requests 200/);
    assert.match(seenOf(await run(fal.url, POWERLESS_KEY), 'permissions of this key').words, /search 403/);
  });

  it('gives up at once on a wrong key and where nobody answers', async () => {
    await assert.rejects(run(fal.url, FAKE_KEY.replace(/.$/, '0')), { name: 'FalError' });
    await assert.rejects(run('http://127.0.0.1:1/v1'), { name: 'FalError' });
  });

  it('names files that are there', () => {
    for (const { file } of POINTS) assert.ok(fs.existsSync(atRoot(...file.split('/'))), file);
  });
});

function assertSilent(text: string, where: string): void {
  const [id = '', secret = ''] = FAKE_KEY.split(':');
  for (const word of [id, secret, SECRET])
    assert.ok(!text.includes(word), `${where} prints ${word}:\n${text}`);
}

/** All at once would be too slow for the short patience of this test. */
async function inBatches<T, R>(
  things: readonly T[],
  run: (thing: T) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> {
  const done: PromiseSettledResult<R>[] = [];
  for (let at = 0; at < things.length; at += BATCH)
    done.push(...(await Promise.allSettled(things.slice(at, at + BATCH).map(run))));
  return done;
}
