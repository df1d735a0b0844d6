import assert from 'node:assert/strict';
import type { LogEntry, RequestDetail } from '../../src/core/fal/types';
import { until } from '../support/until';
import { REF, REQUEST } from './openPanel';
import { GOOD, INPUT, seriousFaults, usePanel } from './panelSuite';
import { THEMES } from './themes';

const LONG_LIST = `{"items":[${Array.from({ length: 3000 }, (_, at) => `{"at":"item ${at}"}`).join()}],"last":"needle"}`;
const REFUSED: RequestDetail = {
  request: { ...REQUEST, statusCode: 422 },
  input: INPUT,
  output: JSON.stringify({
    detail: [
      { loc: ['body', 'size', 'width'], msg: 'Input should be less than or equal to 512' },
      { loc: ['body', 'image_url'], msg: 'Field required' },
    ],
  }),
};

const entry = (message: string): LogEntry => ({
  time: REQUEST.sentAt,
  timestamp: new Date(REQUEST.sentAt).toISOString(),
  level: 'info',
  message,
  app: 'fal-ai-flux',
  revision: '4d0b7a51',
  labels: {},
});

describe('the payload page, to look closer', function () {
  this.timeout(60_000);
  const suite = usePanel();
  const { show, tree, visible, active, pressAll } = suite;
  const find = () => suite.panel.page.getByRole('search');

  it('finds in input and output, in rows unseen too, and steps through what it found', async () => {
    const page = await show({ ...GOOD, output: LONG_LIST });
    await pressAll('Control+f');
    await page.keyboard.type('ITEM 29');
    await find().getByText('1 of 111').waitFor();
    await until('the first is in sight', async () => (await active('Output')) === 'at: "item 29"');
    await pressAll('Enter');
    await until('the second is in sight', async () => (await active('Output')) === 'at: "item 290"');
    await pressAll('Shift+Enter', 'Shift+Enter');
    await find().getByText('111 of 111').waitFor();
    await until('the last is in sight', async () => (await active('Output')) === 'at: "item 2999"');
    await pressAll('F3');
    await find().getByText('1 of 111').waitFor();
  });

  it('finds keys, tells when there is nothing, and goes back to the tree', async () => {
    const page = await show(GOOD);
    await page.getByRole('button', { name: 'Find in input and output' }).click();
    await page.keyboard.type('loras');
    await find().getByText('1 of 1', { exact: true }).waitFor();
    assert.equal(await active('Input'), 'loras: no items');
    await page.keyboard.type('x');
    await find().getByText('No results').waitFor();
    await pressAll('Escape');
    assert.equal(await find().count(), 0);
    await until('the tree has the focus', () =>
      tree('Input').evaluate((element) => element.matches(':focus')),
    );
  });

  it('marks what was found where it stands', async () => {
    const page = await show(GOOD);
    await pressAll('Control+f');
    await page.keyboard.type('light');
    await until('it is marked', () =>
      page.evaluate(() => [...(CSS.highlights.get('find-input') ?? [])].map(String).join() === 'light'),
    );
  });

  it('shows the whole of a long string, and goes back', async () => {
    const text = Array.from({ length: 5000 }, (_, at) => `line ${at} ${'x'.repeat(500)}`).join('\n');
    const page = await show({ ...GOOD, output: JSON.stringify({ a: { text } }) });
    await tree('Output').getByText('Show All').click();
    const whole = page.getByRole('region', { name: 'a.text' });
    await whole.getByText('line 0 x').waitFor();
    await pressAll('End');
    await until('its end is there', async () => (await visible('a.text')).at(-1)?.endsWith('xxx'));
    assert.ok((await page.locator('.row').count()) < 150);
    await whole.getByRole('button', { name: 'Copy All' }).click();
    await until('it is copied', () => suite.panel.done.includes(`copied ${text}`));
    await tree('a.text').focus();
    await pressAll('Escape');
    await tree('Output').waitFor();
    await tree('Output').focus();
    await pressAll('ArrowDown', 'Enter');
    await whole.waitFor();
  });

  it('copies the path of a row by key, and gives its menu what it needs', async () => {
    await show(GOOD);
    await tree('Output').focus();
    await pressAll('ArrowDown', 'ArrowDown', 'Shift+Alt+KeyC');
    await until('it is copied', () => suite.panel.done.length === 1);
    assert.deepEqual(suite.panel.done, ['copied images[0].url']);
    const context = await tree('Output').getAttribute('data-vscode-context');
    assert.deepEqual(JSON.parse(context ?? ''), {
      webviewSection: 'row',
      pane: 'output',
      row: GOOD.output?.indexOf('"https'),
      preventDefaultContextMenuItems: true,
    });
  });

  it('goes from an error to its field, or to where it is missing', async () => {
    const page = await show(REFUSED);
    const problems = page.getByRole('region', { name: 'What went wrong' });
    assert.deepEqual(await problems.getByRole('listitem').allInnerTexts(), [
      'size.width: Input should be less than or equal to 512',
      'image_url (not in the input): Field required',
    ]);
    await page.getByRole('treeitem', { name: 'size: 2 fields' }).click();
    await until('size is closed', async () => (await visible('Input')).length === 4);
    await problems.getByRole('button', { name: 'size.width' }).click();
    await until('the field is in sight', async () => (await active('Input')) === 'width: 1024');
    assert.ok(await tree('Input').evaluate((element) => element.matches(':focus')));
    await problems.getByRole('button', { name: 'image_url' }).click();
    await until('the input is', async () => (await active('Input')) === 'prompt: "A lighthouse"');
  });

  it('draws to scale how long it waited and ran', async () => {
    const page = await show(GOOD);
    const widths = await page
      .locator('.stretch')
      .evaluateAll((stretches) => stretches.map((each) => each.getBoundingClientRect().width));
    const [waited = 0, ran = 0] = widths;
    assert.ok(Math.abs(waited / (waited + ran) - 350 / 5480) < 0.01, widths.join());
  });

  it('draws nothing to scale where the times contradict each other', async () => {
    const page = await show({ ...GOOD, request: { ...REQUEST, startedAt: REQUEST.sentAt - 5000 } });
    await page.getByText('unknown: fal’s times contradict each other by 5 s').waitFor();
    assert.equal(await page.locator('.stretch').count(), 0);
  });

  describe('shows media', () => {
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
      await until('it is in sight', async () => (await active('Output'))?.startsWith('last: '));
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

  describe('shows the request’s logs', () => {
    const logs = () => suite.panel.page.getByRole('region', { name: 'Logs' });
    const logHistory = () =>
      Promise.resolve({
        items: [
          entry('WARNING: low'),
          entry('Traceback (most recent call last):\n  File "a.py"\nKeyError: 1'),
        ],
      });

    it('with their levels, and the revision that they name', async () => {
      const page = await show(GOOD, { parts: { logHistory } });
      await logs().getByText('WARNING: low').waitFor();
      assert.deepEqual(
        await tree('Logs')
          .getByRole('treeitem')
          .evaluateAll((rows) => rows.map((row) => row.getAttribute('class'))),
        ['row log error', 'row log error', 'row log error', 'row log warning'],
      );
      await page.getByText('4d0b7a51').waitFor();
    });

    it('and opens them in the Output view, where frames lead to the source', async () => {
      await show(GOOD, { parts: { logHistory } });
      await logs().getByRole('button', { name: 'Open in Output' }).click();
      await until('they are opened', () => suite.panel.done.length === 1);
      assert.deepEqual(suite.panel.done, [
        `tailed ${REF.requestId} 2026-09-01T11:59:00.000Z 2026-09-01T12:02:05.480Z`,
      ]);
    });

    it('or says why there are none, and tries again', async () => {
      let asked = 0;
      const parts = {
        logHistory: () => ((asked += 1) === 1 ? Promise.reject(new Error('This key may not')) : logHistory()),
      };
      await show(GOOD, { parts });
      await logs().getByText('Error: This key may not').waitFor();
      await logs().getByRole('button', { name: 'Try Again' }).click();
      await logs().getByText('WARNING: low').waitFor();
    });

    it('and offers to tail it while it runs', async () => {
      const request = {
        ...REQUEST,
        sentAt: Date.UTC(2026, 8, 1, 12, 4),
        startedAt: undefined,
        endedAt: undefined,
        statusCode: undefined,
      };
      await show({ request, input: INPUT });
      await logs().getByRole('button', { name: 'Tail' }).click();
      await until('it is tailed', () => suite.panel.done.includes(`tailed ${REF.requestId}`));
      await suite.panel.page.getByText('1 min 0 s so far').waitFor();
    });
  });

  for (const theme of THEMES)
    for (const width of [1000, 300])
      it(`has no serious fault in ${theme.name} at ${width} px`, async () => {
        const output = {
          images: [1, 2].map((at) => `${suite.origin}/media/${at}.png`),
          far: 'https://x.example/a.mp4',
          text: 'x'.repeat(1000),
        };
        const logHistory = () => Promise.resolve({ items: [entry('WARNING: low'), entry('ERROR: x')] });
        const page = await show(
          { ...REFUSED, output: JSON.stringify(output) },
          { theme, width, parts: { logHistory } },
        );
        await tree('Logs').waitFor();
        await pressAll('Control+f');
        await page.keyboard.type('image');
        await find().getByText('1 of').waitFor();
        assert.deepEqual(await seriousFaults(page), []);
        await pressAll('Escape');
        await tree('Output').getByText('Show All').click();
        await page.getByRole('region', { name: 'text' }).waitFor();
        assert.deepEqual(await seriousFaults(page), []);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `it is ${overflow} px too wide`);
      });
});
