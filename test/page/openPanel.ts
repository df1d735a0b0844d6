import type { BrowserContext, Page } from 'playwright-core';
import type { RequestDetail, RequestRef } from '../../src/core/fal/types';
import { askMediaStatus } from '../../src/core/payload/media/mediaStatus';
import type { Wish } from '../../src/core/payload/protocol';
import { RequestTalk, type TalkParts } from '../../src/core/payload/requestTalk';
import { makeMedia } from '../fake/media';
import type { Theme } from './themes';

export const REF: RequestRef = {
  requestId: '1a2b3c4d-0000-4000-8000-123456789abc',
  endpointId: 'fal-ai/flux/dev',
  source: 'owned',
};

export const REQUEST: RequestDetail['request'] = {
  requestId: REF.requestId,
  endpointId: REF.endpointId,
  sentAt: Date.UTC(2026, 8, 1, 12, 0, 0),
  startedAt: Date.UTC(2026, 8, 1, 12, 0, 0, 350),
  endedAt: Date.UTC(2026, 8, 1, 12, 0, 5, 480),
  statusCode: 200,
  durationSeconds: 5.13,
  runnerId: 'b0a1c2d3',
};

export interface OpenPanel {
  readonly page: Page;
  readonly talk: RequestTalk;
  /** What was put on the clipboard, what was opened, which steps were taken, in order. */
  readonly done: string[];
  /** Errors and warnings of the browser's console, CSP slips among them, and everything it asked of other hosts. */
  readonly complaints: string[];
  /** Ends the page and begins another with the state it kept, as hiding and showing, or a reload, does. */
  begin(): Promise<void>;
  kept(): Promise<unknown>;
}

export interface PanelOptions {
  readonly theme: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly parts?: Partial<TalkParts>;
}

/** fal's own CDN, which the page may ask by itself; here it always has a picture. */
const FAL_MEDIA = /^https:\/\/(?:[\w-]+\.)?fal\.media\//;

/** The real page in Chromium, talking with the real host's side; only VS Code between them is played. */
export async function openPanel(
  context: BrowserContext,
  origin: string,
  { theme, width = 1000, height = 700, parts }: PanelOptions,
): Promise<OpenPanel> {
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  const done: string[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:') && !FAL_MEDIA.test(url))
      complaints.push(`asked for ${url}`);
  });
  await page.route(FAL_MEDIA, (route) =>
    route.fulfill({ contentType: 'image/png', body: makeMedia('1.png')?.bytes }),
  );

  const talk = new RequestTalk({
    log: {
      debug: () => undefined,
      info: () => undefined,
      error: () => undefined,
      warn: (words) => done.push(words),
    },
    getRequest: () => Promise.resolve(undefined),
    describe: (error) => ({ message: String(error), steps: ['retry'] }),
    reader: () => ({ now: Date.UTC(2026, 8, 1, 12, 5), locale: 'en-GB', timeZone: 'UTC' }),
    post: (fact) => page.evaluate((message) => window.postMessage(JSON.parse(message)), JSON.stringify(fact)),
    copy: (text) => Promise.resolve(void done.push(`copied ${text}`)),
    openJson: (ref, part) => done.push(`opened ${part} of ${ref.requestId}`),
    titleOfStep: (step) => ({ retry: 'Try Again', setKey: 'Set API Key' })[step as string] ?? step,
    takeStep: (step) => done.push(`took ${step}`),
    logHistory: () => Promise.resolve({ items: [] }),
    findSources: () => Promise.resolve(new Map()),
    openSource: (path, line) => done.push(`opened ${path}:${line}`),
    tail: (filter) => done.push(`tailed ${Object.values(filter).join(' ')}`),
    mediaPolicy: () => ({ load: 'fal', loopback: origin }),
    askMediaStatus: (url, signal) => askMediaStatus(url, signal),
    inform: (message) => done.push(`said ${message}`),
    openExternally: (url) => done.push(`opened ${url}`),
    saveMedia: ({ name }) => done.push(`saved ${name}`),
    ...parts,
  });
  await page.exposeFunction('toHost', (message: Wish) => talk.hear(message));
  await page.addInitScript(playVsCode, theme);
  const begin = async () => {
    talk.forgetPage();
    await page.goto(origin);
  };
  const kept = () => page.evaluate(() => JSON.parse(sessionStorage.getItem('kept') ?? 'null') as unknown);
  await begin();
  return { page, talk, done, complaints, begin, kept };
}

/** Runs in the page before anything of it, and is sent there as text: it sees nothing of this file. */
function playVsCode({ bodyClass, colours }: Theme): void {
  const host = window as unknown as { toHost(message: unknown): void };
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => host.toHost(message),
      getState: (): unknown => JSON.parse(sessionStorage.getItem('kept') ?? 'null'),
      setState: (state: unknown) => sessionStorage.setItem('kept', JSON.stringify(state)),
    }),
  });
  document.addEventListener('DOMContentLoaded', () => {
    document.body.className = bodyClass;
    const { style } = document.documentElement;
    for (const [name, colour] of Object.entries(colours)) style.setProperty(`--vscode-${name}`, colour);
    style.setProperty('--vscode-font-family', '"DejaVu Sans", sans-serif');
    style.setProperty('--vscode-font-size', '13px');
    style.setProperty('--vscode-editor-font-family', '"DejaVu Sans Mono", monospace');
    style.setProperty('--vscode-editor-font-size', '13px');
  });
}
