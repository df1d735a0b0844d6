import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Recorded } from '../../src/core/tail/record';
import { nameSession, removeOldSessions } from '../../src/ui/tail/oldSessions';
import { SessionFile } from '../../src/ui/tail/sessionFile';
import { sentEntry } from '../support/sentEntry';

const entry = (message: string): Recorded => sentEntry(message, Date.UTC(2026, 0, 1));
const late = (message: string): Recorded => ({ ...sentEntry(message, Date.UTC(2026, 0, 1)), isLate: true });

async function messagesOf(session: SessionFile): Promise<string[]> {
  const messages: string[] = [];
  const reading = await session.open();
  for await (const batch of reading.all()) {
    for (const each of batch) {
      messages.push(
        each.kind === 'entry' ? `${each.entry.message}${each.isLate === true ? ' (late)' : ''}` : each.text,
      );
    }
  }
  await reading.close();
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
    await session.append([late('nought'), { kind: 'note', time: 1, level: 'info', text: 'a note' }]);
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

  it('gives back all that it had when it was opened, though more was written since', async () => {
    const session = open();
    const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
    await session.append(lines.map(entry));
    const reading = await session.open();
    await session.append([entry('more')]);
    await (await session.open()).close();
    const read: string[] = [];
    for await (const batch of reading.all())
      for (const each of batch) read.push(each.kind === 'entry' ? each.entry.message : each.text);
    await reading.close();
    assert.deepEqual(read, lines);
    await session.dispose();
  });

  it('makes no file once it is disposed, whatever there is to say yet', async () => {
    const session = open();
    await session.append([entry('one')]);
    await session.dispose();
    fs.rmSync(folder, { recursive: true });
    await session.append([entry('too late')]);
    await (await session.open()).close();
    assert.equal(fs.existsSync(folder), false);
    assert.deepEqual(failures, []);
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

  it('says where lines are missing that neither a file nor the memory could hold', async () => {
    const session = new SessionFile(folder, 'one', (error) => failures.push(error), 1);
    await session.append([entry('kept')]);
    await (await session.open()).close();
    fs.mkdirSync(path.join(folder, 'one.2.ndjson'));
    await session.append(Array.from({ length: 20_010 }, (_, index) => entry(`line ${index}`)));
    assert.deepEqual((await messagesOf(session)).slice(0, 3), [
      'kept',
      '10 lines are missing here: they could not be written.',
      'line 10',
    ]);
    assert.deepEqual([session.gone, failures.length], [0, 1]);
    await session.dispose();
  });

  it('begins another part when one is full, keeps two, and counts what went', async () => {
    const session = new SessionFile(folder, 'one', (error) => failures.push(error), 1_000);
    const names = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    for (const name of names) {
      await session.append([name === 'line 38' ? late(name) : entry(name)]);
      // What is read is written first.
      await (await session.open()).close();
    }
    const kept = await messagesOf(session);
    assert.equal(session.files.length, 2);
    assert.deepEqual(fs.readdirSync(folder).length, 2);
    assert.equal(kept.length + session.gone, names.length);
    assert.ok(session.gone > 0);
    assert.deepEqual(
      kept,
      names.slice(session.gone).map((name) => (name === 'line 38' ? `${name} (late)` : name)),
    );
    await session.dispose();
  });

  it('is read to its end, though its first part goes meanwhile', async () => {
    const session = new SessionFile(folder, 'one', (error) => failures.push(error), 1);
    const grow = async (name: string): Promise<void> => {
      await session.append([entry(name)]);
      await (await session.open()).close();
    };
    for (const name of ['one', 'two']) await grow(name);
    const reading = await session.open();
    await grow('three');
    const read: string[] = [];
    for await (const batch of reading.all())
      for (const each of batch) read.push(each.kind === 'entry' ? each.entry.message : each.text);
    await reading.close();
    assert.deepEqual(read, ['one', 'two']);
    assert.deepEqual(await messagesOf(session), ['two', 'three']);
    await session.dispose();
  });

  it('gives what is left when someone cleared the storage', async () => {
    const session = open();
    await session.append([entry('one')]);
    await (await session.open()).close();
    fs.rmSync(session.files[0] ?? '');
    const reading = await session.open();
    assert.equal(reading.gone, 1);
    await reading.close();
    await session.dispose();
  });
});

describe('old session files', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-scope-session-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const isOpenHere = (): boolean => false;
  const write = (name: string, ageDays = 0): string => {
    const file = path.join(folder, `${name}.1.ndjson`);
    fs.writeFileSync(file, '{}');
    const at = Date.now() / 1000 - ageDays * 24 * 60 * 60;
    fs.utimesSync(file, at, at);
    return path.basename(file);
  };
  const left = () => fs.readdirSync(folder).sort();

  it('go a week after they were last written', async () => {
    write('old', 8);
    const young = write('young', 6);
    await removeOldSessions(folder, { now: Date.now(), isOpenHere });
    assert.deepEqual(left(), [young]);
  });

  it('go, the oldest first, where all are too much', async () => {
    write('oldest', 3);
    const [older, young] = [write('older', 2), write('young', 1)];
    await removeOldSessions(folder, { now: Date.now(), isOpenHere, mostBytes: 4 });
    assert.deepEqual(left(), [older, young].sort());
  });

  it('stay as long as their session is open, in this window or in another', async () => {
    const here = nameSession(Date.now(), 'tail-1');
    const there = here.replace(`-${process.pid}-`, `-${process.ppid}-`);
    // Nothing runs under so high a number.
    const gone = here.replace(`-${process.pid}-`, '-4194305-');
    const closed = nameSession(Date.now(), 'tail-2');
    for (const name of [here, there, gone, closed]) write(name, 30);
    const isOpenHere = (name: string): boolean => name.startsWith(`${here}.`);
    await removeOldSessions(folder, { now: Date.now(), isOpenHere, mostBytes: 0 });
    assert.deepEqual(left(), [`${here}.1.ndjson`, `${there}.1.ndjson`].sort());
  });
});
