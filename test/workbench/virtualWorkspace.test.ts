import { FAKE_KEY } from '../fake/fakeFal';
import { packVirtualFolder, VIRTUAL_FOLDER } from '../vscode/virtualFolder';
import { inEachVscode } from './inEachVscode';

const FRAME = '  File "/app/inference/pipeline.py", line 62, in __call__';
/** What stands in that line. */
const CODE = 'self.schedule[options';

const options = {
  key: FAKE_KEY,
  fake: { data: 'empty' as const },
  folder: VIRTUAL_FOLDER,
  beside: packVirtualFolder,
};

inEachVscode('A workspace that lies on no disk', options, (workbench) => {
  it('has the requests in its side bar', async () => {
    const { tree, fal } = workbench();
    fal.world.app({ owner: 'acme', name: 'painter' });
    const { requestId } = fal.request({
      endpointId: 'acme/painter',
      statusCode: 500,
      input: '{"prompt":"a lighthouse"}',
    });
    fal.log({
      message: `Traceback (most recent call last):\n${FRAME}`,
      labels: { fal_request_id: requestId },
    });
    await tree.open();
    await tree.expand('acme/painter');
    await tree.shows('500');
  });

  it('is where the frames in the log of a panel lead', async () => {
    const { tree, payload, page } = workbench();
    await tree.click('500');
    await payload.shows('a lighthouse');
    await payload.content.getByText('pipeline.py", line 62').click();
    await page.locator('.tab.active').filter({ hasText: 'pipeline.py' }).waitFor();
    await page.locator('.view-line').filter({ hasText: CODE }).first().waitFor();
  });

  it('is where the frames in a tail lead, too', async () => {
    const { palette, inputBox, output, page, fal } = workbench();
    await palette.run('View: Close All Editors');
    await palette.run('Tail fal logs');
    await inputBox.choose('Tail fal logs', 'All apps');
    await fal.untilStreams(1);
    fal.log({ message: `half a lighthouse\n${FRAME}`, app: 'acme/painter' });
    await output.shows('half a lighthouse');
    const link = page.locator('.output-view .detected-link').filter({ hasText: 'pipeline.py' }).first();
    await link.click({ modifiers: ['ControlOrMeta'], timeout: 10_000 });
    await page.locator('.view-line').filter({ hasText: CODE }).first().waitFor();
  });
});
