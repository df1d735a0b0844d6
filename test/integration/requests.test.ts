import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { POWERLESS_KEY } from '../fake/fakeFal';
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

  const shows = (pattern: RegExp): Promise<string> =>
    until(
      `the tree shows ${String(pattern)}`,
      async () => {
        const text = await stage.tree();
        return pattern.test(text) && text;
      },
      { timeoutMs: 15_000 },
    );
  const refresh = () => vscode.commands.executeCommand('fal.refreshRequests');

  it('are the apps of the key', async () => {
    stage.fal.world.app({ owner: 'acme', name: 'other' });
    await refresh();
    assert.match(await shows(/acme\/shop/), /acme\/other/);
  });

  it('go when the key goes, and come with another', async () => {
    await shows(/acme\/shop/);
    await stage.setKey(undefined);
    await until('the tree is empty', async () => (await stage.tree()) === '');
    await stage.setKey('wrong:key');
    await shows(/does not accept this API key|API key/);
  });

  it('say which keys can read when this one may not', async () => {
    await stage.setKey(POWERLESS_KEY);
    await shows(/may not read|Read-only/);
  });

  it('say that there is nothing yet in an empty account', async () => {
    stage.fal.world.apps.length = 0;
    await refresh();
    await shows(/This key has no apps/);
  });

  it('keep what they show when a refresh fails, and recover', async () => {
    await shows(/acme\/shop/);
    stage.fal.behaveAlways('any', '500');
    await refresh();
    assert.match(await shows(/500|trouble|not refreshed/), /acme\/shop/);
    stage.fal.behaveWell();
    await refresh();
    await until('the trouble is gone', async () => !/500|trouble/.test(await stage.tree()));
  });

  it('show pinned endpoints of others', async () => {
    const settings = vscode.workspace.getConfiguration('fal');
    await settings.update('endpoints', ['fal-ai/flux/dev'], vscode.ConfigurationTarget.Global);
    try {
      await shows(/fal-ai\/flux\/dev/);
    } finally {
      await settings.update('endpoints', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
