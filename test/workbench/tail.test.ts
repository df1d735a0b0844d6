import assert from 'node:assert/strict';
import { FAKE_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { inEachVscode } from './inEachVscode';

inEachVscode('Tailing', { key: FAKE_KEY }, (workbench) => {
  it('shows lines as they come', async () => {
    const { palette, inputBox, output, fal } = workbench();
    await palette.run('Tail fal logs');
    await inputBox.choose('Tail fal logs', 'All apps');
    await fal.untilStreams(1);
    fal.log({ message: 'before the break' });
    const line = await output.shows('before the break');
    assert.match(line, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[info\] \[[^\]]+\] before the break/);
  });

  it('says that the stream broke, and goes on', async () => {
    const { output, fal } = workbench();
    fal.breakStreams('reset');
    await output.shows('[tail]');
    await fal.untilStreams(1);
    fal.log({ message: 'after the break' });
    await output.shows('after the break');
    const lines = await output.lines();
    assert.equal(lines.filter((line) => line.includes('before the break')).length, 1);
  });

  it('stops when told', async () => {
    const { palette, fal } = workbench();
    await palette.run('fal: Stop Tail');
    await fal.untilStreams(0);
  });

  it('follows an app that is typed, though it is not listed', async () => {
    const { palette, inputBox, fal } = workbench();
    await palette.run('Tail fal logs');
    await inputBox.answer('Tail fal logs', 'someone/else');
    await fal.untilStreams(1);
    assert.deepEqual(fal.askedFor('streamLogs').at(-1)?.query.app_id, ['someone/else']);
    await palette.run('fal: Stop Tail');
    await fal.untilStreams(0);
  });

  it('asks on where what was typed says nothing, and says what it takes', async () => {
    const { palette, inputBox, page } = workbench();
    await palette.run('Tail fal logs');
    await inputBox.answer('Tail fal logs', 'nonsense');
    await until('it says so', async () => (await inputBox.rows()).includes('Type an app as owner/name'));
    await page.keyboard.press('Escape');
  });
});
