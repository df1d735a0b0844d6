import assert from 'node:assert/strict';
import { createFalClient } from '../../../src/core/fal/client';
import { FalError } from '../../../src/core/fal/errors';
import { keyHint } from '../../../src/core/key/apiKey';
import { ABILITIES, describeFinding, inspectKey, nameAbility } from '../../../src/core/key/inspectKey';
import {
  API_PRESET_KEY,
  FAKE_KEY,
  POWERLESS_KEY,
  READ_ONLY_KEY,
  startFakeFal,
  type BehaviourName,
  type FakeFal,
} from '../../fake/fakeFal';
import { clientOn } from '../../support/clientOn';
import { silentLog } from '../../support/silentLog';
import { holdToSpec } from '../holdToSpec';

describe('what a key may read', () => {
  let fal: FakeFal;
  holdToSpec(() => fal);
  before(async () => void (fal = await startFakeFal({ data: 'empty' })));
  beforeEach(() => {
    fal.world.apps.length = 0;
    fal.world.app({ owner: 'acme', name: 'shop' });
  });
  after(() => fal.close());

  const inspect = (key: string, behaviour: BehaviourName = 'good') =>
    inspectKey(clientOn(fal.urlThat(behaviour), { key }), Date.now());
  const may = async (key: string, behaviour?: BehaviourName): Promise<string> => {
    const { findings } = await inspect(key, behaviour);
    return ABILITIES.map((ability) => findings[ability].may).join(' ');
  };

  it('is seen by one question of each kind, which change nothing', async () => {
    const before = fal.asked.length;
    assert.equal(await may(READ_ONLY_KEY), 'yes yes yes yes');
    const asked = fal.asked.slice(before).map(({ route }) => String(route));
    assert.deepEqual(asked.sort(), ['analytics', 'listApps', 'logHistory', 'madeRequests']);
  });

  it('is not told once nobody waits for it', () =>
    assert.rejects(inspectKey(clientOn(fal.url), Date.now(), AbortSignal.abort()), { name: 'AbortError' }));

  it('is told apart by preset', async () => {
    assert.equal(await may(API_PRESET_KEY), 'yes no no unknown');
    assert.equal(await may(POWERLESS_KEY), 'no no no unknown');
  });

  it('is nothing where fal does not know the key', async () => {
    assert.equal((await inspect('wrong:key')).isRejected, true);
    assert.equal((await inspect(FAKE_KEY)).isRejected, false);
  });

  it('is not known where there is no key to ask with, which fal has not refused', async () => {
    const what = 'config.toml is not there.';
    const gone = () => Promise.reject(new FalError({ kind: 'needsKey', reason: 'gone', what }));
    const keyless = createFalClient({ apiUrl: () => fal.url, key: gone, fetch, log: silentLog });
    const { isRejected, findings } = await inspectKey(keyless, Date.now());
    assert.equal(isRejected, false);
    assert.deepEqual(
      [findings.requests, findings.logs].map(describeFinding),
      Array(2).fill(`not known: ${what}`),
    );
  });

  it('is not known where fal cannot be asked, and says why', async () => {
    const { findings, owner } = await inspect(FAKE_KEY, '500');
    assert.equal(await may(FAKE_KEY, '500'), 'unknown unknown unknown unknown');
    assert.match(describeFinding(findings.logs), /^not known: fal has trouble/);
    assert.equal(owner, undefined);
  });

  it('says which preset can what this key cannot', async () => {
    const { findings } = await inspect(API_PRESET_KEY);
    assert.deepEqual(
      ABILITIES.map((ability) => `${nameAbility(ability)}: ${describeFinding(findings[ability])}`),
      [
        'Requests: yes',
        'Apps: no; a key with the preset Read-only or Full can',
        'Logs: no; a key with the preset Read-only or Full can',
        'Figures of apps: not known: there is no app to ask about',
      ],
    );
  });

  it('comes with the owner, where all apps are one’s', async () => {
    assert.equal((await inspect(FAKE_KEY)).owner, 'acme');
    fal.world.app({ owner: 'others', name: 'shop' });
    assert.equal((await inspect(FAKE_KEY)).owner, undefined);
  });
});

describe('the hint at a key', () => {
  it('is how its id begins, and nothing of its secret', () => assert.equal(keyHint(FAKE_KEY), '6f1c2a9e'));
  it('is none where the id is not of fal’s form', () => assert.equal(keyHint('mine:secret'), undefined));
});
