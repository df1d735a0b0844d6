import * as v from 'valibot';
import * as vscode from 'vscode';
import { ArgumentError, readArgument } from '../../core/base/argumentError';
import { toError } from '../../core/base/errors';
import {
  listAccounts,
  nameOfAccount,
  nameOfStored,
  type AccountId,
  type Holdings,
} from '../../core/key/account';
import { keyHint } from '../../core/key/apiKey';
import type { CliProfile } from '../../core/key/cliProfiles';
import { addAccount, renameAccount, type KeyParts } from './changeKeys';
import { pathOfCliConfig } from './cliConfig';
import { chooseRow, separator, type Row } from './quickPick';
import { removeAccount } from './removeKey';

const NAME = v.string();

/** Uses another account in this window: the one of that name, else the one chosen from all there are. */
export async function switchAccount(parts: KeyParts, argument: unknown): Promise<void> {
  const { holdings } = await parts.accounts.looked();
  if (argument === undefined) return chooseAccount(parts);
  const wanted = readArgument(NAME, argument).toLowerCase();
  const ids = [...listAccounts(holdings), ...(await profilesIn(parts, holdings)).profiles.map(idOfProfile)];
  const id = ids.find((each) => nameOfAccount(each, holdings).toLowerCase() === wanted);
  if (id === undefined) throw new ArgumentError(vscode.l10n.t('There is no account “{0}”.', wanted));
  await parts.accounts.choose(id);
}

async function chooseAccount(parts: KeyParts): Promise<void> {
  const { holdings } = await parts.accounts.looked();
  const title = vscode.l10n.t('Switch Account');
  const placeholder = vscode.l10n.t('The account to use in this window');
  const cli = await profilesIn(parts, holdings);
  await chooseRow({ title, placeholder }, (show) =>
    show([
      ...storedRows(parts, holdings),
      ...environmentRows(parts, holdings),
      ...cliRows(parts, holdings, cli),
    ]),
  );
}

function storedRows(parts: KeyParts, { ring }: Holdings): Row[] {
  const rows = ring.map((stored) => ({
    ...rowOf(parts, `stored:${stored.id}`, nameOfStored(stored), keyHint(stored.key)),
    buttons: [
      {
        iconPath: new vscode.ThemeIcon('edit'),
        tooltip: vscode.l10n.t('Rename'),
        does: () => renameAccount(parts, stored.id),
      },
      {
        iconPath: new vscode.ThemeIcon('trash'),
        tooltip: vscode.l10n.t('Remove'),
        does: () => removeAccount(parts, stored.id),
      },
    ],
  }));
  const add = { label: `$(add) ${vscode.l10n.t('Add Account…')}`, does: () => addAccount(parts) };
  return [...rows, add];
}

function environmentRows(parts: KeyParts, { variable }: Holdings): Row[] {
  if (variable === undefined) return [];
  return [
    separator(vscode.l10n.t('environment')),
    rowOf(parts, `environment:${variable}`, variable, vscode.l10n.t('read-only')),
  ];
}

interface CliProfiles {
  readonly profiles: readonly CliProfile[];
  /** Why there are none. */
  readonly problem?: string;
}

function cliRows(parts: KeyParts, { mayReadCli }: Holdings, { profiles, problem }: CliProfiles): Row[] {
  const rows = profiles.map((profile) =>
    rowOf(
      parts,
      idOfProfile(profile),
      profile.name,
      profile.isDefault ? vscode.l10n.t('read-only, the CLI’s own choice') : vscode.l10n.t('read-only'),
    ),
  );
  const change = mayReadCli
    ? {
        label: `$(circle-slash) ${vscode.l10n.t('Stop Reading the fal CLI’s Keys')}`,
        does: async () => {
          await parts.keychain.allowCli(false);
          await parts.accounts.look();
        },
      }
    : { label: `$(terminal) ${vscode.l10n.t('Use a Key of the fal CLI…')}`, does: () => askForCli(parts) };
  const trouble =
    problem === undefined ? [] : [{ label: `$(warning) ${problem}`, does: () => chooseAccount(parts) }];
  return [separator(vscode.l10n.t('fal CLI')), ...rows, ...trouble, change];
}

function rowOf(parts: KeyParts, id: AccountId, name: string, description: string | undefined): Row {
  const isServing = parts.accounts.id === id;
  return {
    label: `${isServing ? '$(check)' : '$(account)'} ${name}`,
    description: [isServing ? vscode.l10n.t('in use') : undefined, description].filter(Boolean).join(' · '),
    does: () => parts.accounts.choose(id),
  };
}

/** Asked once: what is in a file of another program is not ours to read unasked. */
async function askForCli(parts: KeyParts): Promise<void> {
  const allow = vscode.l10n.t('Allow');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('May the keys of the fal CLI be read?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'They stand in {0}. A key is read when it is used and never stored; the CLI’s login is not read. You can stop this in the list of accounts.',
        pathOfCliConfig(),
      ),
    },
    allow,
  );
  if (answer !== allow) return;
  await parts.keychain.allowCli(true);
  await parts.accounts.look();
  await chooseAccount(parts);
}

async function profilesIn({ keychain }: KeyParts, { mayReadCli }: Holdings): Promise<CliProfiles> {
  if (!mayReadCli) return { profiles: [] };
  try {
    const profiles = await keychain.cliProfiles();
    const problem =
      profiles.length > 0 ? undefined : vscode.l10n.t('{0} has no profile with a key.', pathOfCliConfig());
    return { profiles, problem };
  } catch (error) {
    return { profiles: [], problem: toError(error).message };
  }
}

const idOfProfile = ({ name }: CliProfile): AccountId => `cli:${name}`;
