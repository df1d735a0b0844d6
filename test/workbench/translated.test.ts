import { FAKE_KEY, TEAM_KEY, type BehaviourName } from '../fake/fakeFal';
import { makeMedia } from '../fake/media';
import { assertNoEnglish, PSEUDO_LANGUAGE, said } from '../support/pseudo';
import { until } from '../support/until';
import { NEWEST } from '../vscode/versions';
import { inEachVscode } from './inEachVscode';
import { wordsIn } from './pages/words';

const UNKNOWN_ID = '019e6d0a-e5be-7b82-b329-35ae64296902';
const UNKNOWN_KEY = FAKE_KEY.replace('6', '7');

/** What comes from fal, from VS Code or from the tests: everything else that is seen is ours. */
const DATA = [
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g,
  /(?:acme|fal-ai)\/[\w/-]+/g,
  /https?:\/\/[^\s,]+/g,
  /\bid:secret\b|\bGPU-H100\b/g,
  / \(Press 'Enter' to confirm or 'Escape' to cancel\)$/,
  /^Actions for /,
  /^(?:Collapse All|Views and More Actions\.\.\.|Welcome)$/,
  // The container, and the channels of tails, which are named for fal.
  /^fal: /gim,
  // A month and a zone: the language has no dates of its own.
  /\b[A-Z][a-z]{2} \d+,|\bUTC\b/g,
];

/** How a key begins. */
const IDS = /\b[0-9a-f]{8}\b/;
const LEVELS = /\b(?:trace|debug|info|warning|error)\b/;
const PAYLOAD = [/\bdata:image\S+|\b(?:\d+|expired)\.png|image\/png/, /\b(?:detail|loc|body|msg|url)\b/];
/** Of VS Code, in the title bar of every panel. */
const EDITOR = [/^(?:Split Editor.*|More Actions\.\.\.|Views.*)$/s];

const options = {
  language: PSEUDO_LANGUAGE,
  fake: { data: 'empty', keys: [FAKE_KEY, TEAM_KEY] },
  settings: { 'fal.endpoints': ['fal-ai/flux/dev', 'x'], 'fal.requests.autoRefresh': 0 },
} as const;

inEachVscode(
  'In a language of its own, nothing is said in English',
  options,
  (workbench) => {
    const holds = async (words: Promise<readonly string[]>, ...data: readonly RegExp[]): Promise<void> =>
      assertNoEnglish(await words, [...DATA, ...data]);
    const run = async (title: string): Promise<void> => {
      const line = await workbench().palette.offer(`>${title}`, said(title));
      await line.click();
    };
    const add = (draft: Parameters<ReturnType<typeof workbench>['fal']['request']>[0]) =>
      workbench().fal.request({ endpointId: 'acme/painter', ...draft });

    const open = async (requestId: string): Promise<void> => {
      await run('Open Request…');
      await workbench().inputBox.answer(said('Open Request'), requestId);
    };
    const pageWords = () => wordsIn(workbench().payload.content.locator('body'));

    afterEach(async () => {
      workbench().fal.behaveWell();
      await workbench().page.keyboard.press('Escape');
    });

    it('in the welcome', async () => {
      const { tree } = workbench();
      await tree.open();
      await until('the view welcomes', async () => (await tree.welcome()).includes(said('Set API Key')));
      await holds(tree.words());
    });

    it('where a key is asked for and refused', async () => {
      const { tree, inputBox, notifications } = workbench();
      await tree.pressWelcome(said('Set API Key'));
      await inputBox.opened(said('Set API Key'));
      await holds(inputBox.words());
      const prompt = await inputBox.message();
      await inputBox.type('0');
      await until('the box complains', async () => (await inputBox.message()) !== prompt);
      await holds(inputBox.words());
      await inputBox.answer(said('Set API Key'), UNKNOWN_KEY);
      const refusal = said('fal does not accept this API key, so it was not stored.');
      await holds(notifications.words(refusal));
      await notifications.press(refusal, said('Try Another Key'));
      await inputBox.answer(said('Set API Key'), FAKE_KEY);
      await tree.shows(said('it takes owner/name'));
    });

    it('in the tree, its hovers and its buttons', async () => {
      const { tree, fal } = workbench();
      await holds(tree.words(), /x/);
      fal.world.app({ owner: 'acme', name: 'painter', endpoints: ['acme/painter', 'acme/painter/turbo'] });
      add({ statusCode: 201, runnerId: 'c0ffee00-0000-4000-8000-000000000000', billableUnits: 2 });
      add({ statusCode: 404 });
      add({ statusCode: 500, endpointId: 'acme/painter/turbo' });
      add({ statusCode: null });
      add({ endedAt: null });
      fal.request({ source: 'made', endpointId: 'fal-ai/flux/dev', statusCode: 202 });
      await tree.press(said('Refresh'));
      await tree.expand('acme/painter');
      await tree.expand('fal-ai/flux/dev');
      const rows = ['201', '404', '500', '202'];
      for (const row of rows) await tree.shows(row);
      await holds(tree.words(), /x/, /\/turbo/);
      for (const row of ['acme/painter', 'fal-ai/flux/dev', ...rows])
        await holds(tree.hoverWords(row), /^main$/);
    });

    const troubles: readonly (readonly [BehaviourName, string, RegExp])[] = [
      ['400', said('fal refused ({0})', 400), /“Invalid request parameters”|req_made_up_400/g],
      ['401', said('API key not accepted'), /“Authentication required”/],
      ['403', said('Key may not list apps'), /“Access denied”|req_made_up_403/g],
      ['429-seconds', said('Rate-limited until {0}', ''), /“Too many requests”/],
      ['500', said('fal has trouble ({0})', 500), /“An unexpected error occurred”/],
      ['html', said('Unknown answer of fal'), /content-type|“text.html; charset=utf-8”/g],
      ['reset', said('fal cannot be reached'), /read ECONNRESET/],
    ];
    for (const [behaviour, title, words] of troubles) {
      it(`in the tree where fal answers as ${behaviour}`, async () => {
        const { tree, fal } = workbench();
        fal.behaveAlways('any', behaviour);
        await tree.press(said('Refresh'));
        await tree.shows(title);
        await holds(tree.words(), /x/, /\/turbo/);
        await holds(tree.hoverWords(title), words);
      });
    }

    it('where requests are filtered', async () => {
      const { tree, inputBox, page } = workbench();
      await tree.press(said('Refresh'));
      await tree.press(said('Filter Requests…'));
      await inputBox.choose(said('Filter Requests'), said('Errors (5xx)'));
      await holds(inputBox.words());
      await inputBox.choose(said('Filter Requests'), said('Another range…'));
      await until('a time is asked for', async () => (await inputBox.message()).includes('90'));
      await holds(inputBox.words());
      await inputBox.type('0');
      await until('the box complains', async () => !(await inputBox.message()).includes('90'));
      await holds(inputBox.words(), /“since”/);
      await page.keyboard.press('Escape');
      await until('the title says so', async () => (await tree.heading()).includes(said('errors')));
      await holds(tree.words(), /x/, /\/turbo/);
      await tree.press(said('Clear Request Filter'));
    });

    it('in the menu of a row, and where its payloads are to be deleted', async () => {
      const { tree, page } = workbench();
      await tree.shows('201');
      const menu = await tree.menu('201');
      await holds(Promise.resolve(menu));
      await tree.choose('201', said('Delete Payloads…'));
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      await holds(wordsIn(dialog.locator('.dialog-message, .dialog-message-detail')));
      await page.keyboard.press('Escape');
    });

    it('in the panel of a request', async () => {
      const { payload, inputBox, fal, page } = workbench();
      const picture = `data:image/png;base64,${Buffer.from(makeMedia('1.png')?.bytes ?? []).toString('base64')}`;
      const shown = add({
        statusCode: 422,
        input: '{"1":[2,"3"],"4":{},"5":[]}',
        output: JSON.stringify({
          detail: [
            { loc: ['body', '1', 0], msg: '1' },
            { loc: ['body', '6'], msg: '2' },
          ],
          7: picture,
          8: { url: `${fal.origin}/media/expired.png` },
        }),
      });
      fal.log({ message: '1', labels: { fal_request_id: shown.requestId } });
      await run('Open Request…');
      await inputBox.opened(said('Open Request'));
      await holds(inputBox.words());
      await inputBox.answer(said('Open Request'), shown.requestId);
      await payload.shows(said('What went wrong'));
      await payload.shows(said('Logs'));
      await payload.shows(said('Show All'));
      await holds(pageWords(), ...PAYLOAD);
      await holds(wordsIn(page.locator('.editor-actions .action-label[aria-label]')), ...EDITOR);
      await payload.content.getByRole('button', { name: said('Find in input and output') }).click();
      await page.keyboard.type('9999');
      await payload.shows(said('No results'));
      await holds(pageWords(), ...PAYLOAD);
    });

    it('in the panel of a request without payloads, and of one that runs', async () => {
      const { payload } = workbench();
      for (const draft of [{ statusCode: 500 }, { endedAt: null }]) {
        const { requestId } = add(draft);
        await open(requestId);
        await payload.shows(requestId);
        await payload.shows(said('fal sent no output. Possible reasons:'));
        await holds(pageWords());
      }
    });

    it('where something is asked of the request shown', async () => {
      const { page, inputBox, notifications, palette } = workbench();
      for (const [command, title] of [
        ['Copy Request As…', 'Copy the request as what?'],
        ['Open Input / Output as JSON', 'Open which part?'],
      ] as const) {
        await page
          .locator('.editor-actions')
          .getByRole('button', { name: said(command) })
          .first()
          .click();
        await inputBox.opened(said(title));
        await holds(inputBox.words(), /^(?:JSON|cURL|Python|JavaScript)$/);
        await page.keyboard.press('Escape');
      }
      await open(UNKNOWN_ID);
      const missing = said('No request {0} in the last 90 days', UNKNOWN_ID);
      await holds(notifications.words(missing));
      await palette.run('View: Close All Editors');
    });

    it('in a tail, its filters, its channel and the status bar', async () => {
      const { page, inputBox, output, fal } = workbench();
      await run('Tail fal logs');
      await inputBox.opened(said('Tail fal logs'));
      await until('the apps are there', async () => (await inputBox.rows()).includes('acme/painter'));
      await holds(inputBox.words());
      await inputBox.choose(said('Tail fal logs'), said('More filters…'));
      await inputBox.opened(said('Tail fal logs: filters'));
      await holds(inputBox.words());
      await inputBox.choose(
        said('Tail fal logs: filters'),
        said('Least level shown, judged by what a line says'),
      );
      await inputBox.opened(said('Level'));
      await holds(inputBox.words(), LEVELS);
      await page.keyboard.press('Escape');
      await inputBox.choose(said('Tail fal logs: filters'), said('Start tail'));
      await fal.untilStreams(1);
      fal.breakStreams('reset');
      await output.shows(said('Connected again.'));
      await holds(output.lines(), /^[\d :.-]+\[\w+\] \[(?:tail|acme-painter)\] /, /read ECONNRESET/);
      const status = page.locator('.statusbar-item[id*="fal-scope"]');
      await holds(wordsIn(status));
      await status.click();
      await inputBox.opened(said('fal tails'));
      await holds(inputBox.words());
      await page.keyboard.press('Escape');
      await run('Filter Tail…');
      await inputBox.opened(said('Filter Tail: level'));
      await holds(inputBox.words(), LEVELS);
      await inputBox.choose(said('Filter Tail: level'), said('All levels'));
      await inputBox.opened(said('Filter Tail: text'));
      await holds(inputBox.words());
      await page.keyboard.press('Escape');
      await inputBox.opened(said('Filter Tail: level'));
      await page.keyboard.press('Escape');
      await run('Stop Tail');
      await fal.untilStreams(0);
    });

    it('in the lists of accounts', async () => {
      const { page, inputBox, tree } = workbench();
      await run('Show Account…');
      await inputBox.opened(said('fal account'));
      await until('fal has answered', async () => (await inputBox.rows()).includes(said('yes')));
      await holds(inputBox.words(), IDS, /\bacme\b/);
      await inputBox.choose(said('fal account'), said('Add Account…'));
      await inputBox.answer(said('Add Account'), TEAM_KEY);
      await until('a name is asked for', async () => !(await inputBox.isPassword()));
      await holds(inputBox.words());
      await inputBox.answer(said('Add Account'), '2');
      await until('the view says whose it is', async () => (await tree.heading()).includes('2 · '));
      await run('Switch Account…');
      await inputBox.opened(said('Switch Account'));
      await holds(inputBox.words(), IDS);
      await page.keyboard.press('Escape');
    });

    it('in sample data', async () => {
      const { tree, page, inputBox, dialog, fal } = workbench();
      await run('Tail fal logs');
      await inputBox.choose(said('Tail fal logs'), said('All apps'));
      await fal.untilStreams(1);
      await run('Try with Sample Data');
      const asked = page.locator('.monaco-dialog-box');
      await asked.waitFor();
      await holds(wordsIn(asked.locator('.dialog-message, .dialog-message-detail')));
      await dialog.press(said('Try with sample data?'), said('Close and Go On'));
      await tree.shows('portrait-studio');
      const names = /\b(?:portrait-studio|clip-maker|voice-notes|support-chat|untouched)\b/g;
      await holds(tree.words(), /sample(?:-models)?\/[\w/-]+/g, names);
      await holds(wordsIn(page.locator('.statusbar-item[id*="fal-scope"]')));
    });
  },
  [NEWEST],
);
