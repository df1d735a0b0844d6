import assert from 'node:assert/strict';
import { until } from '../support/until';
import { GOOD, LONG_LIST, usePanel } from './panelSuite';

describe('the payload page shows media', function () {
  this.timeout(60_000);
  const suite = usePanel();
  const { show, active } = suite;
  const media = () => suite.panel.page.getByRole('region', { name: 'Media' });
  const card = (name: string) => media().getByRole('listitem').filter({ hasText: name });

  it('of each kind, and by name and size what it cannot show', async () => {
    const { origin } = suite;
    const output = {
      image: { url: `${origin}/media/1.png`, width: 256, height: 192, content_type: 'image/png' },
      video: { url: `${origin}/media/2.mp4`, content_type: 'video/mp4' },
      sound: `${origin}/media/3.wav`,
      lora: { url: `${origin}/media/4.safetensors`, file_name: 'lora.safetensors', file_size: 12_345_678 },
    };
    const page = await show({ ...GOOD, output: JSON.stringify(output) });
    await until('the image is drawn', () =>
      page
        .getByRole('img', { name: '1.png' })
        .evaluate((image) => (image as HTMLImageElement).naturalWidth === 256),
    );
    for (const tag of ['video', 'audio'])
      await until(`the ${tag} can be played`, () =>
        page.locator(tag).evaluate((player) => (player as HTMLMediaElement).duration > 1),
      );
    assert.match(await card('2.mp4').innerText(), /VS Code plays no AAC sound/);
    assert.doesNotMatch(await card('1.png').innerText(), /AAC/);
    assert.match(await card('lora.safetensors').innerText(), /12\.3 MB/);
  });

  it('from the payload itself, as a data URI', async () => {
    const { origin } = suite;
    const bytes = Buffer.from(await (await fetch(`${origin}/media/1.png`)).arrayBuffer());
    const page = await show({
      ...GOOD,
      output: JSON.stringify({ image: `data:image/png;base64,${bytes.toString('base64')}` }),
    });
    await until('the image is drawn', () =>
      page
        .getByRole('img', { name: 'image.png' })
        .evaluate((image) => (image as HTMLImageElement).naturalWidth === 256),
    );
  });

  it('no more, and says so, where a file has expired', async () => {
    suite.expectComplaint(/404/);
    await show({ ...GOOD, output: JSON.stringify({ image: `${suite.origin}/media/expired.png` }) });
    await card('expired.png').getByText('The file is gone (404)').waitFor();
  });

  it('of others only if the setting says so', async () => {
    await show({ ...GOOD, output: '["https://example.com/cat.jpg"]' });
    await card('cat.jpg').getByText('Not loaded: it is not on fal’s own servers.').waitFor();
    assert.equal(await media().getByRole('img').count(), 0);
  });

  it('none where the setting says never', async () => {
    await show(GOOD, { parts: { mediaPolicy: () => ({ load: 'never' }) } });
    await card('x.png').getByText('the setting fal.payload.loadMedia is “never”').waitFor();
    assert.equal(await media().getByRole('img').count(), 0);
  });

  it('and opens, saves and finds them in the payload', async () => {
    await show({ ...GOOD, output: LONG_LIST.replace('needle', 'https://fal.media/files/a/cat.png') });
    await card('cat.png').getByRole('button', { name: 'Open Externally' }).click();
    await card('cat.png').getByRole('button', { name: 'Save…' }).click();
    await until('both are asked for', () => suite.panel.done.length === 2);
    assert.deepEqual(suite.panel.done, ['opened https://fal.media/files/a/cat.png', 'saved cat.png']);
    await card('cat.png').getByRole('button', { name: 'Show in the payload: last' }).click();
    await until('it is in sight', async () => (await active('Output')).startsWith('last: '));
  });

  it('as a contact sheet where there are many, and loads only what is in sight', async () => {
    const asked: string[] = [];
    await suite.context.route('**/media/**', (route) => {
      asked.push(route.request().url());
      return route.continue();
    });
    const urls = Array.from({ length: 300 }, (_, at) => `${suite.origin}/media/${at}.png`);
    await show({ ...GOOD, output: JSON.stringify(urls) });
    assert.equal(await media().getByRole('listitem').count(), 300);
    await until('the first are loaded', () => asked.length > 3);
    assert.ok(asked.length < 60, `${asked.length} were loaded`);
  });
});
