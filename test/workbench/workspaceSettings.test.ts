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

for (const isRestricted of [false, true]) {
  const which = isRestricted ? 'A workspace without trust' : 'A workspace';
  inEachVscode(`${which} that points fal.apiUrl elsewhere`, { ...options, isRestricted }, (workbench) => {
    after(() => thief?.close());

    it(isRestricted ? 'is restricted' : 'is not restricted', async () => {
      const { page } = workbench();
      const word = page.locator('.statusbar').getByText('Restricted Mode');
      if (isRestricted) await word.waitFor();
      else assert.equal(await word.count(), 0);
    });

    it('is heard in what it may say', async () => {
      const { tree } = workbench();
      await tree.open();
      await tree.shows('fal-ai/of-the-workspace');
    });

    it('gets neither the key nor a question, be it of the view or of a tail', async () => {
      const { palette, inputBox, fal } = workbench();
      await fal.untilAsked(1, 'listApps');
      await palette.run('Tail fal logs');
      await inputBox.choose('Tail fal logs', 'All apps');
      await fal.untilStreams(1);
      for (const { headers } of fal.asked) assert.equal(headers.authorization, `Key ${FAKE_KEY}`);
      assert.deepEqual(thief?.asked, []);
    });
  });
}
