import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LogDraft } from '../../src/core/sample/world';
import { reversedTraceback } from '../../src/core/sample/data/traceback';
import { sinceAround } from '../../src/core/tail/lineTime';
import { until } from '../support/until';
import { setStage, type Stage } from './stage';

const REQUEST = '019e6d0a-e5be-7b82-b329-35ae64296902';
const RUNNER = '5f0a6a51-3c1e-4d2b-9f40-0c8a7e1b2d3f';

describe('links in a tail', () => {
  let stage: Stage;
  const made: vscode.Uri[] = [];
  beforeEach(async () => {
    stage = await setStage({ data: 'empty' });
    stage.fal.world.app({ owner: 'acme', name: 'shop' });
  });
  afterEach(async () => {
    for (const uri of made.splice(0)) await vscode.workspace.fs.delete(uri, { recursive: true });
    await stage.strike();
  });

  /** The document of a tail's channel that shows these messages; each test has a filter of its own. */
  const show = async (search: string, ...messages: (string | LogDraft)[]): Promise<vscode.TextDocument> => {
    const started = await vscode.commands.executeCommand<{ channel: string }>('fal.tailLogs', { search });
    const drafts = [...messages, `${search} is all`].map((each) =>
      typeof each === 'string' ? { message: each } : each,
    );
    stage.fal.log(...drafts.map((draft) => ({ app: 'acme/shop', ...draft })));
    return until(`the channel ${started.channel} shows it`, () =>
      vscode.workspace.textDocuments.find(
        (each) => each.fileName.includes(started.channel) && each.getText().includes(`${search} is all`),
      ),
    );
  };
  const linksIn = async (document: vscode.TextDocument) => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
      100,
    );
    return links
      .filter(({ target }) => target !== undefined && target.scheme !== 'https')
      .map(({ range, target }) => ({
        text: document.getText(range),
        target: target ?? assert.fail(),
        shown: `${document.getText(range)} → ${
          target?.scheme === 'command'
            ? `${target.path} ${decodeURIComponent(target.query)}`
            : `${vscode.workspace.asRelativePath(target?.with({ fragment: '' }) ?? '')} ${target?.fragment}`
        }`,
      }));
  };
  const shown = async (document: vscode.TextDocument) => (await linksIn(document)).map((link) => link.shown);
  const write = async (path: string): Promise<void> => {
    const [root] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(root, 'No folder is open.');
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root.uri, path), new Uint8Array());
    made.push(vscode.Uri.joinPath(root.uri, path.split('/')[0] ?? ''));
  };

  it('lead from frames to their lines, in files of the workspace alone', async () => {
    const wrapped = JSON.stringify({ traceback: reversedTraceback('ValueError: frames') });
    const document = await show('frames', wrapped);
    assert.deepEqual(await shown(document), [
      '/app/inference/app.py", line 148 → inference/app.py L148',
      '/app/inference/pipeline.py", line 62 → inference/pipeline.py L62',
    ]);
  });

  it('open that file there', async () => {
    const document = await show(
      'opening',
      'opening\n  File "/app/inference/pipeline.py", line 62, in __call__',
    );
    const [link] = await linksIn(document);
    assert.ok(link);
    await vscode.commands.executeCommand('vscode.open', link.target);
    const editor = await until('the file is open', () =>
      vscode.window.visibleTextEditors.find((each) => each.document.fileName.endsWith('pipeline.py')),
    );
    await until('its line is chosen', () => editor.selection.active.line === 61);
    assert.match(editor.document.lineAt(61).text, /self\.schedule\[options/);
  });

  it('lead nowhere while two files match equally, and to the one that is left', async () => {
    await write('one/twin/x.py');
    await write('two/twin/x.py');
    const document = await show('twins', 'twins\n  File "/app/twin/x.py", line 3, in f');
    assert.deepEqual(await shown(document), []);
    await vscode.workspace.fs.delete(made.pop() ?? assert.fail(), { recursive: true });
    await until('the other is found', async () => (await shown(document)).length > 0);
    assert.deepEqual(await shown(document), ['/app/twin/x.py", line 3 → one/twin/x.py L3']);
  });

  it('lead from ids to the request and the runner, whatever else the text would like', async () => {
    const document = await show(
      'ids',
      `ids: request_id=${REQUEST} on runner ${RUNNER}`,
      `ids: request_id=${REQUEST}"}],"evil`,
      'ids: command:workbench.action.quit [x](command:workbench.action.quit)',
      `ids: plain ${RUNNER}`,
    );
    assert.deepEqual(await shown(document), [
      `${REQUEST} → fal.openRequest [{"requestId":"${REQUEST}","account":"stored:first"}]`,
      `${RUNNER} → fal.tailLogs [{"jobId":"${RUNNER}","since":"${sinceAround(Date.now())}"},"stored:first"]`,
      `${REQUEST} → fal.openRequest [{"requestId":"${REQUEST}","account":"stored:first"}]`,
    ]);
  });

  it('start the tail of the runner, from shortly before the line', async () => {
    const longAgo = Date.now() - 3 * 60 * 60_000;
    const timestamp = new Date(longAgo).toISOString();
    const document = await show('runners', { message: `runners: runner ${RUNNER}`, timestamp });
    const [link] = await linksIn(document);
    assert.ok(link);
    const [argument] = JSON.parse(decodeURIComponent(link.target.query)) as unknown[];
    await vscode.commands.executeCommand(link.target.path, argument);
    const { query } = stage.fal.askedFor('streamLogs').at(-1) ?? assert.fail();
    assert.deepEqual(query.job_id, [RUNNER]);
    const beforeMs = longAgo - Date.parse(query.start?.[0] ?? '');
    assert.ok(beforeMs >= 60_000 && beforeMs <= 11 * 60_000, String(beforeMs));
  });

  it('of a long channel are its last ones, and come within a moment', async () => {
    const document = await show('many', `many ${`runner ${RUNNER} did what it does\n`.repeat(19_000)}`);
    const began = performance.now();
    const links = await shown(document);
    assert.equal(links.length, 2_000);
    assert.ok(performance.now() - began < 5_000);
  });
});
