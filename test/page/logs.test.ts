import assert from 'node:assert/strict';
import { until } from '../support/until';
import { REF, REQUEST } from './openPanel';
import { entry, GOOD, INPUT, usePanel } from './panelSuite';

describe('the payload page shows the request’s logs', function () {
  this.timeout(60_000);
  const suite = usePanel();
  const { show, tree } = suite;
  const logs = () => suite.panel.page.getByRole('region', { name: 'Logs' });
  const logHistory = () =>
    Promise.resolve({
      items: [entry('WARNING: low'), entry('Traceback (most recent call last):\n  File "a.py"\nKeyError: 1')],
    });

  it('with their levels, and the revision that they name', async () => {
    const page = await show(GOOD, { parts: { logHistory } });
    await logs().getByText('WARNING: low').waitFor();
    assert.deepEqual(
      await tree('Logs')
        .getByRole('treeitem')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('class'))),
      ['row log error', 'row log error', 'row log error', 'row log warning'],
    );
    await page.getByText('4d0b7a51').waitFor();
  });

  it('and opens them in the Output view, where they can be filtered', async () => {
    await show(GOOD, { parts: { logHistory } });
    await logs().getByRole('button', { name: 'Open in Output' }).click();
    await until('they are opened', () => suite.panel.done.length === 1);
    assert.deepEqual(suite.panel.done, [
      `tailed ${REF.requestId} 2026-09-01T11:59:00.000Z 2026-09-01T12:02:05.480Z`,
    ]);
  });

  it('whose frames lead to the workspace’s files, by mouse and by key', async () => {
    const file = ['/app/shop/main.py', 'shop/main.py'] as const;
    const frame = entry(
      'Traceback:\n  File "/app/shop/main.py", line 12, in run\n  File "/lib/x.py", line 3',
    );
    await show(GOOD, {
      parts: {
        logHistory: () => Promise.resolve({ items: [frame] }),
        findSources: () => Promise.resolve(new Map([file])),
      },
    });
    const row = tree('Logs').getByRole('treeitem', { name: '/app/shop/main.py' });
    await row.getByText('/app/shop/main.py", line 12', { exact: true }).click();
    await suite.pressAll('Enter');
    await until('both opened it', () => suite.panel.done.length === 2);
    assert.deepEqual(suite.panel.done, ['opened /app/shop/main.py:12', 'opened /app/shop/main.py:12']);
    assert.equal(await row.getAttribute('aria-description'), 'Open shop/main.py, line 12');
    assert.equal(await tree('Logs').locator('.source').count(), 1);
  });

  it('or says why there are none, and tries again', async () => {
    let asked = 0;
    const parts = {
      logHistory: () => ((asked += 1) === 1 ? Promise.reject(new Error('This key may not')) : logHistory()),
    };
    await show(GOOD, { parts });
    await logs().getByText('Error: This key may not').waitFor();
    await logs().getByRole('button', { name: 'Try Again' }).click();
    await logs().getByText('WARNING: low').waitFor();
  });

  it('and offers to tail it while it runs', async () => {
    const request = {
      ...REQUEST,
      sentAt: Date.UTC(2026, 8, 1, 12, 4),
      startedAt: undefined,
      endedAt: undefined,
      statusCode: undefined,
    };
    await show({ request, input: INPUT });
    await logs().getByRole('button', { name: 'Tail' }).click();
    await until('it is tailed', () => suite.panel.done.includes(`tailed ${REF.requestId}`));
    await suite.panel.page.getByText('1 min 0 s so far').waitFor();
  });
});
