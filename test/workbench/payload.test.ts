import { FAKE_KEY } from '../fake/fakeFal';
import { inEachVscode } from './inEachVscode';

inEachVscode('Opening a payload', { key: FAKE_KEY, fake: { data: 'empty' } }, (workbench) => {
  it('shows input and output', async () => {
    const { tree, payload, fal } = workbench();
    fal.world.app({ owner: 'acme', name: 'painter' });
    fal.request({
      endpointId: 'acme/painter',
      input: '{"prompt": "a lighthouse at dusk", "seed": 18446744073709551615}',
      output: '{"images": [{"url": "https://v3.fal.media/files/one.png"}]}',
    });
    await tree.open();
    await tree.expand('acme/painter');
    await tree.click('200');
    await payload.shows('a lighthouse at dusk');
    await payload.shows('18446744073709551615');
    await payload.shows('images');
  });

  it('is still there after a reload', async () => {
    await workbench().reload();
    await workbench().payload.shows('a lighthouse at dusk');
  });
});
