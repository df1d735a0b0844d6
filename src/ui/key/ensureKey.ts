import * as vscode from 'vscode';
import { describeGone } from '../../core/key/account';
import type { NextStep } from '../../core/fal/errors';
import { showInfo } from '../messages';
import { chooseStep, takeStep } from '../steps';
import type { Accounts } from './accounts';

/** Whether there is a key; where there is none, offers to set or to choose one and looks again. */
export async function ensureKey(accounts: Accounts): Promise<boolean> {
  const { serving } = await accounts.looked();
  if (serving.kind === 'account') return true;
  const isGone = serving.kind === 'gone';
  const words = isGone ? describeGone(serving.id) : vscode.l10n.t('This needs a fal API key.');
  const steps: readonly NextStep[] = isGone ? ['switchAccount'] : ['setKey', 'openKeysPage'];
  const step = await chooseStep(showInfo, words, steps);
  if (step === undefined) return false;
  await takeStep(step, () => undefined);
  return (await accounts.looked()).serving.kind === 'account';
}
