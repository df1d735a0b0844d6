import assert from 'node:assert/strict';
import FakeTimers from '@sinonjs/fake-timers';
import fc from 'fast-check';
import { findMedia } from '../../../../src/core/payload/media/findMedia';
import { mayLoad } from '../../../../src/core/payload/media/mediaPolicy';
import {
  describeBytes,
  describeMedia,
  describeMediaStatus,
} from '../../../../src/core/payload/media/mediaWords';
import { indexOf, jsonText } from '../../json/json';

const found = async (text: string) =>
  (await findMedia(await indexOf(text))).media.map(({ kind, name, path }) => `${kind} ${name} at ${path}`);

describe('the files in a payload', () => {
  const cases: [string, string, string[]][] = [
    [
      'are found in fal’s own form, by type before name',
      '{"images":[{"url":"https://v3.fal.media/a/b.bin","content_type":"image/png","file_name":"cat.png"}]}',
      ['image cat.png at images[0].url'],
    ],
    [
      'are found by name where the type says nothing',
      '{"video":{"url":"https://x.y/clip.mp4","content_type":"application/octet-stream"}}',
      ['video clip.mp4 at video.url'],
    ],
    [
      'may be of any type',
      '{"lora":{"url":"https://x.y/w","content_type":"application/octet-stream","file_name":"w.safetensors"},"z":{"url":"https://x.y/1","content_type":"text/x-odd"}}',
      ['file w.safetensors at lora.url', 'file 1 at z.url'],
    ],
    [
      'are found as plain addresses',
      '{"audio_url":"https://x.y/s.wav?token=1#t","list":["http://x.y/%C3%A9.jpg"]}',
      ['audio s.wav at audio_url', 'image é.jpg at list[0]'],
    ],
    [
      'are found as data URIs',
      '{"image":"data:image/png;base64,AAAA","s":"data:audio/x-wav;base64,AA=="}',
      ['image image.png at image', 'audio s.wav at s'],
    ],
    ['may be data of a type without a name', '["data:a/+;base64,AA=="]', ['file file.bin at [0]']],
    [
      'may have a name that tells no type',
      '{"url":"https://x.y/w","file_name":"weights"}',
      ['file weights at url'],
    ],
    [
      'are known by the first forty fields beside them',
      `{"url":"https://x.y/w",${Array.from({ length: 40 }, (_, at) => `"f${at}":1,`).join('')}"file_name":"w.pt"}`,
      [],
    ],
    ['are found behind escapes', '["https:\\/\\/x.y\\/a.png"]', ['image a.png at [0]']],
    ['are told once for each address', '["https://x.y/a.png","https://x.y/a.png"]', ['image a.png at [0]']],
    [
      'are not what only looks alike',
      '{"page":"https://x.y/about","home_url":"https://x.y","t":"data:","u":"https://","v":"see https://x.y/a.png","f":"ftp://x.y/a.png","j":"javascript:alert(1).png","https://x.y/k.png":1}',
      [],
    ],
    [
      'are known by their address where neither type nor name tells',
      '{"url":"https://x.y/c.png","content_type":"application/octet-stream","file_name":"cat"}',
      ['image cat at url'],
    ],
    [
      'are known by what stands beside their data',
      '{"a":{"url":"data:application/octet-stream;base64,AA==","content_type":"image/png"},"b":{"url":"data:application/octet-stream;base64,AA==","file_name":"b.mp3"}}',
      ['image url.png at a.url', 'audio b.mp3 at b.url'],
    ],
    [
      'are pictures where fal gives measures and no type',
      '{"image":{"url":"https://x.y/1","content_type":null,"width":4,"height":3}}',
      ['image 1 at image.url'],
    ],
    [
      'may be of rarer kinds',
      '["https://x.y/a.heic","https://x.y/b.tiff","https://x.y/c.jfif","https://x.y/d.avi"]',
      ['image a.heic at [0]', 'image b.tiff at [1]', 'image c.jfif at [2]', 'video d.avi at [3]'],
    ],
    ['are not lost to a broken escape', '["https://x.y/%E9.png"]', ['image %E9.png at [0]']],
  ];
  for (const [name, text, files] of cases) it(name, async () => assert.deepEqual(await found(text), files));

  it('are 500 at most, and then it is said that there are more', async () => {
    const many = Array.from({ length: 501 }, (_, at) => `"https://x.y/${at}.png"`).join();
    const { media, isCut } = await findMedia(await indexOf(`[${many}]`));
    assert.deepEqual([media.length, isCut], [500, true]);
    assert.equal((await findMedia(await indexOf('["https://x.y/1.png"]'))).isCut, false);
  });

  it('are not said to be more for a word or a known address behind the 500th', async () => {
    const many = Array.from({ length: 500 }, (_, at) => `"https://x.y/${at}.png"`).join();
    assert.equal((await findMedia(await indexOf(`[${many},"hello","https://x.y/7.png"]`))).isCut, false);
  });

  it('are read once, however often they are named, and their way is looked up once', async () => {
    const index = await indexOf(`[${Array.from({ length: 1000 }, () => '"https://x.y/a.png"').join()}]`);
    let looked = 0;
    const wayTo = index.wayTo.bind(index);
    index.wayTo = (start) => {
      looked += 1;
      return wayTo(start);
    };
    await findMedia(index);
    assert.equal(looked, 1);
  });

  it('hold up nobody: each is read in a stretch of its own where that takes long', async () => {
    const clock = FakeTimers.install();
    try {
      const index = await indexOf('["https://x.y/1.png","https://x.y/2.png","https://x.y/3.png"]');
      const wayTo = index.wayTo.bind(index);
      let read = 0;
      index.wayTo = (start) => {
        clock.tick(20);
        read += 1;
        return wayTo(start);
      };
      const finding = findMedia(index);
      assert.equal(read, 1);
      await clock.runAllAsync();
      assert.equal((await finding).media.length, 3);
    } finally {
      clock.uninstall();
    }
  });

  it('are told by the end of their way where that is long', async () => {
    const text = `${'{"a":'.repeat(500)}"https://x.y/a.png"${'}'.repeat(500)}`;
    const [image] = (await findMedia(await indexOf(text))).media;
    assert.ok(image);
    assert.match(describeMedia('output', image, { load: 'fal' }).path, /^…(?:\.?a)+(?:\.a)*$/);
  });

  it('are told with type, measures and size', async () => {
    const text =
      '{"url":"https://fal.media/a.png","content_type":"image/png","width":256,"height":192,"file_size":24044}';
    const [image] = (await findMedia(await indexOf(text))).media;
    assert.ok(image);
    assert.equal(
      describeMedia('output', image, { load: 'fal' }, 'en').details,
      'image/png · 256 × 192 · 24 kB',
    );
  });

  it('have the name and the size that stand beside them, also where the payload holds them', async () => {
    const text = '{"url":"data:image/png;base64,AAAA","file_name":"cat.png","width":4,"height":3}';
    const [image] = (await findMedia(await indexOf(text))).media;
    assert.deepEqual([image?.name, image?.width, image?.height, image?.url], ['cat.png', 4, 3, undefined]);
  });

  it('have the size of the text where a payload holds them unencoded', async () => {
    const [note] = (await findMedia(await indexOf('["data:text/plain,hello"]'))).media;
    assert.equal(note?.sizeBytes, 5);
  });

  it('never throw, whatever the payload is', () =>
    fc.assert(
      fc.asyncProperty(
        jsonText(),
        fc.constantFrom(
          'https://x.y/a.png',
          'http://[::1]:8/a?b=c#d',
          'https://x.y/%zz',
          'https://',
          'data:image/png;base64,',
        ),
        async (text, url) => {
          await findMedia(await indexOf(`{"url":"${url}","content_type":${text},"file_size":${text}}`));
        },
      ),
      { numRuns: 60 },
    ));
});

describe('whose media are loaded', () => {
  const loopback = 'http://127.0.0.1:4000';
  const cases: [string, boolean, boolean][] = [
    ['https://fal.media/files/a.png', true, true],
    ['https://v3b.fal.media/a.png', true, true],
    ['https://storage.googleapis.com/falserverless/a.png', true, true],
    ['https://storage.googleapis.com/other/a.png', false, true],
    ['https://fal.media.evil.example/a.png', false, true],
    ['https://evilfal.media/a.png', false, true],
    ['https://fal.media:8443/a.png', false, true],
    ['http://fal.media/a.png', false, false],
    ['http://127.0.0.1:4000/media/1.png', true, true],
    ['http://127.0.0.1:4001/media/1.png', false, false],
    ['data:image/png;base64,AA', true, true],
    ['no address', false, false],
  ];
  for (const [url, fal, all] of cases)
    it(`is settled for ${url}`, () => {
      assert.equal(mayLoad({ load: 'fal', loopback }, url), fal);
      assert.equal(mayLoad({ load: 'all', loopback }, url), all);
      assert.equal(mayLoad({ load: 'held', loopback }, url), url.startsWith('data:'));
      assert.equal(mayLoad({ load: 'never', loopback }, url), false);
    });

  it('is said in words where a file is not', async () => {
    const [image] = (await findMedia(await indexOf('["https://x.y/a.png"]'))).media;
    assert.ok(image);
    assert.match(describeMedia('input', image, { load: 'fal' }).note ?? '', /not on fal’s own servers/);
    assert.match(describeMedia('input', image, { load: 'never' }).note ?? '', /“never”/);
    assert.match(describeMedia('input', image, { load: 'held' }).note ?? '', /sample data/);
    assert.equal(describeMedia('input', image, { load: 'all' }).note, undefined);
    const plain = { ...image, url: 'http://x.y/a.png' };
    assert.match(describeMedia('input', plain, { load: 'all' }).note ?? '', /only https/);
    const large = { ...image, url: undefined, sizeBytes: 20_000_000 };
    assert.match(describeMedia('input', large, { load: 'all' }).note ?? '', /Save it/);
    assert.equal(describeMedia('input', { ...large, sizeBytes: 5 }, { load: 'all' }).isHeld, true);
    assert.deepEqual(
      [1, 2, 1000].map((bytes) => describeBytes(bytes, 'en')),
      ['1 byte', '2 bytes', '1 kB'],
    );
    assert.match(describeMediaStatus(410), /^The file is gone \(410\)/);
    assert.match(describeMediaStatus(undefined), /cannot be reached/);
    assert.match(describeMediaStatus(200), /cannot show this file/);
    assert.match(describeMediaStatus(302), /leads to another address/);
  });
});
