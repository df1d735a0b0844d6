import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { RequestDetail, SentEntry } from '../../src/core/fal/types';
import { launchChromium } from '../support/chromium';
import { sentEntry } from '../support/sentEntry';
import { until } from '../support/until';
import { openPanel, REF, REQUEST, type OpenPanel, type PanelOptions } from './openPanel';
import { servePage, type PageServer } from './pageServer';
import { THEMES, type Theme } from './themes';

export const INPUT =
  '{"prompt":"A lighthouse","seed":196619188014358660,"size":{"width":1024,"height":768},"loras":[]}';
export const OUTPUT =
  '{"images":[{"url":"https://v3.fal.media/files/b/x.png","content_type":"image/png"}],"seed":7}';
export const REFUSAL =
  '{"detail":[{"loc":["body","image_urls",0],"msg":"Failed to download the file.","type":"file_download_error"}]}';
export const HOSTILE = `{"<img src=x onerror=alert(1)>":"<script>alert(1)</script>","__proto__":{"a":1},"a\u202eb":"\\u0000\\ud800","x":1,"x":2,"link":"[a](command:b) javascript:alert(1)"}`;
export const GOOD: RequestDetail = { request: REQUEST, input: INPUT, output: OUTPUT };

export const LONG_LIST = `{"items":[${Array.from({ length: 3000 }, (_, at) => `{"at":"item ${at}"}`).join()}],"last":"needle"}`;
export const REFUSED: RequestDetail = {
  request: { ...REQUEST, statusCode: 422 },
  input: INPUT,
  output: JSON.stringify({
    detail: [
      { loc: ['body', 'size', 'width'], msg: 'Input should be less than or equal to 512' },
      { loc: ['body', 'image_url'], msg: 'Field required' },
    ],
  }),
};

/** A line that the request printed. */
export const entry = (message: string): SentEntry =>
  sentEntry(message, REQUEST.sentAt, { app: 'fal-ai-flux', revision: '4d0b7a51' });

export interface PanelSuite {
  readonly origin: string;
  readonly context: BrowserContext;
  readonly panel: OpenPanel;
  /** What the browser may complain of in this test, as it must where a file is gone. */
  readonly expectComplaint: (pattern: RegExp) => void;
  /** Opens the panel without a request. */
  readonly open: (options?: Partial<PanelOptions>) => Promise<OpenPanel>;
  /** Opens it and shows this request. */
  readonly show: (detail: RequestDetail | undefined, options?: Partial<PanelOptions>) => Promise<Page>;
  /** Opens it and shows what has come of a request; `finish` brings the rest. */
  readonly showBeginning: (
    beginning: RequestDetail,
    options?: Partial<PanelOptions>,
  ) => Promise<{ readonly page: Page; readonly finish: (detail: RequestDetail) => void }>;
  readonly tree: (name: string) => Locator;
  readonly visible: (name: string) => Promise<string[]>;
  /** The row that the tree points to. */
  readonly active: (name: string) => Promise<string>;
  readonly pressAll: (...keys: string[]) => Promise<void>;
}

/** One browser for the tests of the describe block that calls this, with a panel of its own for each. */
export function usePanel(): PanelSuite {
  const [dark] = THEMES;
  if (dark === undefined) throw new Error('no theme');
  const theme: Theme = dark;
  let browser: Browser;
  let server: PageServer;
  let context: BrowserContext;
  let panel: OpenPanel;
  let expected: RegExp[] = [];

  before(async () => {
    browser = await launchChromium();
    server = await servePage();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });
  beforeEach(async () => {
    expected = [];
    context = await browser.newContext();
  });
  afterEach(async () => {
    const complaints = panel.complaints.filter((each) => !expected.some((pattern) => pattern.test(each)));
    await context.close();
    assert.deepEqual(complaints, [], 'the console was to stay silent, and no other host to be asked');
  });

  const suite: PanelSuite = {
    get origin() {
      return server.origin;
    },
    get context() {
      return context;
    },
    get panel() {
      return panel;
    },
    expectComplaint: (pattern) => void expected.push(pattern),
    open: async (options) => (panel = await openPanel(context, server.origin, { theme, ...options })),
    show: async (detail, { parts, ...options } = {}) => {
      const getRequest = () => Promise.resolve(detail);
      await suite.open({ ...options, parts: { getRequest, ...parts } });
      panel.talk.show(REF);
      await panel.page.locator('main[aria-busy="false"]').waitFor();
      return panel.page;
    },
    showBeginning: async (beginning, options) => {
      let finish: (detail: RequestDetail) => void = () => undefined;
      const getRequest: NonNullable<PanelOptions['parts']>['getRequest'] = (
        _ref,
        _signal,
        _isAgain,
        arriving,
      ) => {
        arriving({ ...beginning, cut: { payload: 'output', closed: 2 } });
        return new Promise((resolve) => (finish = resolve));
      };
      const { talk, page } = await suite.open({ ...options, parts: { getRequest } });
      talk.show(REF);
      await page.getByText('Still on its way…').first().waitFor();
      return { page, finish: (detail) => finish(detail) };
    },
    tree: (name) => panel.page.getByRole('tree', { name }),
    visible: (name) => suite.tree(name).getByRole('treeitem').allTextContents(),
    // In one look: the row may move on between two.
    active: (name) =>
      until('the tree points to a row', () =>
        suite.tree(name).evaluate((tree) => {
          const row = document.getElementById(tree.getAttribute('aria-activedescendant') ?? '');
          return row?.textContent;
        }),
      ),
    pressAll: async (...keys) => {
      for (const key of keys) await panel.page.keyboard.press(key);
    },
  };
  return suite;
}
