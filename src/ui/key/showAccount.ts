import * as vscode from 'vscode';
import { isAbort } from '../../core/base/errors';
import { isOfSample, kindOf, nameWithin, type AccountId } from '../../core/key/account';
import { keyHint } from '../../core/key/apiKey';
import {
  ABILITIES,
  describeFinding,
  inspectKey,
  nameAbility,
  type Finding,
  type KeyReport,
} from '../../core/key/inspectKey';
import { takeStep } from '../steps';
import { addAccount, setApiKey, type KeyParts } from './changeKeys';
import { chooseRow, separator, type Row } from './quickPick';
import { removeApiKey } from './removeKey';
import { switchAccount } from './switchAccount';

/** The account in use in one place: where its key is from, what it may read, and the ways to change it. */
export async function showAccount(parts: KeyParts): Promise<void> {
  const { serving } = await parts.accounts.looked();
  const title = vscode.l10n.t('fal account');
  if (serving.kind !== 'account') {
    const placeholder = vscode.l10n.t('No key is in use in this window');
    await chooseRow({ title, placeholder }, (show) => show(changeRows(parts)));
    return;
  }
  const { id } = serving;
  const key = await parts.keychain.keyOf(id).catch(() => undefined);
  const head = [describeSource(id), key && keyHint(key)].filter(Boolean).join(' · ');
  const rows = (report?: KeyReport): Row[] => [
    {
      label: `$(key) ${parts.accounts.label() ?? vscode.l10n.t('API key')}`,
      description: [head, report?.owner && vscode.l10n.t('apps of {0}', report.owner)]
        .filter(Boolean)
        .join(' · '),
    },
    separator(vscode.l10n.t('may read')),
    ...(report?.isRejected === true
      ? [rejectedRow(parts)]
      : ABILITIES.map((ability) => abilityRow(ability, report))),
    separator(vscode.l10n.t('change')),
    ...changeRows(parts, id),
  ];
  await chooseRow(
    { title, placeholder: vscode.l10n.t('The account in use in this window') },
    (show, signal) => {
      show(rows(), true);
      inspectKey(parts.clientOf(id), Date.now(), signal).then(
        (report) => show(rows(report)),
        (error: unknown) => {
          if (!isAbort(error)) throw error;
        },
      );
    },
  );
}

function abilityRow(ability: (typeof ABILITIES)[number], report: KeyReport | undefined): Row {
  const finding = report?.findings[ability];
  return {
    label: `${iconOf(finding)} ${nameAbility(ability)}`,
    description: finding && describeFinding(finding),
    does: finding?.may === 'no' ? () => takeStep('openKeysPage', () => undefined) : undefined,
  };
}

const rejectedRow = (parts: KeyParts): Row => ({
  label: `$(error) ${vscode.l10n.t('fal does not accept this API key')}`,
  does: () => setApiKey(parts),
});

function iconOf(finding: Finding | undefined): string {
  switch (finding?.may) {
    case undefined:
      return '$(loading~spin)';
    case 'yes':
      return '$(check)';
    case 'no':
      return '$(close)';
    case 'unknown':
      return '$(question)';
  }
}

function describeSource(id: AccountId): string {
  switch (kindOf(id)) {
    case undefined:
    case 'stored':
      return vscode.l10n.t('in VS Code’s secret storage');
    case 'environment':
      return vscode.l10n.t('from the environment, {0}', nameWithin(id));
    case 'cli':
      return vscode.l10n.t('from the fal CLI, profile {0}', nameWithin(id));
    case 'sample':
      return vscode.l10n.t('made up on this computer');
  }
}

function changeRows(parts: KeyParts, id?: AccountId): Row[] {
  const isStored = id !== undefined && kindOf(id) === 'stored';
  const set = { label: `$(key) ${vscode.l10n.t('Set API Key…')}`, does: () => setApiKey(parts) };
  const remove = { label: `$(trash) ${vscode.l10n.t('Remove API Key')}`, does: () => removeApiKey(parts) };
  const leave = {
    label: `$(close) ${vscode.l10n.t('Leave Sample Data')}`,
    does: () => vscode.commands.executeCommand('fal.leaveSampleData'),
  };
  return [
    ...(isOfSample(id) ? [leave] : []),
    {
      label: `$(arrow-swap) ${vscode.l10n.t('Switch Account…')}`,
      does: () => switchAccount(parts, undefined),
    },
    { label: `$(add) ${vscode.l10n.t('Add Account…')}`, does: () => addAccount(parts) },
    ...(isStored || id === undefined ? [set] : []),
    ...(isStored ? [remove] : []),
    {
      label: `$(link-external) ${vscode.l10n.t('Open fal’s Key Page')}`,
      does: () => takeStep('openKeysPage', () => undefined),
    },
  ];
}
