import assert from 'node:assert/strict';
import { FAKE_KEY, TEAM_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { inEachVscode } from './inEachVscode';

const ENDPOINT = 'scope-demo/portrait-studio';
const UNKNOWN_KEY = FAKE_KEY.replace('6', '7');

inEachVscode('Setting a key', { fake: { keys: [FAKE_KEY, TEAM_KEY] } }, (workbench) => {
  const addTeam = async (): Promise<void> => {
    const { palette, inputBox } = workbench();
    await palette.run('fal: Add Account…');
    await inputBox.answer('Add Account', TEAM_KEY);
    await until('a name is asked for', async () => !(await inputBox.isPassword()));
    await inputBox.answer('Add Account', 'team');
  };
  const openPier = async (): Promise<void> => {
    const { fal, palette, inputBox } = workbench();
    const { requestId } = fal.request({ endpointId: ENDPOINT, input: '{"prompt":"a pier"}', output: '{}' });
    await palette.run('fal: Open Request');
    await inputBox.answer('Open Request', requestId);
  };

  it('is offered where there is none', async () => {
    const { tree } = workbench();
    await tree.open();
    await until('the welcome offers to set a key', async () =>
      (await tree.welcome()).includes('Set API Key'),
    );
  });

  it('hides what is typed, and says at once when that is no key', async () => {
    const { tree, inputBox } = workbench();
    await tree.pressWelcome('Set API Key');
    await inputBox.opened('Set API Key');
    assert.ok(await inputBox.isPassword());
    const prompt = await inputBox.message();
    await inputBox.type('no key at all');
    await until('the box complains', async () => (await inputBox.message()) !== prompt);
  });

  it('is refused when fal does not know the key', async () => {
    const { inputBox, notifications } = workbench();
    await inputBox.answer('Set API Key', UNKNOWN_KEY);
    await notifications.press('fal does not accept this API key', 'Try Another Key');
  });

  it('leads to the tree', async () => {
    const { tree, inputBox } = workbench();
    await inputBox.answer('Set API Key', FAKE_KEY);
    await tree.shows('portrait-studio');
  });

  it('is kept over a reload', async () => {
    const { tree } = workbench();
    await workbench().reload();
    await tree.open();
    await tree.shows('portrait-studio');
  });

  it('is shown with where it is from and what it may read, all but its secret', async () => {
    const { palette, inputBox, page } = workbench();
    await palette.run('fal: Show Account…');
    await inputBox.opened('fal account');
    const rows = await until('fal has answered', async () => {
      const now = await inputBox.rows();
      return now.includes('Logs yes') && now;
    });
    assert.match(rows, /^API key in VS Code’s secret storage · 6f1c2a9e · apps of scope-demo$/m);
    await page.keyboard.press('Escape');
  });

  it('is added as a further account, whose name the view says', async () => {
    const { tree } = workbench();
    await addTeam();
    await until('the title has it', async () => (await tree.heading()).includes('team · Requests'));
    await tree.shows('portrait-studio');
  });

  it('is taken back only once that was confirmed', async () => {
    const { palette, dialog, tree } = workbench();
    await palette.run('fal: Remove API Key');
    await dialog.press('Remove the account “team” from this computer?', 'Cancel');
    assert.match(await tree.heading(), /team · Requests/);
  });

  it('leaves no account in use when that one is removed, and a way to choose another', async () => {
    const { palette, dialog, inputBox, tree } = workbench();
    await palette.run('fal: Remove API Key');
    await dialog.press('Remove the account “team” from this computer?', 'Remove');
    await until('the welcome says so', async () =>
      (await tree.welcome()).includes('no key on this computer'),
    );
    await tree.pressWelcome('Switch Account');
    await inputBox.choose('Switch Account', 'Default');
    await tree.shows('portrait-studio');
  });

  it('is asked for by a panel whose key fal refuses, which then shows its request', async () => {
    const { fal, inputBox, payload } = workbench();
    await openPier();
    await payload.shows('a pier');
    fal.behaveAlways('any', '401');
    await workbench().reload();
    await payload.press('Set API Key');
    fal.behaveWell();
    await inputBox.answer('Set API Key', FAKE_KEY);
    await payload.shows('a pier');
  });

  it('leaves a panel whose account was removed a way to another one', async () => {
    const { palette, dialog, inputBox, payload, page } = workbench();
    await addTeam();
    await openPier();
    await page.locator('.tab.active').filter({ hasText: 'team' }).waitFor();
    await payload.shows('a pier');
    await palette.run('fal: Remove API Key');
    await dialog.press('Remove the account “team” from this computer?', 'Remove');
    // What was read stays.
    await payload.shows('a pier');
    await workbench().reload();
    await payload.press('Switch Account');
    await inputBox.choose('Switch Account', 'Default');
    await payload.shows('a pier');
  });

  it('leaves no key in any file of VS Code', () => {
    for (const key of [FAKE_KEY, TEAM_KEY]) {
      const [, secret = ''] = key.split(':');
      assert.deepEqual(workbench().filesWith(secret), []);
    }
  });
});
