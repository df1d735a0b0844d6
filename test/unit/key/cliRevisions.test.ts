import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { CliRevisions } from '../../../src/core/key/cliRevisions';
import { FAKE_KEY, TEAM_KEY } from '../../fake/keys';

const profile = (name: string, key: string) => ({ name, key, isDefault: false });

describe('the revision of a profile', () => {
  it('grows with each other key, and with nothing else', async () => {
    const revisions = new CliRevisions();
    const seen: unknown[] = [];
    for (const profiles of [
      [profile('work', FAKE_KEY)],
      [profile('work', FAKE_KEY), profile('home', TEAM_KEY)],
      [profile('work', TEAM_KEY), profile('home', TEAM_KEY)],
      [],
      [profile('work', TEAM_KEY)],
      [profile('work', FAKE_KEY)],
    ])
      seen.push([await revisions.note(profiles), revisions.counts.get('work'), revisions.counts.get('home')]);
    assert.deepEqual(seen, [
      [false, undefined, undefined],
      [false, undefined, undefined],
      [true, 1, undefined],
      [false, 1, undefined],
      [false, 1, undefined],
      [true, 2, undefined],
    ]);
  });

  it('is one for all who read at the same time', async () => {
    const revisions = new CliRevisions();
    await revisions.note([profile('work', FAKE_KEY)]);
    const before = revisions.counts;
    const other = [profile('work', TEAM_KEY)];
    // Digests come in any order.
    const noted = await Promise.all([revisions.note(other), revisions.note(other)]);
    assert.deepEqual(noted.toSorted(), [false, true]);
    assert.deepEqual([before.get('work'), revisions.counts.get('work')], [undefined, 1]);
  });

  it('is known without keeping a key', async () => {
    const revisions = new CliRevisions();
    await revisions.note([profile('work', FAKE_KEY)]);
    const [id = '', secret = ''] = FAKE_KEY.split(':');
    const kept = inspect(revisions, { depth: 9, showHidden: true });
    assert.ok(!kept.includes(id) && !kept.includes(secret));
  });
});
