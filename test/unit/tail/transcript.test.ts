import assert from 'node:assert/strict';
import type { SentEntry } from '../../../src/core/fal/types';
import { readRecord, writeRecord, type Recorded } from '../../../src/core/tail/record';
import { Transcript, type View } from '../../../src/core/tail/transcript';
import { sentEntry } from '../../support/sentEntry';
import { readingOf } from './readingOf';

const sent = (second: number, message: string, app = 'acme/shop'): SentEntry =>
  sentEntry(message, second * 1000, { level: 'INFO', app });

/**
 * A transcript before a channel that writes when it is told to, and a session log in memory that goes through its
 * file's form.
 */
function open(view: View = {}, maxLines = 100, isFull = () => false) {
  let text = '';
  let rewrites = 0;
  let rewrite: (() => string) | undefined;
  let isSlow = false;
  const draw = (): void => {
    if (rewrite === undefined) return;
    text = rewrite();
    rewrite = undefined;
    rewrites++;
  };
  const kept: { line: string; isLate: boolean }[] = [];
  const surface = {
    append: (more: string): undefined => {
      if (rewrite === undefined) text += more;
    },
    replace: (whole: () => string) => {
      rewrite = whole;
      if (!isSlow) draw();
    },
    settle: () => {
      const settled = rewrite?.();
      if (settled !== undefined) rewrite = () => settled;
    },
    get isFull() {
      return isFull();
    },
  };
  const session = {
    place: '/tmp/session.ndjson',
    gone: 0,
    append: (recorded: readonly Recorded[]) => {
      for (const each of recorded) {
        kept.push({ line: writeRecord(each), isLate: each.kind === 'entry' && each.isLate === true });
      }
      return Promise.resolve();
    },
    open: () =>
      Promise.resolve(
        readingOf(
          kept.map(({ line, isLate }): Recorded => {
            const recorded = readRecord(line) ?? assert.fail(line);
            return recorded.kind === 'entry' && isLate ? { ...recorded, isLate } : recorded;
          }),
          session.gone,
        ),
      ),
  };
  const transcript = new Transcript(surface, session, () => maxLines, view);
  const lines = () =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => line.replace(/^.*\] /, ''));
  return {
    transcript,
    lines,
    kept,
    session,
    rewrites: () => rewrites,
    /** From here on what replaces all is written when `draw` says so. */
    beSlow: () => void (isSlow = true),
    draw,
  };
}

describe('a tail’s transcript', () => {
  it('shows what comes, and keeps it as fal sent it', async () => {
    const { transcript, lines, kept } = open();
    const [one, two] = [sent(1, 'one'), sent(2, 'two')];
    await transcript.entries([one, two]);
    assert.deepEqual(lines(), ['one', 'two']);
    assert.deepEqual(
      kept.map(({ line }) => line),
      [one.json, two.json],
    );
  });

  it('shows another view at once, from what it kept, and says what is hidden', async () => {
    const { transcript, lines } = open();
    await transcript.entries([sent(1, 'quiet'), sent(2, 'ERROR: loud'), sent(3, 'quiet too', 'acme/other')]);
    await transcript.setView({ level: 'error' });
    assert.deepEqual(lines(), ['ERROR: loud']);
    assert.equal(transcript.figures.hidden, 2);
    await transcript.entries([sent(4, 'quiet still'), sent(5, 'ValueError: no')]);
    assert.deepEqual(lines(), ['ERROR: loud', 'ValueError: no']);
    await transcript.setView({ search: 'OTHER' });
    assert.deepEqual(lines(), ['quiet too']);
    await transcript.setView({ search: 'error: l' });
    assert.deepEqual(lines(), ['ERROR: loud']);
    await transcript.setView({});
    assert.equal(lines().length, 5);
    assert.equal(transcript.figures.hidden, 0);
  });

  it('shows a traceback whole among the errors, though each of its lines came by itself', async () => {
    const traceback = [
      '2026-01-01 12:00:00 ERROR app: request failed',
      'Traceback (most recent call last):',
      '  File "/app/x.py", line 12, in run',
      '    go(1)',
      '  File "/app/y.py", line 3, in go',
      '    get()',
      'httpx.ReadTimeout: timed out',
    ];
    const { transcript, lines, kept } = open({ level: 'error' });
    for (const [second, message] of [...traceback, 'Loading weights', '    indented'].entries())
      await transcript.entries([sent(second, message)]);
    assert.deepEqual(lines(), traceback);
    await transcript.late([sent(3, '    late and indented')]);
    await transcript.setView({ level: 'info' });
    assert.equal(lines().length, 10);
    await transcript.setView({ level: 'error' });
    assert.deepEqual(lines(), [...traceback.slice(0, 4), '    late and indented', ...traceback.slice(4)]);
    assert.match(kept[3]?.line ?? '', /"level":"INFO"/);
  });

  it('looks for a text as it is read: without colours, and in what is unwrapped', async () => {
    const { transcript, lines } = open();
    const traceback = JSON.stringify({
      traceback: 'ValueError: Größe fehlt\n  File "/app/x.py", line 12\nTraceback (most recent call last):\n',
    });
    await transcript.entries([sent(1, '\u001b[31mError:\u001b[0m GPU is gone'), sent(2, 'quiet')]);
    await transcript.entries([sent(3, traceback.replace('ö', '\\u00f6').replace('ß', '\\u00df'))]);
    await transcript.setView({ search: 'error: gpu' });
    assert.deepEqual(lines(), ['Error: GPU is gone']);
    for (const search of ['Größe', 'File "/app/x.py"']) {
      await transcript.setView({ search });
      assert.equal(lines().at(-1), '    ValueError: Größe fehlt');
    }
  });

  it('puts what came late where it belongs, also in a view that is drawn later', async () => {
    const { transcript, lines } = open();
    await transcript.entries([sent(1, 'one'), sent(3, 'three')]);
    await transcript.late([sent(2, 'two')]);
    assert.deepEqual(lines(), ['one', 'two', 'three']);
    await transcript.entries([sent(4, 'four')]);
    await transcript.setView({ level: 'info' });
    assert.deepEqual(lines(), ['one', 'two', 'three', 'four']);
  });

  it('holds the channel still while it is paused, and loses nothing', async () => {
    const { transcript, lines } = open();
    await transcript.entries([sent(1, 'one')]);
    transcript.pause();
    await transcript.entries([sent(2, 'two')]);
    await transcript.late([sent(0, 'nought')]);
    assert.deepEqual(lines(), ['one']);
    await transcript.resume();
    assert.deepEqual(lines(), ['nought', 'one', 'two']);
  });

  it('is as it was wished last, though what was wished before waits for its turn', async () => {
    const { transcript, lines } = open();
    await transcript.entries([sent(1, 'one')]);
    transcript.pause();
    void transcript.setView({});
    const resumed = transcript.resume();
    transcript.pause();
    await resumed;
    await transcript.entries([sent(2, 'two')]);
    assert.equal(transcript.isPaused, true);
    assert.deepEqual(lines(), ['one']);
    void transcript.setView({});
    await transcript.resume();
    assert.deepEqual(lines(), ['one', 'two']);
  });

  it('draws nothing that came after the pause, though what came before was not drawn yet', async () => {
    const { transcript, lines, beSlow, draw } = open();
    await transcript.entries([sent(1, 'one'), sent(3, 'three')]);
    beSlow();
    await transcript.late([sent(2, 'two')]);
    transcript.pause();
    await transcript.entries([sent(4, 'four')]);
    draw();
    assert.deepEqual(lines(), ['one', 'two', 'three']);
    await transcript.resume();
    draw();
    assert.deepEqual(lines(), ['one', 'two', 'three', 'four']);
  });

  it('shows another view of a paused tail once, and holds that still', async () => {
    const { transcript, lines, beSlow, draw } = open();
    await transcript.entries([sent(1, 'quiet'), sent(2, 'ERROR: loud')]);
    transcript.pause();
    beSlow();
    await transcript.setView({ level: 'error' });
    await transcript.entries([sent(3, 'ERROR: too loud')]);
    draw();
    assert.deepEqual(lines(), ['ERROR: loud']);
    assert.equal(transcript.figures.hidden, 1);
    await transcript.resume();
    draw();
    assert.deepEqual(lines(), ['ERROR: loud', 'ERROR: too loud']);
  });

  it('drops, takes in late and loses nothing else while it is paused', async () => {
    const { transcript, lines } = open({}, 4);
    await transcript.entries([sent(10, 'first')]);
    transcript.pause();
    await transcript.entries(['a', 'b', 'c', 'd', 'f', 'g'].map((text, index) => sent(20 + index, text)));
    await transcript.late([sent(24, 'late'), sent(25, 'later'), sent(1, 'too late')]);
    assert.deepEqual(lines(), ['first']);
    await transcript.resume();
    assert.deepEqual(lines().slice(1), ['f', 'late', 'g', 'later']);
    assert.equal(transcript.figures.dropped, 6);
    assert.match(lines()[0] ?? '', /^6 earlier lines were dropped/);
  });

  it('says when the session log has lost its beginning', async () => {
    const { transcript, lines, session } = open();
    await transcript.entries([sent(1, 'one')]);
    session.gone = 7;
    await transcript.setView({});
    assert.deepEqual(lines(), [
      '7 earlier lines are gone: the session file keeps only the last ones.',
      'one',
    ]);
  });

  it('speaks of one line where it is one that is lacking', async () => {
    const { transcript, lines, session } = open({}, 1);
    await transcript.entries([sent(1, 'one'), sent(2, 'two')]);
    assert.deepEqual(lines(), [
      '1 earlier line was dropped from here. All are in /tmp/session.ndjson',
      'two',
    ]);
    session.gone = 1;
    await transcript.setView({});
    assert.deepEqual(lines(), [
      '1 earlier line is gone: the session file keeps only the last ones.',
      '1 earlier line was dropped from here.',
      'two',
    ]);
  });

  it('keeps notes and odd lines in every view', async () => {
    const { transcript, lines } = open();
    transcript.note('warning', 'Connection lost.');
    transcript.raw('<html>');
    await transcript.entries([sent(1, 'quiet')]);
    await transcript.setView({ level: 'error' });
    assert.deepEqual(lines(), ['Connection lost.', '<html>']);
  });

  it('drops the oldest lines and says where all of them are', async () => {
    const { transcript, lines } = open({}, 4);
    await transcript.entries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((text, index) => sent(index, text)));
    assert.deepEqual(lines(), [
      '3 earlier lines were dropped from here. All are in /tmp/session.ndjson',
      'd',
      'e',
      'f',
      'g',
    ]);
  });

  it('rewrites a channel that takes no more', async () => {
    let isFull = false;
    const { transcript, lines, rewrites } = open({}, 100, () => isFull);
    await transcript.entries([sent(1, 'a')]);
    isFull = true;
    await transcript.entries([sent(2, 'b')]);
    assert.equal(rewrites(), 1);
    assert.deepEqual(lines(), ['a', 'b']);
  });

  it('does not rewrite the channel for each batch', async () => {
    const { transcript, rewrites } = open({}, 100);
    for (let second = 0; second < 1_000; second++) await transcript.entries([sent(second, 'x')]);
    assert.ok(rewrites() <= 1_000 / 25, String(rewrites()));
  });
});

describe('a line of a session file', () => {
  const note: Recorded = { kind: 'note', time: 1, level: 'info', text: 'a "b"\nc' };
  const raw: Recorded = { kind: 'raw', time: 1, text: 'data' };
  for (const recorded of [note, raw]) {
    it(`gives back a ${recorded.kind}`, () => assert.deepEqual(readRecord(writeRecord(recorded)), recorded));
  }

  it('is one line, though fal sent the JSON in many', () => {
    const json = '{\n "timestamp": "2026-01-01T00:00:00Z",\n "message": "a\\nb"\n}';
    const { entry } = sent(1, 'x');
    assert.equal(writeRecord({ kind: 'entry', entry, json }).includes('\n'), false);
  });

  for (const line of ['', '{"timestamp": "2026', 'null', '{}', '[1]']) {
    it(`is passed over when it is ${JSON.stringify(line)}`, () => assert.equal(readRecord(line), undefined));
  }
});
