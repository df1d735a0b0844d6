import assert from 'node:assert/strict';
import { startFakeFal, type FakeFal } from '../../fake/fakeFal';
import { ask, listen } from './talk';

describe('the door of the fake fal for other processes', () => {
  let fal: FakeFal;
  before(async () => (fal = await startFakeFal({ data: 'empty' })));
  after(() => fal.close());

  const tell = async (deed: string, told: unknown = {}) => {
    const response = await fetch(`${fal.origin}/fake/${deed}`, {
      method: 'POST',
      body: JSON.stringify(told),
    });
    return `${response.status} ${await response.text()}`;
  };
  const see = async (what: string) => (await fetch(`${fal.origin}/fake${what}`)).text();

  it('sets behaviours', async () => {
    assert.equal(
      await tell('behave', { route: 'listApps', behaviours: ['500', { instead: { status: 410 } }] }),
      '200 {}',
    );
    const status = async () => (await ask(fal, '/serverless/apps')).status;
    assert.deepEqual([await status(), await status(), await status()], [500, 410, 200]);
    await tell('behave', { route: 'any', behaviours: ['403'], always: true });
    assert.deepEqual([await status(), await status()], [403, 403]);
    await tell('behave-well');
    assert.equal(await status(), 200);
  });

  it('adds logs and breaks streams', async () => {
    const heard = listen(await ask(fal, '/serverless/logs/stream'));
    await fal.untilStreams(1);
    assert.match(await see('/state'), /"openStreams":1/);
    await tell('log', { entries: [{ message: 'from afar' }] });
    assert.equal(await tell('break', { ending: 'clean' }), '200 {"broken":1}');
    assert.match((await heard).text, /"message":"from afar"/);
  });

  it('adds requests', async () => {
    fal.world.app();
    assert.match(await tell('request', { statusCode: 504, about: 'afar' }), /^200 .*"statusCode":504/);
    assert.equal(fal.world.requestAbout('afar').statusCode, 504);
  });

  it('lets held answers go', async () => {
    fal.behave('any', 'held');
    const answer = ask(fal, '/serverless/apps');
    await fal.untilAsked(fal.asked.length + 1);
    await tell('release');
    assert.equal((await answer).status, 200);
  });

  it('shows what was asked, and guides people', async () => {
    const asked = JSON.parse(await see('/asked?route=listApps')) as { route: string }[];
    assert.ok(asked.length > 0 && asked.every(({ route }) => route === 'listApps'));
    assert.match(await see(''), /stream-resets.*upper-case/s);
  });

  const wrong: readonly (readonly [deed: string, told: unknown, says: RegExp])[] = [
    ['behave', { route: 'logs', behaviours: [] }, /^400 route is one of streamLogs/],
    ['behave', { route: 'any', behaviours: ['tired'] }, /^400 No such behaviour: "tired"/],
    ['log', { entries: 'one' }, /^400 .*arrays/],
    ['break', { ending: 'softly' }, /^400 ending is one of clean/],
    ['break', [], /^400 The body is a JSON object/],
    ['sing', {}, /^404 No such thing to do: sing/],
  ];
  for (const [deed, told, says] of wrong)
    it(`refuses ${deed} ${JSON.stringify(told)}`, async () => {
      assert.match(await tell(deed, told), says);
    });

  it('tells what it waited for in vain', async () => {
    const { Watch } = await import('../../fake/watch');
    await assert.rejects(
      new Watch().until(
        () => false,
        () => '2 questions',
        1,
      ),
      /Within 1 ms the fake fal did not see 2 questions/,
    );
  });
});
