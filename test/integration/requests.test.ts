import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FAKE_KEY, POWERLESS_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { setStage, type Stage } from './stage';

describe('the requests in the sidebar', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage({ data: 'empty' });
    stage.fal.world.app({ owner: 'acme', name: 'shop' });
    await vscode.commands.executeCommand('fal.requests.focus');
  });
  afterEach(() => stage.strike());

  const refresh = () => vscode.commands.executeCommand('fal.refreshRequests');

  it('are the apps of the key', async () => {
    stage.fal.world.app({ owner: 'acme', name: 'other' });
    await refresh();
    assert.match(await stage.shows(/\] shop/), /\] other/);
  });

  it('go when the key goes, and come with another', async () => {
    await stage.shows(/acme\/shop/);
    await stage.setKey(undefined);
    await until('the tree is empty', async () => (await stage.tree()) === '');
    await stage.setKey(FAKE_KEY);
    await stage.shows(/acme\/shop/);
  });

  it('say which keys can read when this one may not', async () => {
    await stage.setKey(POWERLESS_KEY);
    await stage.shows(/Key may not list apps \| Set a Read-only or Full key/);
  });

  it('say that there is nothing yet in an empty account', async () => {
    stage.fal.world.apps.length = 0;
    await refresh();
    await stage.shows(/This key has no apps/);
  });

  it('keep what they show when a refresh fails, and recover', async () => {
    await stage.shows(/acme\/shop/);
    stage.fal.behaveAlways('any', '500');
    await refresh();
    assert.match(await stage.shows(/As of \S+ \| fal has trouble \(500\)/), /acme\/shop/);
    stage.fal.behaveWell();
    await refresh();
    await until('the trouble is gone', async () => !(await stage.tree()).includes('trouble'));
  });

  it('say that some cannot be read, and show the others', async () => {
    const good = { endpoint_id: 'acme/shop', name: 'shop', owner: 'acme' };
    stage.fal.behaveAlways('listApps', {
      instead: { status: 200, body: JSON.stringify({ apps: [{ ...good, owner: 7 }, good] }) },
    });
    await refresh();
    assert.match(
      await stage.shows(/Some apps cannot be read \| Show Diagnostics Log/),
      /server-process\] acme\/shop/,
    );
    stage.fal.behaveWell();
    await refresh();
    await until('that is said no more', async () => !(await stage.tree()).includes('cannot be read'));
  });

  it('show pinned endpoints of others', async () => {
    const settings = vscode.workspace.getConfiguration('fal');
    await settings.update('endpoints', ['fal-ai/flux/dev'], vscode.ConfigurationTarget.Global);
    try {
      await stage.shows(/fal-ai\/flux\/dev/);
    } finally {
      await settings.update('endpoints', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
