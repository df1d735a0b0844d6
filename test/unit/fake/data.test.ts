import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { startFakeFal, type FakeFal } from '../../fake/fakeFal';
import { Random } from '../../fake/random';
import { seedWorld } from '../../fake/seedWorld';
import { startLife } from '../../fake/life';
import { World } from '../../fake/world';
import { ask } from './talk';

const NOW = Date.UTC(2026, 0, 10, 9);
const seeded = (seed: number) => {
  const world = new World(() => NOW);
  const apps = seedWorld(world, seed, 'http://fake');
  return { world, apps };
};
const everything = ({ apps, logs, requests }: World) => JSON.stringify({ apps, logs, requests });

const { world } = seeded(1);

describe('data of the fake fal', () => {
  it('is the same for the same seed, and another for another', () => {
    assert.equal(everything(world), everything(seeded(1).world));
    assert.notEqual(everything(world), everything(seeded(2).world));
  });

  it('has apps with routes, in another environment, and without traffic', () => {
    assert.deepEqual(
      world.apps.map(({ name, environment, endpoints }) => `${name} ${environment} ${endpoints.length}`),
      [
        'portrait-studio main 3',
        'clip-maker main 1',
        'voice-notes main 1',
        'support-chat main 1',
        'portrait-studio--staging staging 1',
        'untouched main 1',
      ],
    );
    assert.ok(world.requests.every(({ endpointId }) => !endpointId.includes('untouched')));
  });

  it('has more than a page of requests, of every kind', () => {
    const ofFirst = world.requests.filter(({ endpointId }) =>
      endpointId.startsWith('scope-demo/portrait-studio/'),
    );
    assert.ok(ofFirst.length > 50, String(ofFirst.length));
    for (const about of [
      'success',
      'slow',
      'cold start',
      'validation error',
      'gateway: request_timeout',
      'no payloads',
    ])
      assert.ok(world.requestAbout(about), about);
    assert.equal(world.requestAbout('unfinished').statusCode, null);
    assert.ok(world.requests.some(({ source }) => source === 'made'));
  });

  it('has payloads that are JSON, seeds beyond 2^53 digit for digit, and 50 MB only when asked for', () => {
    for (const { input, output } of world.requests)
      for (const payload of [input, output]) if (typeof payload === 'string') JSON.parse(payload);
    assert.match(String(world.requestAbout('big seed').output), /"seed":196619188014358660,/);
    const huge = world.requestAbout('50 MB output').output;
    assert.ok(typeof huge === 'function' && huge().length > 50_000_000);
  });

  it('has log lines as fal writes them', () => {
    const { row } = world.logs[100] ?? assert.fail();
    assert.match(row.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    const { app, message, level, fal_job_id: runner } = row.labels ?? {};
    assert.deepEqual([app, message, level], [row.app, row.message, row.level.toUpperCase()]);
    assert.match(String(runner), /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const messages = world.logs.map((log) => log.row.message);
    const has = (part: RegExp) => messages.some((message) => part.test(message));
    assert.ok(
      has(/^\{"traceback":"[\w.]+(Error)?: .*Traceback \(most recent call last\):\\n"\}$/),
      'reversed traceback',
    );
    assert.ok(has(/^ {2}File "\/app\/inference\/app.py", line 148, in generate$/), 'printed traceback');
    assert.ok(has(/\d+%\|.*\r100%\|/), 'tqdm');
    assert.ok(has(/\u001b\[32m/), 'colours');
    assert.ok(has(/ ERROR /), 'errors marked info');
    assert.ok(
      world.logs.every(({ at }, index) => at >= (world.logs[index - 1]?.at ?? 0)),
      'in order',
    );
  });

  it('has log lines of every request that a runner had', () => {
    const failed = world.requestAbout('uncaught key error');
    const lines = world.logs.filter(({ row }) => row.labels?.fal_request_id === failed.requestId);
    assert.ok(lines.length >= 4);
    assert.ok(lines.every(({ row }) => row.labels?.fal_job_id === failed.runnerId));
  });

  it('has ids that tell the time of their request', () => {
    for (const { requestId, sentAt } of world.requests)
      assert.equal(parseInt(requestId.replace('-', '').slice(0, 12), 16), sentAt);
  });

  it('draws numbers evenly', () => {
    const random = new Random(7);
    const counts = [0, 0, 0, 0, 0];
    for (let draw = 0; draw < 5000; draw++) {
      const drawn = random.between(0, 4);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    assert.ok(
      counts.every((count) => count > 850 && count < 1150),
      counts.join(' '),
    );
  });
});

describe('media of the fake fal', () => {
  let fal: FakeFal;
  before(async () => (fal = await startFakeFal({ data: 'empty' })));
  after(() => fal.close());
  const fetchMedia = async (name: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${fal.origin}/media/${name}`, { headers });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  it('is a picture', async () => {
    const { response, bytes } = await fetchMedia('7.png');
    assert.equal(response.headers.get('content-type'), 'image/png');
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [256, 192]);
    const start = bytes.indexOf('IDAT');
    const pixels = inflateSync(bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4)));
    assert.equal(pixels.length, 192 * (1 + 256 * 3));
    assert.notDeepEqual((await fetchMedia('8.png')).bytes, bytes);
  });

  it('is a sound', async () => {
    const { response, bytes } = await fetchMedia('7.wav');
    assert.equal(response.headers.get('content-type'), 'audio/wav');
    assert.equal(bytes.subarray(0, 4).toString() + bytes.subarray(8, 12).toString(), 'RIFFWAVE');
    assert.equal(bytes.readUInt32LE(4), bytes.length - 8);
  });

  it('is a film, of which a player can ask for a part', async () => {
    const { response, bytes } = await fetchMedia('7.mp4');
    assert.equal(response.headers.get('content-type'), 'video/mp4');
    assert.equal(bytes.subarray(4, 8).toString(), 'ftyp');
    const part = await fetchMedia('7.mp4', { range: 'bytes=4-7' });
    assert.equal(part.response.status, 206);
    assert.equal(part.response.headers.get('content-range'), `bytes 4-7/${bytes.length}`);
    assert.equal(part.bytes.toString(), 'ftyp');
  });

  it('may have expired', async () => {
    assert.equal((await fetchMedia('expired.png')).response.status, 404);
  });
});

describe('life of the fake fal', () => {
  it('goes on adding lines, requests and bursts until it is stopped', () => {
    const { world: living, apps } = seeded(1);
    let tick = (): void => assert.fail('no beat');
    let isStopped = false;
    const stop = startLife(living, apps, 1, 'http://fake', (next) => {
      tick = next;
      return () => (isStopped = true);
    });
    for (let turn = 0; turn < 60; turn++) tick();
    assert.ok(living.logs.length > world.logs.length + 300, 'bursts');
    assert.equal(living.requests.length, world.requests.length + 15);
    assert.ok(living.requests.slice(-15).every(({ endedAt }) => endedAt === NOW));
    stop();
    assert.ok(isStopped);
  });

  it('reaches those who watch', async () => {
    const fal = await startFakeFal({ lively: true, tickMs: 5 });
    const response = await ask(fal, `/serverless/logs/stream?start=${new Date().toISOString()}`);
    await fal.untilStreams(1);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    assert.match(Buffer.from((await reader.read()).value ?? []).toString(), /^data: \{"timestamp"/);
    await fal.close();
  });
});
