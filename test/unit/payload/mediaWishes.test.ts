import assert from 'node:assert/strict';
import type { RequestDetail } from '../../../src/core/fal/types';
import type { TalkParts } from '../../../src/core/payload/requestTalk';
import { detail, pageOf } from './pageTalk';

const HELD = 'data:image/png;base64,AAAA';
const payload = `{"image":{"url":"https://v3.fal.media/a/cat.png"},"held":"${HELD}"}`;
const CAT = 0;
const OWN = 1;
const NONE = 9;

describe('the files of an open request', () => {
  const open = (parts: Partial<TalkParts> = {}, shown: RequestDetail = detail(payload)) =>
    pageOf(shown, { mediaPolicy: () => ({ load: 'fal' }), ...parts });

  it('are listed, those of the output first', async () => {
    const { heard } = await open({}, { ...detail(payload), input: '["https://v3.fal.media/a/in.wav"]' });
    const found = heard.find(({ type }) => type === 'mediaFound');
    assert.ok(found?.type === 'mediaFound');
    assert.deepEqual(
      found.media.map(({ pane, name, isHeld }) => `${pane} ${name}${isHeld ? ' held' : ''}`),
      ['output cat.png', 'output held.png held', 'input in.wav'],
    );
  });

  it('are gone to in the payload', async () => {
    const { ask, askInVain } = await open();
    const { area, row } = await ask({ type: 'goToMedia', number: OWN, count: 9 }, 'revealed');
    assert.deepEqual([area, row], ['output', 2]);
    assert.deepEqual(await askInVain({ type: 'goToMedia', number: NONE, count: 9 }), []);
  });

  it('come to the page themselves where the payload holds them, and only then', async () => {
    const { ask, askInVain } = await open();
    assert.equal((await ask({ type: 'askMedia', number: OWN }, 'mediaRead')).uri, HELD);
    const others = await askInVain({ type: 'askMedia', number: CAT }, { type: 'askMedia', number: NONE });
    assert.deepEqual(others, []);
  });

  it('are opened and saved by their address, or from the payload', async () => {
    const done: string[] = [];
    const { askInVain } = await open({
      openExternally: (url) => done.push(`open ${url}`),
      saveMedia: ({ name, address }) => done.push(`save ${name} ${address}`),
    });
    await askInVain(
      ...[CAT, OWN, NONE].map((number) => ({ type: 'openMedia', number }) as const),
      ...[CAT, OWN, NONE].map((number) => ({ type: 'saveMedia', number }) as const),
    );
    assert.deepEqual(done, [
      'open https://v3.fal.media/a/cat.png',
      'save cat.png https://v3.fal.media/a/cat.png',
      `save held.png ${HELD}`,
    ]);
  });

  for (const [status, why] of [
    [404, /gone \(404\)/],
    [410, /gone \(410\)/],
    [401, /does not give the file out \(401\)/],
    [403, /does not give the file out \(403\)/],
    [500, /answered 500/],
    [200, /VS Code cannot show this file/],
    [undefined, /cannot be reached/],
  ] as const) {
    it(`say why they do not load where their host answers ${status ?? 'nothing'}`, async () => {
      const { ask } = await open({ askMediaStatus: () => Promise.resolve(status) });
      assert.match((await ask({ type: 'checkMedia', number: CAT }, 'mediaFailed')).why, why);
    });
  }

  it('ask no host about what the payload holds', async () => {
    const { ask, askInVain } = await open({ askMediaStatus: () => assert.fail('asked') });
    assert.match((await ask({ type: 'checkMedia', number: OWN }, 'mediaFailed')).why, /Save it to see it\.$/);
    assert.deepEqual(await askInVain({ type: 'checkMedia', number: NONE }), []);
  });

  it('that a host was asked about for an earlier showing are not spoken of', async () => {
    let answer = (_status: number): void => undefined;
    const { talk, wish, askInVain } = await open({
      askMediaStatus: () => new Promise((resolve) => (answer = resolve)),
    });
    wish({ type: 'checkMedia', number: CAT });
    talk.dispose();
    answer(404);
    assert.deepEqual(await askInVain(), []);
  });
});
