import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { API_PRESET_KEY, FAKE_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { hearMessages } from './messages';
import { EXTENSION, setStage, type Stage } from './stage';

const ID = '019e6d0a-e5be-7b82-b329-35ae64296902';
/** fal sent no input of it. */
const BARE = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9';
const OTHER = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890';

describe('the request explorer', () => {
  let stage: Stage;
  const run = <T>(id: string, ...args: unknown[]): Thenable<T> =>
    vscode.commands.executeCommand<T>(id, ...args);

  beforeEach(async () => {
    stage = await setStage({ data: 'empty' });
    stage.fal.world.app({ owner: 'acme', name: 'shop', endpoints: ['acme/shop', 'acme/shop/turbo'] });
    const input = '{"seed": 196619188014358660, "prompt": "cat"}';
    stage.fal.request({
      requestId: ID,
      endpointId: 'acme/shop',
      input,
      output: '{"ok":true}',
      runnerId: OTHER,
    });
    stage.fal.request({ requestId: BARE, endpointId: 'acme/shop', statusCode: 422 });
    stage.fal.request({ endpointId: 'acme/shop/turbo', statusCode: 500 });
    await run('fal.requests.focus');
    await stage.shows(/acme\/shop/);
    await openShop();
  });
  afterEach(async () => {
    await run('fal.filterRequests', {});
    await stage.strike();
  });

  /** By the keys that a person has for it. */
  async function openShop(): Promise<void> {
    await until(
      'the app stands open',
      async () => {
        if (/\[pass\] .* 200/.test(await stage.tree())) return true;
        await run('fal.requests.focus');
        await run('list.focusFirst');
        await run('list.expand');
        return false;
      },
      { everyMs: 300, timeoutMs: 20_000 },
    );
  }
  const node = (requestId: string): unknown => {
    const [shop] = stage.door.tree.shownBelow();
    const found = stage.door.tree
      .shownBelow(shop)
      .find((ref) => ref.kind === 'request' && ref.requestId === requestId);
    return found ?? assert.fail(`no row ${requestId}`);
  };

  it('says how an app goes', async () => {
    await stage.shows(/acme\/shop \| 67 % failed · 3 requests · median 1 s/);
  });

  it('filters, says so in its title, remembers it and clears it', async () => {
    await run('fal.filterRequests', { status: 'error', since: '1h' });
    const text = await stage.shows(/\[error\]/);
    assert.doesNotMatch(text, /\[pass\]/);
    assert.equal(stage.door.tree.title, 'errors · 1 h');
    await run('fal.filterRequests', { status: 'success', since: '15m', sortBy: 'duration' });
    await stage.shows(/\[pass\]/);
    assert.equal(stage.door.tree.title, 'successes · 15 min · slowest first');
    assert.deepEqual(stage.door.memory.get('requestFilter'), {
      status: 'success',
      since: '15m',
      sortBy: 'duration',
    });
    await run('fal.clearRequestFilter');
    await stage.shows(/\[warning\]/);
    assert.equal(stage.door.tree.title, 'Requests');
    assert.equal(stage.door.memory.get('requestFilter'), undefined);
  });

  it('refuses a wrong filter, and stays as it was', async () => {
    await assert.rejects(async () => run('fal.filterRequests', { status: 'failed' }), /status/);
    assert.equal(stage.door.tree.title, 'Requests');
    await stage.shows(/\[pass\]/);
  });

  it('walks the failures', async () => {
    await run('fal.nextFailedRequest');
    const first = await until('one is selected', () => stage.door.tree.selection[0]);
    assert.equal(first.kind, 'request');
    await run('fal.nextFailedRequest');
    const second = await until('the next one is selected', () => {
      const [ref] = stage.door.tree.selection;
      return ref !== first && ref;
    });
    const contexts = [first, second].map((ref) => stage.door.tree.node(ref).context);
    assert.ok(
      contexts.every((context) => /\b(?:error|userError)\b/.test(context)),
      contexts.join(),
    );
  });

  it('copies a request in every format, without the key', async () => {
    const copied = async (format: string): Promise<string> => {
      await run('fal.copyAs', { requestId: ID, endpointId: 'acme/shop', format });
      return vscode.env.clipboard.readText();
    };
    assert.equal(await copied('id'), ID);
    assert.match(await copied('json'), /"request_id": "019e6d0a[^]*196619188014358660[^]*"ok": true/);
    assert.match(await copied('curl'), /curl .*'https:\/\/fal\.run\/acme\/shop'[^]*196619188014358660/);
    assert.match(await copied('python'), /os\.environ\["FAL_KEY"\]/);
    assert.match(await copied('javascript'), /fal\.run\("acme\/shop"/);
    await run('_fal.copyRequestId', node(ID), [node(ID), node(ID)]);
    assert.equal(await vscode.env.clipboard.readText(), `${ID}\n${ID}`);
    await run('_fal.copyRequestJson', node(ID), [node(ID), node(ID)]);
    const list: unknown = JSON.parse(await vscode.env.clipboard.readText());
    assert.ok(Array.isArray(list) && list.length === 2);
  });

  it('copies what an input holds as it is, but for the key', async () => {
    const prompt = `Bearer aaaaaaaa", x: run(), // `;
    const input = JSON.stringify({ prompt: prompt + FAKE_KEY });
    const { requestId } = stage.fal.request({ endpointId: 'acme/shop', input, output: '{}' });
    const copied = async (format: string): Promise<string> => {
      await run('fal.copyAs', { requestId, endpointId: 'acme/shop', format });
      return vscode.env.clipboard.readText();
    };
    const safe = { prompt: `${prompt}[key hidden]` };
    const { json_input: sent } = JSON.parse(await copied('json')) as { json_input: unknown };
    assert.deepEqual(sent, safe);
    for (const format of ['curl', 'python', 'javascript'])
      assert.ok((await copied(format)).includes(JSON.stringify(safe, null, 2)), format);
  });

  it('copies several as one program', async () => {
    await run('_fal.copyRequestJavascript', node(ID), [node(ID), node(ID)]);
    const program = await vscode.env.clipboard.readText();
    assert.deepEqual(
      [program.match(/^import /gm)?.length, program.match(/^ {2}const input = /gm)?.length],
      [1, 2],
    );
  });

  it('copies those of many that can be written, and none where none can', async () => {
    await run('_fal.copyRequestCurl', node(BARE), [node(BARE), node(ID), node(ID)]);
    const copied = await vscode.env.clipboard.readText();
    assert.equal(copied.match(/^curl /gm)?.length, 2);
    await run('fal.copyAs', { requestId: BARE, endpointId: 'acme/shop', format: 'curl' });
    assert.equal(await vscode.env.clipboard.readText(), copied);
  });

  it('copies what was read of many before fal answers no more, and says why the others are missing', async () => {
    const messages = hearMessages(stage.door);
    try {
      stage.fal.behave('ownedRequests', 'good', '429');
      await run('_fal.copyRequestJson', node(ID), [node(ID), node(BARE), node(ID)]);
      await messages.says(/^Copied 1 of 3 requests\. fal limits how often this key may ask\./);
      assert.match(await vscode.env.clipboard.readText(), /"request_id": "019e6d0a/);
    } finally {
      messages.restore();
    }
  });

  it('tails a request’s runner', async () => {
    await run('_fal.tailRunner', node(ID));
    const [asked] = await stage.fal.untilAsked(1, 'streamLogs');
    assert.deepEqual([asked?.query.app_id, asked?.query.job_id], [['acme/shop'], [OTHER]]);
  });

  it('opens a request by text, by the selection in an editor, and by a link', async () => {
    const opened = (id: string): Promise<unknown> =>
      until(`request …${id.slice(-8)} is open`, () =>
        vscode.window.tabGroups.all
          .flatMap(({ tabs }) => tabs)
          .some(({ label }) => label.includes(id.slice(-8))),
      );
    const made = stage.fal.request({ source: 'made', requestId: OTHER, endpointId: 'fal-ai/flux/dev' });
    await run('fal.openRequest', `https://queue.fal.run/fal-ai/flux/requests/${made.requestId}/status`);
    await opened(OTHER);
    const content = `2026-01-01 [info] request_id=${ID} took 3 s`;
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
    editor.selection = new vscode.Selection(0, 0, 0, content.length);
    await run('fal.openSelectedRequest');
    await opened(ID);
    await run('workbench.action.closeAllEditors');
    const header = await vscode.workspace.openTextDocument({ content: `x-${ID}: 1` });
    const inIt = new vscode.Range(0, 5, 0, 5);
    await vscode.window.showTextDocument(header, { selection: inIt });
    await run('fal.openSelectedRequest');
    await opened(ID);
    await run('workbench.action.closeAllEditors');
    const link = { scheme: vscode.env.uriScheme, authority: EXTENSION, path: `/request/${OTHER}` };
    await run('vscode.open', vscode.Uri.from(link));
    await opened(OTHER);
  });

  it('pins an endpoint and lets go of it', async () => {
    const pinned = () => vscode.workspace.getConfiguration('fal').get<string[]>('endpoints');
    await run('fal.addEndpoint', 'https://fal.ai/models/fal-ai/flux/dev/playground');
    await stage.shows(/\[pinned\] fal-ai\/flux\/dev/);
    assert.deepEqual(pinned(), ['fal-ai/flux/dev']);
    const [flux] = stage.door.tree.shownBelow();
    await run('_fal.unpinEndpoint', flux);
    await until('it is gone', async () => !(await stage.tree()).includes('flux'));
    assert.deepEqual(pinned(), []);
    await assert.rejects(async () => run('fal.addEndpoint', 'flux'), /owner\/name/);
  });

  it('asks by itself only while it is seen', async () => {
    const settings = vscode.workspace.getConfiguration('fal');
    const asked = (): number => stage.fal.askedFor('ownedRequests').length;
    await settings.update('requests.autoRefresh', 0.01, vscode.ConfigurationTarget.Global);
    try {
      const before = asked();
      await until('it was refreshed', () => asked() > before);
      await run('workbench.view.explorer');
      await until('the view is hidden', () => !stage.door.tree.isVisible);
      // One question may be under way; then a fal that answers us fifty times is not asked once by the view.
      await until('it is quiet', async () => {
        const then = asked();
        for (let turn = 0; turn < 50; turn++) await fetch(stage.fal.url);
        return asked() === then;
      });
      await run('fal.requests.focus');
      const hidden = asked();
      await until('it is refreshed again', () => asked() > hidden);
    } finally {
      await settings.update('requests.autoRefresh', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('shows pinned endpoints alone to a key that may not list apps, and nothing of how they go', async () => {
    const settings = vscode.workspace.getConfiguration('fal');
    await settings.update('endpoints', ['acme/shop'], vscode.ConfigurationTarget.Global);
    try {
      await stage.setKey(API_PRESET_KEY);
      const text = await stage.shows(/may not list apps/);
      assert.match(text, /\[pinned\] acme\/shop/);
      assert.doesNotMatch(text, /median/);
    } finally {
      await settings.update('endpoints', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
