import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { startFakeFal, type FakeFal } from '../../fake/fakeFal';
import { ask } from './talk';

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

describe('the fake fal’s own account', () => {
  it('has payloads that are hostile, and 50 MB only when asked for', async () => {
    const fal = await startFakeFal();
    const huge = fal.world.requestAbout('50 MB output').output;
    assert.ok(typeof huge === 'function' && huge().length > 50_000_000);
    for (const about of ['markup', 'duplicate keys', 'expired media'])
      assert.ok(fal.world.requestAbout(about));
    await fal.close();
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
