import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Recorded } from '../../src/core/tail/record';
import { removeOldSessions, SessionFile } from '../../src/ui/tail/sessionFile';
import { sentEntry } from '../support/sentEntry';

const entry = (message: string, isLate = false): Recorded => ({
  ...sentEntry(message, Date.UTC(2026, 0, 1)),
  isLate,
});

async function messagesOf(session: SessionFile): Promise<string[]> {
  const messages: string[] = [];
  for await (const batch of session.read()) {
    for (const each of batch) {
      messages.push(
        each.kind === 'entry' ? `${each.entry.message}${each.isLate === true ? ' (late)' : ''}` : each.text,
      );
    }
  }
  return messages;
}

describe('a session file', () => {
  let folder: string;
  const failures: unknown[] = [];
  const open = (name = 'one', at = folder) => new SessionFile(at, name, (error) => failures.push(error));
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-scope-session-'));
    failures.length = 0;
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('gives back what was put in, in order, and marks what was late', async () => {
    const session = open();
    await session.append([entry('one ünï 🎈'), entry('two')]);
    await session.append([entry('nought', true), { kind: 'note', time: 1, level: 'info', text: 'a note' }]);
    assert.deepEqual(await messagesOf(session), ['one ünï 🎈', 'two', 'nought (late)', 'a note']);
    assert.deepEqual(failures, []);
    await session.dispose();
  });

  it('gives back what is read while more comes', async () => {
    const session = open();
    await session.append(Array.from({ length: 5_000 }, (_, index) => entry(`line ${index}`)));
    const reading = messagesOf(session);
    await session.append([entry('more')]);
    assert.ok((await reading).length >= 5_000);
    await session.dispose();
  });

  it('says once that it cannot be written, and keeps the last in memory', async () => {
    const occupied = path.join(folder, 'file');
    fs.writeFileSync(occupied, '');
    const session = open('one', path.join(occupied, 'below'));
    await session.append([entry('one')]);
    await session.append([entry('two')]);
    assert.deepEqual(await messagesOf(session), ['one', 'two']);
    assert.equal(failures.length, 1);
    assert.equal(session.place, undefined);
    await session.dispose();
  });

  it('is removed a week after it was last written', async () => {
    const [old, young] = ['old', 'young'].map((name) => path.join(folder, `${name}.ndjson`));
    for (const file of [old, young]) fs.writeFileSync(file ?? '', '{}');
    await removeOldSessions(folder, Date.now() + 1_000);
    assert.equal(fs.readdirSync(folder).length, 2);
    const eightDaysAgo = Date.now() / 1000 - 8 * 24 * 60 * 60;
    fs.utimesSync(old ?? '', eightDaysAgo, eightDaysAgo);
    await removeOldSessions(folder, Date.now());
    assert.deepEqual(fs.readdirSync(folder), ['young.ndjson']);
  });
});
