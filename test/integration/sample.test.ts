import assert from 'node:assert/strict';
import diagnostics from 'node:diagnostics_channel';
import fs from 'node:fs';
import os from 'node:os';
import * as vscode from 'vscode';
import { renameKey, setKey } from '../../src/core/key/changeRing';
import type { NodeRef, RequestNodeRef } from '../../src/core/requests/nodeRef';
import { FAKE_KEY, TEAM_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { hearMessages, type Messages } from './messages';
import { setStage, type Stage } from './stage';
import type { Started } from './tailStage';

const CLIPS = 'sample/clip-maker';

describe('sample data', () => {
  let stage: Stage;
  /** Every `fetch` of the extension host, whoever calls it. */
  let asked: unknown[] = [];
  const onAsked = (question: unknown): void => void asked.push(question);

  before(async () => {
    stage = await setStage({ data: 'empty' });
    stage.fal.world.app({ owner: 'acme', name: 'shop' });
    await vscode.commands.executeCommand('fal.requests.focus');
    await stage.shows(/acme\/shop/);
    diagnostics.subscribe('undici:request:create', onAsked);
  });
  after(async () => {
    diagnostics.unsubscribe('undici:request:create', onAsked);
    await stage.strike();
  });
  afterEach(() => vscode.commands.executeCommand('fal.leaveSampleData'));

  const enter = async (): Promise<void> => {
    await vscode.commands.executeCommand('fal.trySampleData');
    await stage.shows(/portrait-studio/);
  };
  const requestsOf = async (appId: string): Promise<readonly RequestNodeRef[]> => {
    const { tree } = stage.door;
    const of = (ref?: NodeRef): Promise<NodeRef[]> => tree.getChildren(ref);
    const isIt = (ref: NodeRef): boolean => ref.kind === 'endpoint' && ref.endpointId === appId;
    const app = (await of()).find(isIt) ?? assert.fail(appId);
    return until(`${appId} has requests`, async () => {
      const found = (await of(app)).filter((ref) => ref.kind === 'request');
      return found.length > 0 && found;
    });
  };
  const tabs = (): string[] =>
    vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
  const tail = async (): Promise<Started> =>
    (await vscode.commands.executeCommand<Started | undefined>('fal.tailLogs', { appId: CLIPS })) ??
    assert.fail('No tail was started.');

  describe('without a key', () => {
    let foldersBefore: readonly string[];
    beforeEach(async () => {
      await stage.setKey(undefined);
      await until('the tree is empty', async () => (await stage.tree()) === '');
      foldersBefore = folders();
      asked = [];
      await enter();
    });

    const folders = (): string[] =>
      fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('fal-sample-'));
    const foldersAnew = (): string[] => folders().filter((name) => !foldersBefore.includes(name));
    const asksNoNetwork = (): void => assert.deepEqual(asked, []);

    it('is there, marked as such', async () => {
      assert.equal(stage.door.tree.title, 'Sample data · Requests');
      assert.doesNotMatch(await stage.tree(), /acme/);
      asksNoNetwork();
    });

    it('flows into tails', async () => {
      const { channel } = await tail();
      assert.equal(channel, `fal: Sample data · ${CLIPS}`);
      const lines = (): number => stage.channelText(channel).split('\n').length;
      const atFirst = await until('lines are there', () => lines() > 10 && lines());
      await until('more lines come', () => lines() > atFirst, { timeoutMs: 20_000 });
      asksNoNetwork();
    });

    it('opens in the panel and as documents, none of which stays when it is left', async () => {
      const [one, other] = (await requestsOf(CLIPS)).map(({ requestId, endpointId, source }) => ({
        requestId,
        endpointId,
        source,
      }));
      await vscode.commands.executeCommand('fal.openRequest', one);
      await until('the panel says what it is', () =>
        tabs().some((label) => /^sample\/.* · Sample data$/.test(label)),
      );
      await vscode.commands.executeCommand('fal.openPayloadJson', { ...one, part: 'input' });
      await until('its input is shown', () =>
        vscode.window.activeTextEditor?.document.getText().includes('"prompt"'),
      );
      assert.ok(tabs().some((label) => /^sample-input-.*\.json$/.test(label)));
      await vscode.commands.executeCommand('fal.compareRequests', one, other);
      await until('two are compared', () => tabs().some((label) => label.includes('↔')));
      asksNoNetwork();
      await vscode.commands.executeCommand('fal.leaveSampleData');
      await until('the tabs are closed', () => !tabs().some((label) => /sample|↔|input-/i.test(label)));
    });

    it('keeps a filter to itself', async () => {
      await vscode.commands.executeCommand('fal.filterRequests', { status: 'error' });
      assert.match(stage.door.tree.title, /^Sample data · (?!Requests)/);
      assert.equal(stage.door.memory.get('requestFilter'), undefined);
    });

    it('leaves nothing in the tree, and no tail', async () => {
      await tail();
      await vscode.commands.executeCommand('fal.leaveSampleData');
      await until('the tree is empty', async () => (await stage.tree()) === '');
      assert.deepEqual(stage.door.tails.all, []);
      assert.doesNotMatch(stage.door.tree.title, /Sample/);
      asksNoNetwork();
    });

    it('leaves no file behind, though a tail has not written yet', async () => {
      assert.equal(foldersAnew().length, 1);
      const { id } = await tail();
      const { session, transcript } = stage.door.tails.get(id);
      await until('lines wait to be written', () => transcript.figures.received > 0, { everyMs: 1 });
      await vscode.commands.executeCommand('fal.leaveSampleData');
      await session.dispose();
      await until('the folder is gone', () => foldersAnew().length === 0);
    });

    it('makes room for what a key shows', async () => {
      await tail();
      await stage.setKey(FAKE_KEY);
      await stage.shows(/acme\/shop/);
      assert.doesNotMatch(await stage.tree(), /portrait-studio/);
      assert.deepEqual(stage.door.tails.all, []);
      assert.ok(asked.length > 0, 'a real question is heard of');
    });
  });

  describe('beside an account', () => {
    beforeEach(async () => {
      await stage.setKey(FAKE_KEY);
      await stage.shows(/acme\/shop/);
    });

    it('gives way to an account that is chosen, and is never remembered as one', async () => {
      await enter();
      await tail();
      assert.doesNotMatch(String(stage.door.memory.get('account')), /sample/);
      await vscode.commands.executeCommand('fal.switchAccount', 'Default');
      await stage.shows(/acme\/shop/);
      assert.equal(stage.door.tree.title, 'Requests');
      assert.deepEqual(stage.door.tails.all, []);
    });

    it('goes on while other accounts come, get names and other keys, and the CLI’s may be read', async () => {
      const { keychain, accounts, tree } = stage.door;
      const changed = () =>
        new Promise<void>((resolve) => {
          const listening = accounts.onDidChange(() => {
            listening.dispose();
            resolve();
          });
        });
      await enter();
      for (const [what, act] of [
        ['another account', () => keychain.change((ring) => setKey(ring, 'team', TEAM_KEY, 'team', 1))],
        ['its other key', () => keychain.change((ring) => setKey(ring, 'team', TEAM_KEY, '', 2))],
        ['a name', () => keychain.change((ring) => renameKey(ring, 'first', 'personal'))],
        ['consent', () => keychain.allowCli(true)],
        ['consent taken back', () => keychain.allowCli(false)],
      ] as const) {
        const told = changed();
        await act();
        await told;
        assert.equal(tree.title, 'Sample data · Requests', what);
      }
      await vscode.commands.executeCommand('fal.leaveSampleData');
      await stage.shows(/acme\/shop/);
    });

    describe('with a running tail of that account', () => {
      let messages: Messages;
      beforeEach(async () => {
        messages = hearMessages(stage.door);
        await vscode.commands.executeCommand('fal.tailLogs', {});
        await stage.fal.untilStreams(1);
      });
      afterEach(() => {
        messages.restore();
        stage.door.tails.closeAll();
      });

      it('asks before that is closed, and leaves it where the person thinks better of it', async () => {
        await vscode.commands.executeCommand('fal.trySampleData');
        assert.deepEqual(messages.shown, [
          'Try with sample data? 1 tail ends and is closed, with the lines it shows. [Close and Go On]',
        ]);
        assert.equal(stage.door.tails.running.length, 1);
        assert.equal(stage.door.tree.title, 'Requests');
      });

      it('leaves it no place beside it', async () => {
        messages.press('Close and Go On');
        await vscode.commands.executeCommand('fal.trySampleData');
        assert.deepEqual(stage.door.tails.all, []);
        await stage.fal.untilStreams(0);
      });
    });

    it('asks nothing where there is nothing to close', async () => {
      const messages = hearMessages(stage.door);
      try {
        await enter();
        assert.deepEqual(messages.shown, []);
      } finally {
        messages.restore();
      }
    });
  });
});
