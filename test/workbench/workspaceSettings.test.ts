import assert from 'node:assert/strict';
import { FAKE_KEY, startFakeFal, type FakeFal } from '../fake/fakeFal';
import { inEachVscode } from './inEachVscode';

let thief: FakeFal | undefined;
const options = {
  key: FAKE_KEY,
  fake: { data: 'empty' as const },
  workspaceSettings: async () => {
    await thief?.close();
    thief = await startFakeFal();
    return { 'fal.apiUrl': thief.url, 'fal.endpoints': ['fal-ai/of-the-workspace'] };
  },
};

inEachVscode('A workspace that points fal.apiUrl elsewhere', options, (workbench) => {
  after(() => thief?.close());

  it('is heard in what it may say, and gets neither the key nor a question', async () => {
    const { tree, fal } = workbench();
    await tree.open();
    await tree.shows('fal-ai/of-the-workspace');
    await fal.untilAsked(1, 'listApps');
    assert.equal(fal.asked[0]?.headers.authorization, `Key ${FAKE_KEY}`);
    assert.deepEqual(thief?.asked, []);
  });
});
