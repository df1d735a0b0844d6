import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeDeleted } from '../../../src/core/requests/deletedWords';
import { codeSpan } from '../../../src/core/requests/markdown';
import { showPlain } from '../../../src/core/requests/plainText';
import { classifyStatus, timesOf } from '../../../src/core/requests/requestFacts';
import { formatDuration } from '../../../src/core/requests/formatDuration';
import { Explorer } from './explorer';
import { app, request, SmallFal } from './smallFal';

describe('a request’s status', () => {
  const cases: readonly (readonly [number | undefined, string])[] = [
    [200, 'success'],
    [204, 'success'],
    [302, 'unknown'],
    [400, 'userError'],
    [499, 'userError'],
    [500, 'error'],
    [504, 'error'],
    [0, 'unknown'],
    [600, 'unknown'],
    [undefined, 'unknown'],
  ];
  for (const [code, expected] of cases) {
    it(`${code} is ${expected}`, () => assert.equal(classifyStatus(code), expected));
  }
});

describe('the payloads that were deleted', () => {
  const gone = { link: 'https://v3.fal.media/files/a/b.png' };
  const kept = { ...gone, problem: 'locked' };
  for (const [files, words] of [
    [[], 'deleted, with 0 files.'],
    [[gone], 'deleted, with 1 file.'],
    [[gone, gone], 'deleted, with 2 files.'],
    [[gone, kept], 'deleted. Files that stay: 1 of 2.'],
    [[kept], 'deleted. Files that stay: 1 of 1.'],
  ] as const) {
    it(`are told of as “${words}”`, () =>
      assert.equal(describeDeleted('7', files), `The payloads of request 7 are ${words}`));
  }
});

describe('a request’s times', () => {
  const row = request('1', 'a/b', '2026-03-14T13:58:10Z');

  it('fal’s own duration goes first, though the times say otherwise', () => {
    assert.deepEqual(timesOf({ ...row, durationSeconds: 7.8 }), {
      durationMs: 7800,
      waitMs: 1000,
      runMs: 3000,
    });
  });

  it('without one, from sent to ended', () => {
    assert.equal(timesOf({ ...row, durationSeconds: undefined }).durationMs, 4000);
    assert.equal(timesOf({ ...row, durationSeconds: -1 }).durationMs, 4000);
    assert.equal(timesOf({ ...row, durationSeconds: Number.NaN }).durationMs, 4000);
  });

  it('none of an unfinished one but the wait', () => {
    const running = { ...row, endedAt: undefined, durationSeconds: undefined };
    assert.deepEqual(timesOf(running), { durationMs: undefined, waitMs: 1000, runMs: undefined });
  });

  it('none that would be negative', () => {
    const skewed = {
      ...row,
      startedAt: row.sentAt - 5000,
      endedAt: row.sentAt - 6000,
      durationSeconds: undefined,
    };
    assert.deepEqual(timesOf(skewed), { durationMs: undefined, waitMs: undefined, runMs: undefined });
  });

  it('none where it never started', () => {
    assert.deepEqual(timesOf({ ...row, startedAt: undefined }), {
      durationMs: 4000,
      waitMs: undefined,
      runMs: undefined,
    });
  });
});

describe('durations read', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0 ms'],
    [340.4, '340 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [3249, '3.2 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min 0 s'],
    [68_400, '1 min 8 s'],
    [3_599_400, '59 min 59 s'],
    [3_599_600, '1 h 0 min'],
    [90_000_000, '25 h 0 min'],
  ];
  for (const [ms, expected] of cases) it(expected, () => assert.equal(formatDuration(ms), expected));
});

describe('names from outside', () => {
  it('stay as they are where they are plain', () => {
    assert.equal(showPlain('acme/bild-größe/日本 👩‍💻'), 'acme/bild-größe/日本 👩‍💻');
  });

  it('show what would hide, reorder or break', () => {
    assert.equal(
      showPlain('a\u202eb\u0000c\nd\u200be\ufeff\ud800'),
      'a<U+202E>b<U+0000>c<U+000A>d<U+200B>e<U+FEFF><U+D800>',
    );
  });

  it('end where they would crowd out the rest, between characters', () => {
    assert.equal(showPlain('👩'.repeat(300), 3), '👩👩👩…');
  });

  it('are text in Markdown, whatever they hold', () => {
    assert.equal(codeSpan('[x](command:evil)'), '` [x](command:evil) `');
    assert.equal(codeSpan('a`b``c'), '``` a`b``c ```');
    assert.equal(codeSpan(''), '` `');
  });

  it('never end their code span early', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('`', '\\', '\n', ' ', '[', '<', 'a', '\u2028') }),
        (text) => {
          const span = codeSpan(text);
          const [fence = ''] = /^`+/.exec(span) ?? [];
          const inner = span.slice(fence.length, -fence.length);
          assert.ok(span.endsWith(fence) && !/[\n\r\u2028]/.test(span));
          assert.ok((inner.match(/`+/g) ?? []).every((run) => run.length !== fence.length));
          assert.ok(inner.startsWith(' ') && inner.endsWith(' '));
        },
      ),
    );
  });

  it('are neither links nor commands in any tooltip or label', async () => {
    const evil = 'acme/[x](command:workbench.action.quit)`<img/src=//evil.example>`$(bug)\u202e';
    const fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [
      app(evil, { environment: '**prod** https://evil.example', machineType: '![](https://evil.example/a)' }),
    ];
    fal.record(
      `owned ${evil}`,
      request('](command:evil)', evil, '2026-03-14T13:58:10Z', { runnerId: 'https://evil.example' }),
    );
    const explorer = await new Explorer(fal).open();
    const [top] = explorer.tree.children();
    assert.ok(top);
    await explorer.tree.open(top);
    const [row] = explorer.tree.children(top);
    for (const ref of [top, row]) {
      assert.ok(ref);
      const tooltip = explorer.tree.tooltip(ref);
      assert.equal(tooltip?.kind, 'markdown');
      const outside = tooltip.text.replace(/(?<!`)(`+) .*? \1(?!`)/g, '');
      assert.doesNotMatch(outside, /evil|command|[[<$*]/);
      assert.doesNotMatch(explorer.tree.node(ref).label, /\u202e/);
    }
  });
});
