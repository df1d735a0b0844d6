import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { removeKey } from '../../src/core/key/changeRing';
import { FAKE_KEY, TEAM_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { addTeam, setAccountStage, type AccountStage } from './accountStage';
import { watchLists, type Lists } from './lists';
import { hearMessages, type Messages } from './messages';

const OF_ENVIRONMENT = 'The key in use comes from the environment: unset FAL_KEY to remove it.';
const OF_CLI = 'The key in use is the fal CLI’s own. Switch to another account, or remove its profile there.';
const GONE = 'This account was removed. Switch to another one.';

describe('removing the API key', () => {
  let stage: AccountStage;
  let messages: Messages;
  let lists: Lists;
  let folder: string;
  beforeEach(async () => {
    stage = await setAccountStage();
    messages = hearMessages(stage.door);
    lists = watchLists(stage.door);
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-cli-'));
    process.env.FAL_CONFIG_PATH = path.join(folder, 'config.toml');
    fs.writeFileSync(process.env.FAL_CONFIG_PATH, `[work]\nkey = "${TEAM_KEY}"\n`);
  });
  afterEach(async () => {
    lists.restore();
    messages.restore();
    await setEnvironment(undefined);
    await stage.door.keychain.allowCli(false);
    delete process.env.FAL_CONFIG_PATH;
    fs.rmSync(folder, { recursive: true });
    await stage.strike();
  });

  const remove = () => vscode.commands.executeCommand('fal.removeApiKey');
  /** The environment is read once, as VS Code starts. */
  const setEnvironment = async (key: string | undefined): Promise<void> => {
    const inEnvironment = key === undefined ? undefined : { key, variable: 'FAL_KEY' };
    Object.assign(stage.door.keychain, { inEnvironment });
    await stage.door.accounts.look();
  };
  const useEnvironment = async (): Promise<void> => {
    await setEnvironment(FAKE_KEY);
    await stage.switchTo('FAL_KEY');
  };
  const useCli = async (): Promise<void> => {
    await stage.door.keychain.allowCli(true);
    await until('it may be read', async () => (await stage.door.accounts.looked()).holdings.mayReadCli);
    await stage.switchTo('work (fal CLI)');
  };
  const loseTeam = async (): Promise<void> => {
    await addTeam(stage);
    await stage.switchTo('team');
    await stage.door.keychain.change((ring) => removeKey(ring, 'team'));
    await until('none is in use', () => stage.door.accounts.id === undefined);
  };
  const storeNone = async (): Promise<void> => {
    await stage.door.keychain.change(() => []);
    await until('none is stored', async () => {
      const { ring } = (await stage.door.accounts.looked()).holdings;
      return ring.length === 0;
    });
  };

  for (const [what, use, words] of [
    ['while the environment’s is in use', useEnvironment, OF_ENVIRONMENT],
    ['while the fal CLI’s is in use', useCli, OF_CLI],
    ['of an account that was removed elsewhere', loseTeam, GONE],
  ] as const) {
    it(`${what} says so, and offers the accounts that are stored`, async () => {
      await use();
      await remove();
      assert.deepEqual(messages.shown, [`${words} [Switch Account]`]);
      messages.press('Switch Account');
      const removing = remove();
      await lists.opens('Switch Account');
      await lists.escape();
      await removing;
      assert.equal(await stage.door.keychain.keyOf('stored:first'), FAKE_KEY);
    });
  }

  it('says what serves where none is stored, and that none is where nothing serves', async () => {
    await useCli();
    await storeNone();
    await remove();
    await stage.door.keychain.allowCli(false);
    await until('none is in use', () => stage.door.accounts.id === undefined);
    await remove();
    await setEnvironment(FAKE_KEY);
    await remove();
    assert.deepEqual(messages.shown, [OF_CLI, 'No API key is stored.', OF_ENVIRONMENT]);
  });

  it('of one of two asks for that one by its name, and then for the one to use', async () => {
    await addTeam(stage);
    messages.press('Remove');
    await remove();
    assert.deepEqual(messages.shown, [
      'Remove the account “Default” from this computer? The key stays valid until you delete it on fal’s key page. [Remove]',
      'The account “Default” was removed from this computer. Choose the one to use here. [Switch Account]',
    ]);
    assert.equal(stage.door.accounts.id, undefined);
  });
});
