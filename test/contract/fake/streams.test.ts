import assert from 'node:assert/strict';
import { startFakeFal, type BehaviourName, type FakeFal } from '../../fake/fakeFal';
import { ask, dataOf, listen, type Heard } from './talk';

const START = Date.UTC(2026, 0, 1);

describe('log streams of the fake fal', () => {
  let fal: FakeFal;
  beforeEach(async () => {
    fal = await startFakeFal({ data: 'empty', now: () => START + 60_000 });
  });
  afterEach(() => fal.close());

  const timeOf = (index: number) => new Date(START + index * 1000).toISOString();
  const logSix = () =>
    fal.log(...[0, 1, 2, 3, 4, 5].map((n) => ({ timestamp: timeOf(n), message: `m${n}` })));
  const open = (names: readonly string[], query = '') =>
    ask(fal, `/serverless/logs/stream${query}`, { base: fal.urlThat(...names) });

  /** Six entries are there; reads until all came or the stream ends. */
  async function hear(names: readonly BehaviourName[], query = `?start=${timeOf(0)}`): Promise<Heard> {
    logSix();
    return listen(await open(names, query), (text) => text.includes('m5"') && /(\n|\r\n|\r)\1$/.test(text));
  }
  const messagesOf = (text: string) => [...text.matchAll(/"message": ?"(m\d)"/g)].map((match) => match[1]);

  it('replays what there is since the start, oldest first, then sends what comes', async () => {
    logSix();
    const response = await open(['good'], `?start=${timeOf(4)}`);
    assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    const heard = listen(response, (text) => text.includes('live'));
    await fal.untilStreams(1);
    fal.log({ message: 'live 🦊' });
    const rows = dataOf((await heard).text).map((data) => JSON.parse(data) as { message: string });
    assert.deepEqual(
      rows.map((row) => row.message),
      ['m4', 'm5', 'live 🦊'],
    );
    await fal.untilStreams(0);
  });

  it('replays a day unless told since when', async () => {
    fal.log({ timestamp: '2025-12-30T00:00:00Z', message: 'older' });
    assert.deepEqual(messagesOf((await hear(['good'], '')).text), ['m0', 'm1', 'm2', 'm3', 'm4', 'm5']);
  });

  it('ends by itself at an end that has passed, and shows nothing from there on', async () => {
    const { text, end } = await hear(['good'], `?start=${timeOf(1)}&end=${timeOf(3)}`);
    assert.deepEqual(messagesOf(text), ['m1', 'm2']);
    assert.equal(end, 'clean');
  });

  const endings: Partial<Record<BehaviourName, readonly [end: Heard['end'], last: RegExp]>> = {
    'stream-ends': ['clean', /m2".*\n\n$/],
    'stream-ends-at-once': ['clean', /^$/],
    'stream-resets': ['broken', /m2".*\n\n$/],
    'stream-cuts-character': ['clean', /m3 ✂ café \uFFFD$/],
    'stream-cuts-event': ['clean', /"message":"m3".*\}$/],
    'stream-error': ['clean', /event: error\ndata: Log backend is not available\n\n$/],
  };
  for (const [name, [end, last]] of Object.entries(endings)) {
    it(`${name}: three entries, then ${end} after ${last.source}`, async () => {
      const heard = await hear([name as BehaviourName]);
      assert.equal(heard.end, end);
      assert.match(heard.text.split('data: {').at(-1) ?? '', last);
      assert.deepEqual(
        messagesOf(heard.text).slice(0, 3),
        end === 'clean' && heard.text === '' ? [] : ['m0', 'm1', 'm2'],
      );
    });
  }

  it('falls silent and stays open', async () => {
    logSix();
    const response = await open(['stream-falls-silent'], `?start=${timeOf(0)}`);
    const { text } = await listen(response, (heard) => heard.includes('m2'));
    assert.deepEqual(messagesOf(text), ['m0', 'm1', 'm2']);
    const silent = await open(['stream-silent']);
    let heard = 0;
    const listening = listen(silent, () => ++heard > 0);
    await fal.untilStreams(1);
    fal.log({ message: 'not to be heard' });
    fal.writeToStreams(': nor this\n\n');
    await ask(fal, '/serverless/apps');
    assert.equal(heard, 0);
    assert.equal(fal.openStreams, 1);
    await fal.close();
    assert.equal((await listening).end, 'broken');
  });

  const forms: Partial<Record<BehaviourName, RegExp>> = {
    comments: /^(: ping\n\ndata: \{.*\}\n\n){6}$/,
    'empty-data': /^(data:\n\ndata: \{.*\}\n\n){6}$/,
    'not-json': /^(data: gateway: draining \{not json\n\ndata: \{.*\}\n\n){6}$/,
    'unknown-event': /^(event: heartbeat\ndata: \{"ok":true\}\n\ndata: \{.*\}\n\n){6}$/,
    arrays: /^data: \[\{.*"m0".*"m2".*\}\]\n\ndata: \[\{.*"m3".*\}\]\n\n$/,
    'wrapped-log': /^(data: \{"log":\{.*\}\}\n\n){6}$/,
    'wrapped-items': /^(data: \{"items":\[\{.*\}\]\}\n\n){2}$/,
    multiline: /^(data: \{\n(data: .*\n)+data: \}\n\n){6}$/,
    'named-event': /^(event: log\nid: 7\ndata: \{.*\}\n\n){6}$/,
    'huge-line': /^data: \{.*"x{1000000}".*\}\n\n(data: \{.*\}\n\n){6}$/,
    bom: /^\uFEFFdata: /,
    crlf: /^(data: \{.*\}\r\n\r\n){6}$/,
    cr: /^(data: \{.*?\}\r\r){6}$/,
    naive: /^(data: \{"timestamp":"2026-01-01T00:00:0\d\.000000",.*\}\n\n){6}$/,
    'upper-case': /^(data: \{.*"level":"INFO",.*\}\n\n){6}$/,
  };
  for (const [name, form] of Object.entries(forms)) {
    it(`${name}: the stream reads ${form.source}`, async () => {
      const { bytes } = await hear([name as BehaviourName]);
      assert.match(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), form);
    });
  }

  it('sends one byte at a time, in any form', async () => {
    const { text, bytes, chunks } = await hear(['bytes', 'crlf'], `?start=${timeOf(5)}`);
    assert.match(text, /^data: \{.*"m5".*\}\r\n\r\n$/);
    assert.ok(chunks > bytes.length / 2, `${chunks} chunks for ${bytes.length} bytes`);
  });

  it('sends comments and nothing else', async () => {
    logSix();
    const heard = listen(await open(['comments-only'], `?start=${timeOf(0)}`));
    fal.log({ message: 'm9' });
    fal.breakStreams('clean');
    assert.equal((await heard).text, ': ping\n\n'.repeat(3));
  });

  const replays: Partial<Record<BehaviourName, readonly string[]>> = {
    good: ['m2', 'm3', 'm4', 'm5'],
    repeats: ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'],
    gaps: ['m4', 'm5'],
  };
  for (const [name, messages] of Object.entries(replays)) {
    it(`${name}: resumes with ${messages.join(' ')}`, async () => {
      assert.deepEqual(
        messagesOf((await hear([name as BehaviourName], `?start=${timeOf(2)}`)).text),
        messages,
      );
    });
  }

  it('backfills nothing when it is live only', async () => {
    logSix();
    const heard = listen(await open(['live-only'], `?start=${timeOf(0)}`), (text) => text.includes('m7'));
    await fal.untilStreams(1);
    fal.log({ message: 'm7' });
    assert.deepEqual(messagesOf((await heard).text), ['m7']);
  });

  it('pings as often as it is told to', async () => {
    const brisk = await startFakeFal({ data: 'empty', pingMs: 2 });
    const { text } = await listen(await ask(brisk, '/serverless/logs/stream'), (heard) => heard.length > 20);
    await brisk.close();
    assert.match(text, /^(: ping\n\n)+$/);
  });

  it('breaks open streams when told to', async () => {
    const heard = [listen(await open(['good'])), listen(await open(['good'], '?search=x'))];
    await fal.untilStreams(2);
    assert.equal(fal.breakStreams('reset'), 2);
    assert.deepEqual(
      (await Promise.all(heard)).map(({ end }) => end),
      ['broken', 'broken'],
    );
    await fal.untilStreams(0);
  });

  it('refuses a filter before it opens a stream', async () => {
    const response = await open(['good'], '?run_source=laptop');
    assert.equal(response.status, 400);
    assert.equal(fal.openStreams, 0);
  });
});
