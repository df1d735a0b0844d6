import assert from 'node:assert/strict';
import { Explorer, lines } from './explorer';
import { app, burst, request, SmallFal } from './smallFal';

describe('what the client cannot read', () => {
  const NOTE = '(Some requests cannot be read)';
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app('acme/image'), app('acme/video')];
  });

  it('is told of above the rows, with the way to the log', async () => {
    fal.record(
      'owned acme/image',
      request('good', 'acme/image', '2026-03-14T13:58:10Z'),
      request('odd', 'acme/image', '2026-03-14T13:59:00Z'),
    );
    fal.odd = ['odd', 'acme/video'];
    const explorer = await new Explorer(fal).open('acme/image');
    assert.equal(
      await explorer.text(),
      lines(`
      [warning] Some apps cannot be read | Show Diagnostics Log
      [server-process] acme/image
        [warning] Some requests cannot be read | Show Diagnostics Log
        [pass] 13:58:10 | 200 · 4 s · waited 1 s
      `),
    );
    const note = explorer.find('Some requests cannot be read');
    assert.deepEqual(explorer.tree.node(note).action, { kind: 'showLog' });
    assert.match(explorer.tree.tooltip(note)?.text ?? '', /^All others are shown\..*items\.0\.sent_at/);
  });

  it('is told of no longer once it can be read, or is past', async () => {
    fal.record('owned acme/image', ...burst('r', 'acme/image', '2026-03-14T13:58:10Z', 3));
    fal.odd = ['r-3'];
    const explorer = await new Explorer(fal).open('acme/image');
    assert.deepEqual(explorer.ids('acme/image'), [NOTE, 'r-2', 'r-1']);
    fal.odd = [];
    await explorer.tree.refresh(false);
    assert.doesNotMatch(await explorer.text(), /cannot be read/);
  });

  it('is told of while a page below the first holds it, until that is read again', async () => {
    fal.record('owned acme/image', ...burst('r', 'acme/image', '2026-03-14T13:58:10Z', 60));
    const last = 'r-1';
    fal.odd = [last];
    const explorer = await new Explorer(fal).open('image');
    assert.ok(!explorer.ids('image').includes(NOTE));
    await explorer.loadMore();
    assert.ok(explorer.ids('image').includes(NOTE));
    await explorer.tree.refresh(false);
    assert.ok(explorer.ids('image').includes(NOTE));
    fal.odd = [];
    await explorer.tree.refresh(true);
    assert.ok(!explorer.ids('image').includes(NOTE));
    assert.ok(explorer.ids('image').includes(last));
  });
});
