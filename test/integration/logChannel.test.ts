import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LogChannel } from '../../src/ui/tail/logChannel';
import { until } from '../support/until';

const MB = 1024 * 1024;

describe('a channel that is written for days', () => {
  const name = 'written for days';
  let channel: LogChannel;
  let drawn = 0;

  beforeEach(() => {
    drawn = 0;
    channel = new LogChannel(name, () => drawn++);
    channel.show();
  });
  afterEach(() => channel.dispose());

  const texts = (): string[] =>
    vscode.workspace.textDocuments
      .filter(({ uri }) => uri.scheme === 'output' && uri.path.endsWith(name))
      .map((document) => document.getText());
  const seen = (line: string): Promise<unknown> =>
    until(`“${line}” is seen`, () => texts().some((text) => text.includes(line)));

  it('tells when VS Code has drawn what was written', async () => {
    channel.append('first line\n');
    await seen('first line');
    assert.ok(channel.isOpen);
    const before = drawn;
    channel.append('second line\n');
    await seen('second line');
    assert.ok(drawn > before);
  });

  it('still shows what is written after the 30 MB that VS Code keeps of one', async function () {
    this.timeout(120_000);
    const rest = `${'x'.repeat(999)}\n`.repeat(6 * 1024);
    let last = '';
    for (let turn = 0; turn < 6; turn++) {
      last = `turn ${turn} begins\n`;
      channel.replace(last + rest);
      await seen(last);
    }
    channel.append('and on\n');
    await seen('and on');
    assert.deepEqual(
      texts().map((text) => text.length),
      [last.length + rest.length + 'and on\n'.length],
    );
  });

  it('says when it had better be rewritten', () => {
    channel.append('x'.repeat(20 * MB));
    assert.equal(channel.isFull, false);
    channel.append('x'.repeat(3 * MB));
    assert.equal(channel.isFull, true);
    channel.replace('x'.repeat(7 * MB));
    assert.equal(channel.isFull, false);
  });
});
