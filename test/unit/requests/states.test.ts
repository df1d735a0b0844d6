import assert from 'node:assert/strict';
import type { FalProblem } from '../../../src/core/fal/errors';
import { Explorer, lines } from './explorer';
import { app, request, SmallFal } from './smallFal';

describe('the request tree says', () => {
  const START = '2026-03-14T14:00:00Z';
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal(START);
  });

  const shows = async (explorer: Explorer, expected: string): Promise<void> =>
    assert.equal(await explorer.text(), lines(expected));

  it('apps, their routes, and the requests of all routes newest first', async () => {
    fal.apps = [
      app('acme/video', { endpoints: ['acme/video', 'acme/video/turbo', 'acme/video/upscale'] }),
      app('acme/image'),
    ];
    fal.record('owned acme/video', request('1', 'acme/video', '2026-03-14T13:58:10Z'));
    fal.record(
      'owned acme/video/turbo',
      request('2', 'acme/video/turbo', '2026-03-14T13:59:00Z', { statusCode: 422 }),
      request('3', 'acme/video/turbo', '2026-03-13T20:00:00Z', { statusCode: 500, durationSeconds: 75 }),
    );
    await shows(
      await new Explorer(fal).open('acme/video', '/turbo'),
      `
      [server-process] image
      [server-process] video
        [milestone] /turbo
          [warning] 13:59:00 | 422 · 4 s · waited 1 s
          [error] Mar 13, 20:00 | 500 · 1 min 15 s · waited 1 s
        [milestone] /upscale
        [warning] 13:59:00 | 422 · 4 s · /turbo · waited 1 s
        [pass] 13:58:10 | 200 · 4 s · waited 1 s
        [error] Mar 13, 20:00 | 500 · 1 min 15 s · /turbo · waited 1 s
      `,
    );
  });

  it('what is pinned first, and whose requests a foreign endpoint shows', async () => {
    fal.apps = [app('acme/image')];
    fal.endpoints = ['fal-ai/flux/dev', ' fal-ai/flux/dev ', ''];
    fal.record('made fal-ai/flux/dev', request('1', 'fal-ai/flux/dev', '2026-03-14T13:58:10Z'));
    await shows(
      await new Explorer(fal).open('fal-ai/flux/dev'),
      `
      [pinned] fal-ai/flux/dev | made with this key
        [pass] 13:58:10 | 200 · 4 s · waited 1 s
      [server-process] acme/image
      `,
    );
    assert.deepEqual(
      fal.asked.map(({ source }) => source),
      ['made'],
    );
  });

  it('whose the apps are only where they are not all one’s; aloud and in the tooltip always', async () => {
    fal.apps = [app('acme/image'), app('acme/video')];
    fal.endpoints = ['fal-ai/flux/dev', 'acme/video'];
    const explorer = await new Explorer(fal).open();
    await shows(
      explorer,
      `
      [pinned] fal-ai/flux/dev | made with this key
      [pinned] video
      [server-process] image
      `,
    );
    const image = explorer.find('image');
    assert.match(explorer.tree.node(image).spoken, /^Endpoint acme\/image\./);
    assert.match(explorer.tree.tooltip(image)?.text ?? '', /Endpoint: ` acme\/image `/);
    fal.apps = [...fal.apps, app('other/image')];
    await explorer.tree.refresh(true);
    assert.match(await explorer.text(), /\[server-process\] acme\/image\n\[server-process\] other\/image/);
  });

  it('the environment where it is not main', async () => {
    fal.apps = [app('acme/image--staging', { environment: 'staging' })];
    await shows(
      await new Explorer(fal).open(),
      `
      [server-process] acme/image--staging | staging
      `,
    );
  });

  it('that a request runs, or that its end was not recorded', async () => {
    fal.apps = [app('acme/image')];
    fal.record(
      'owned acme/image',
      request('1', 'acme/image', START, {
        endedAt: undefined,
        statusCode: undefined,
        durationSeconds: undefined,
      }),
    );
    await shows(
      await new Explorer(fal).open('acme/image'),
      `
      [server-process] acme/image
        [question] 13:59:56 | running or not recorded · waited 1 s
      `,
    );
  });

  it('that a request ended without a status', async () => {
    fal.apps = [app('acme/image')];
    fal.record(
      'owned acme/image',
      request('1', 'acme/image', '2026-03-14T13:58:10Z', { statusCode: undefined }),
    );
    const explorer = await new Explorer(fal).open('acme/image');
    await shows(
      explorer,
      `
      [server-process] acme/image
        [question] 13:58:10 | no status recorded · 4 s · waited 1 s
      `,
    );
    assert.match(
      explorer.tree.node(explorer.find('13:58:10')).spoken,
      /^Ended, but its status was not recorded\./,
    );
  });

  it('that it is asking', async () => {
    fal.apps = [app('acme/image')];
    fal.endpoints = ['fal-ai/flux/dev'];
    const release = fal.hold();
    const explorer = new Explorer(fal);
    const opened = explorer.open();
    await shows(
      explorer,
      `
      [pinned] fal-ai/flux/dev
      [loading~spin] Asking fal for your apps…
      `,
    );
    release();
    await opened;
    const releaseRequests = fal.hold();
    const openedApp = explorer.open('acme/image');
    await Promise.resolve();
    await Promise.resolve();
    await shows(
      explorer,
      `
      [pinned] fal-ai/flux/dev | made with this key
      [server-process] acme/image
        [loading~spin] Asking fal for requests…
      `,
    );
    releaseRequests();
    await openedApp;
  });

  it('that an account has no apps', async () => {
    await shows(
      await new Explorer(fal).open(),
      `
      [info] This key has no apps | Add Endpoint
      `,
    );
  });

  it('that an app had no requests', async () => {
    fal.apps = [app('acme/image')];
    await shows(
      await new Explorer(fal).open('acme/image'),
      `
      [server-process] acme/image
        [info] No requests in 24 h | Refresh · fal may lag some minutes
      `,
    );
  });

  it('that an older deployment lists no apps, beside what is pinned', async () => {
    fal.apps = undefined;
    fal.endpoints = ['acme/image'];
    await shows(
      await new Explorer(fal).open(),
      `
      [pinned] acme/image
      [info] fal lists no apps here | Add Endpoint
      `,
    );
  });

  it('which pinned text is no endpoint id', async () => {
    fal.apps = [app('acme/image')];
    fal.endpoints = ['flux', 'a/b,c/d', 'acme/image'];
    await shows(
      await new Explorer(fal).open(),
      `
      [warning] “flux” is no endpoint id | Open Settings · it takes owner/name
      [warning] “a/b,c/d” is no endpoint id | Open Settings · it takes owner/name
      [pinned] acme/image
      `,
    );
  });

  const faults: readonly (readonly [FalProblem, string])[] = [
    [{ kind: 'needsKey', reason: 'none' }, '[error] No API key is set | Set API Key'],
    [
      { kind: 'needsKey', reason: 'gone', what: 'Its key was removed.' },
      '[error] Account has no key | Switch Account',
    ],
    [{ kind: 'refused', status: 404, falSays: '' }, '[error] Not found, or not yours | Refresh'],
    [
      { kind: 'refused', status: 403, falSays: '' },
      '[error] Key may not list apps | Set a Read-only or Full key',
    ],
    [{ kind: 'refused', status: 400, falSays: 'no' }, '[error] fal refused (400) | Refresh'],
    [{ kind: 'rateLimited' }, '[error] Rate-limited until 14:01:00 | Refresh'],
    [{ kind: 'rateLimited', retryAfterMs: 5000 }, '[error] Rate-limited until 14:00:05 | Refresh'],
    [{ kind: 'unreachable', what: 'ECONNREFUSED' }, '[error] fal cannot be reached | Refresh'],
    [{ kind: 'unreachable', what: '502', status: 502 }, '[error] fal has trouble (502) | Refresh'],
    [{ kind: 'unexpected', place: 'apps', what: 'no list' }, '[error] Unknown answer of fal | Refresh'],
    [
      { kind: 'misconfigured', setting: 'fal.apiUrl', what: 'https only' },
      '[error] fal.apiUrl cannot be used | Open Settings',
    ],
  ];
  for (const [problem, row] of faults) {
    it(`what is wrong with the apps, and the next step: ${row}`, async () => {
      fal.fail('apps', problem);
      assert.equal(await (await new Explorer(fal).open()).text(), row);
    });

    it(`the same of an app's requests: ${row}`, async () => {
      fal.apps = [app('acme/image')];
      fal.fail('owned', problem);
      const ofRequests = row.replace('list apps', 'read requests');
      assert.equal(
        await (await new Explorer(fal).open('acme/image')).text(),
        `[server-process] acme/image\n  ${ofRequests}`,
      );
    });
  }

  it('that an app’s requests are refused because fal does not know the key', async () => {
    fal.apps = [app('acme/image')];
    fal.fail('owned', { kind: 'needsKey', reason: 'rejected' });
    assert.match(
      await (await new Explorer(fal).open('acme/image')).text(),
      /\[error\] API key not accepted \| Set API Key/,
    );
  });

  it('nothing where fal does not know the key, until it does: the welcome has the words', async () => {
    fal.fail('apps', { kind: 'needsKey', reason: 'rejected' });
    fal.endpoints = ['acme/pinned'];
    const explorer = await new Explorer(fal).open();
    assert.equal(await explorer.text(), '');
    fal.fail('apps', undefined);
    fal.apps = [app('acme/image')];
    await explorer.tree.refresh(true);
    assert.match(await explorer.text(), /acme\/pinned[^]*acme\/image/);
  });

  it('the whole of a fault in its tooltip, with fal’s own words as text', async () => {
    fal.fail('apps', { kind: 'refused', status: 403, falSays: 'Access \u202edenied' });
    const explorer = await new Explorer(fal).open();
    const [problem] = explorer.tree.children();
    assert.ok(problem);
    const tooltip = explorer.tree.tooltip(problem);
    assert.equal(tooltip?.kind, 'plain');
    assert.match(tooltip.text, /Read-only or Full.*legacy Admin/);
    assert.match(tooltip.text, /“Access <U\+202E>denied”/);
  });

  it('each state and row aloud', async () => {
    fal.apps = [app('acme/image')];
    fal.record('owned acme/image', request('1', 'acme/image', '2026-03-14T13:58:10Z', { statusCode: 503 }));
    const explorer = await new Explorer(fal).open('acme/image');
    assert.equal(
      explorer.tree.node(explorer.find('13:58:10')).spoken,
      'Failed with 503, an error of the app. Ended 13:58:10. Took 4 s. Waited 1 s.',
    );
  });
});
