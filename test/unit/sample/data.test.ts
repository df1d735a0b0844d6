import assert from 'node:assert/strict';
import type { AccountPlan } from '../../../src/core/sample/data/accountPlan';
import { makeLife } from '../../../src/core/sample/data/life';
import { seedWorld } from '../../../src/core/sample/data/seedWorld';
import { Random } from '../../../src/core/sample/random';
import { SAMPLE_FILES } from '../../../src/core/sample/sampleFiles';
import { World } from '../../../src/core/sample/world';

const NOW = Date.UTC(2026, 0, 10, 9);
const PLAN: AccountPlan = { owner: 'ann', others: 'bob', files: SAMPLE_FILES };
const seeded = (seed: number) => {
  const world = new World(() => NOW);
  const apps = seedWorld(world, seed, PLAN);
  return { world, apps };
};
const everything = ({ apps, logs, requests }: World) => JSON.stringify({ apps, logs, requests });
const idsOf = ({ requests }: World) => requests.map(({ requestId }) => requestId);

const { world } = seeded(1);

describe('a made-up account', () => {
  it('is the same for the same seed, and another for another', () => {
    assert.equal(everything(world), everything(seeded(1).world));
    assert.notDeepEqual(idsOf(world), idsOf(seeded(2).world));
  });

  it('has apps with routes, in another environment, and without traffic', () => {
    assert.deepEqual(
      world.apps.map(({ name, environment, endpoints }) => `${name} ${environment} ${endpoints.length}`),
      [
        'portrait-studio main 3',
        'clip-maker main 1',
        'voice-notes main 1',
        'support-chat main 1',
        'portrait-studio--staging staging 1',
        'untouched main 1',
      ],
    );
    assert.ok(world.requests.every(({ endpointId }) => !endpointId.includes('untouched')));
  });

  it('has more than a page of requests, of every kind', () => {
    const ofFirst = world.requests.filter(({ endpointId }) => endpointId.startsWith('ann/portrait-studio/'));
    assert.ok(ofFirst.length > 50, String(ofFirst.length));
    for (const about of [
      'success',
      'slow',
      'cold start',
      'validation error',
      'gateway: request_timeout',
      'no payloads',
    ])
      assert.ok(world.requestAbout(about), about);
    assert.equal(world.requestAbout('unfinished').statusCode, null);
    assert.ok(world.requests.some(({ source }) => source === 'made'));
  });

  it('has payloads that are JSON, seeds beyond 2^53 digit for digit', () => {
    for (const { input, output } of world.requests)
      for (const payload of [input, output]) if (typeof payload === 'string') JSON.parse(payload);
    assert.match(String(world.requestAbout('big seed').output), /"seed":196619188014358660,/);
  });

  it('has log lines as fal writes them', () => {
    const { row } = world.logs[100] ?? assert.fail();
    assert.match(row.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    const { app, message, level, fal_job_id: runner } = row.labels ?? {};
    assert.deepEqual([app, message, level], [row.app, row.message, row.level.toUpperCase()]);
    assert.match(String(runner), /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const messages = world.logs.map((log) => log.row.message);
    const has = (part: RegExp) => messages.some((message) => part.test(message));
    assert.ok(
      has(/^\{"traceback":"[\w.]+(Error)?: .*Traceback \(most recent call last\):\\n"\}$/),
      'reversed traceback',
    );
    assert.ok(has(/^ {2}File "\/app\/inference\/app.py", line 148, in generate$/), 'printed traceback');
    assert.ok(has(/\d+%\|.*\r100%\|/), 'tqdm');
    assert.ok(has(/\u001b\[32m/), 'colours');
    assert.ok(has(/ ERROR /), 'errors marked info');
    assert.ok(
      world.logs.every(({ at }, index) => at >= (world.logs[index - 1]?.at ?? 0)),
      'in order',
    );
  });

  it('has log lines of every request that a runner had', () => {
    const failed = world.requestAbout('uncaught key error');
    const lines = world.logs.filter(({ row }) => row.labels?.fal_request_id === failed.requestId);
    assert.ok(lines.length >= 4);
    assert.ok(lines.every(({ row }) => row.labels?.fal_job_id === failed.runnerId));
  });

  it('has ids that tell the time of their request', () => {
    for (const { requestId, sentAt } of world.requests)
      assert.equal(parseInt(requestId.replace('-', '').slice(0, 12), 16), sentAt);
  });

  it('draws numbers evenly', () => {
    const random = new Random(7);
    const counts = [0, 0, 0, 0, 0];
    for (let draw = 0; draw < 5000; draw++) {
      const drawn = random.between(0, 4);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    assert.ok(
      counts.every((count) => count > 850 && count < 1150),
      counts.join(' '),
    );
  });
});

describe('life of a made-up account', () => {
  it('goes on adding lines, requests and bursts', () => {
    const { world: living, apps } = seeded(1);
    const turn = makeLife(living, apps, 1, PLAN, { burstLines: 150 });
    for (let turns = 0; turns < 60; turns++) turn();
    assert.ok(living.logs.length > world.logs.length + 300, 'bursts');
    assert.equal(living.requests.length, world.requests.length + 15);
    assert.ok(living.requests.slice(-15).every(({ endedAt }) => endedAt === NOW));
  });
});
