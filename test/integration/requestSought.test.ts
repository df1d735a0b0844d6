import assert from 'node:assert/strict';
import diagnostics from 'node:diagnostics_channel';
import * as vscode from 'vscode';
import { until } from '../support/until';
import { addElsewhere, REQUEST, setAccountStage, type AccountStage } from './accountStage';
import { hearMessages, type Messages } from './messages';

type Task = Parameters<typeof vscode.window.withProgress>[1];

describe('looking for a request', () => {
  let stage: AccountStage;
  let messages: Messages;
  let withProgress: typeof vscode.window.withProgress;
  /** What goes on, and the Cancel beside it, which nothing but a person can press. */
  let goingOn: { readonly title: string | undefined; readonly cancel: () => void } | undefined;
  let withdrawn = 0;
  const onWithdrawn = (): void => {
    withdrawn += 1;
  };
  const untilSought = async (): Promise<() => void> =>
    (await until('it is being looked for', () => goingOn?.title === 'Looking for the request…' && goingOn))
      .cancel;

  beforeEach(async () => {
    stage = await setAccountStage();
    await addElsewhere(stage);
    messages = hearMessages(stage.door);
    ({ withProgress } = stage.door.window);
    goingOn = undefined;
    Object.assign(stage.door.window, {
      withProgress: ({ title }: vscode.ProgressOptions, task: Task) => {
        const source = new vscode.CancellationTokenSource();
        goingOn = { title, cancel: () => source.cancel() };
        return task({ report: () => undefined }, source.token);
      },
    });
    diagnostics.subscribe('undici:request:error', onWithdrawn);
  });
  afterEach(async () => {
    diagnostics.unsubscribe('undici:request:error', onWithdrawn);
    Object.assign(stage.door.window, { withProgress });
    messages.restore();
    await stage.strike();
  });

  for (const [what, argument, account] of [
    ['by its id alone', REQUEST, 'fal'],
    ['of another account', { requestId: REQUEST, account: 'stored:team' }, 'team'],
    ['at a named endpoint', { requestId: REQUEST, endpointId: 'acme/shop' }, 'fal'],
  ] as const) {
    it(`${what} ends as soon as it is cancelled, without a word`, async () => {
      const fal = stage[account];
      fal.behaveAlways('any', 'held');
      const asked = fal.asked.length;
      const opening = vscode.commands.executeCommand('fal.openRequest', argument);
      const cancel = await untilSought();
      await fal.untilAsked(asked + 1);
      cancel();
      await opening;
      assert.deepEqual(messages.shown, []);
      assert.deepEqual(vscode.window.tabGroups.activeTabGroup.tabs, []);
    });
  }

  it('withdraws its questions when it is cancelled, of whichever account', async () => {
    stage.team.behaveAlways('any', 'held');
    const opening = vscode.commands.executeCommand('fal.openRequest', {
      requestId: REQUEST,
      account: 'stored:team',
    });
    const cancel = await untilSought();
    await stage.team.untilAsked(1);
    withdrawn = 0;
    cancel();
    await opening;
    await until('the question is withdrawn', () => withdrawn > 0);
  });
});
