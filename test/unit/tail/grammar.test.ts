import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import onig from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { formatEntry, formatNote } from '../../../src/core/tail/format';
import { atRoot } from '../../support/root';

const GRAMMAR = atRoot('media', 'fal-log.tmLanguage.json');
const WASM = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');

describe('the colours of a tail', () => {
  let grammar: textmate.IGrammar;
  before(async () => {
    await onig.loadWASM(fs.readFileSync(WASM));
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new onig.OnigScanner(patterns),
        createOnigString: (text) => new onig.OnigString(text),
      }),
      loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(fs.readFileSync(GRAMMAR, 'utf8'), GRAMMAR)),
    });
    grammar = (await registry.loadGrammar('text.fal-log')) ?? assert.fail('There is no such grammar.');
  });

  /** Each coloured stretch with its innermost scope; plain text has none. */
  const colours = (text: string): string[] => {
    let state = textmate.INITIAL;
    return text.split('\n').flatMap((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
        const scope = scopes.at(-1)?.replace('.fal-log', '') ?? '';
        return /^(?:meta|text)\b/.test(scope) ? [] : [`${line.slice(startIndex, endIndex)} → ${scope}`];
      });
    });
  };
  const time = new Date(2026, 0, 2, 3, 4, 5, 6).getTime();
  const entry = (message: string, level = 'info', app = 'acme/shop') =>
    colours(formatEntry({ time, timestamp: '', level, message, app, revision: '', labels: {} }).trimEnd());
  /** Those of the message alone. */
  const inMessage = (message: string) => entry(message).slice(3);

  for (const [level, scope] of [
    ['error', 'token.error-token'],
    ['warning', 'token.warn-token'],
    ['info', 'token.info-token'],
    ['debug', 'token.debug-token'],
    ['trace', 'comment.line.trace'],
  ] as const) {
    it(`tell the time, the level ${level} and the app apart`, () => {
      assert.deepEqual(entry('hello there', level), [
        '2026-01-02 03:04:05.006 → comment.line.time',
        `${level} → ${scope}`,
        'acme/shop → entity.name.type.app',
      ]);
    });
  }

  it('tell what the tail itself says', () => {
    assert.deepEqual(colours(formatNote(time, 'warning', 'Connection lost, 3 times.').trimEnd()).slice(1), [
      'warning → token.warn-token',
      'tail → keyword.control.tail',
      'Connection lost, 3 times. → comment.line.note',
    ]);
  });

  for (const [message, ...stretches] of [
    ['seven of nine'],
    [
      'request 019e6d0a-e5be-7b82-b329-35ae64296902 done',
      '019e6d0a-e5be-7b82-b329-35ae64296902 → variable.other.constant.id',
    ],
    ['see https://fal.ai/x?y=1, please', 'https://fal.ai/x?y=1, → markup.underline.link'],
    ['"POST / HTTP/1.1" 200', '"POST / HTTP/1.1" → string.quoted.double', '200 → constant.numeric'],
    ["it isn't the user's", ...[]],
    ["KeyError: 'num_steps'", 'KeyError → entity.name.exception', "'num_steps' → string.quoted.single"],
    [
      'gpu 45 %, 2.45it/s, -3.5e-4, 0x1F',
      '45 → constant.numeric',
      '2.45 → constant.numeric',
      '-3.5e-4 → constant.numeric',
      '0x1F → constant.numeric',
    ],
    ['v2 blocks.3.attn shard-4 is-true NO_ERROR größe7'],
    ['done=True, last=None', 'True → constant.language', 'None → constant.language'],
    ['a<U+202E>b', '<U+202E> → constant.other.mark'],
    ['INFO then ERROR', 'ERROR → token.error-token'],
    ['x.py:12: UserWarning: slow', '12 → constant.numeric', 'UserWarning → token.warn-token'],
  ] as const) {
    it(`of “${message}” are ${stretches.length === 0 ? 'none' : stretches.join(', ')}`, () => {
      assert.deepEqual(inMessage(message), stretches);
    });
  }

  it('tell the parts of a traceback', () => {
    const text = [
      'Traceback (most recent call last):',
      '  File "/app/x.py", line 12, in run',
      '    go(1)',
      '    ~~^^^',
      'torch.OutOfMemoryError: CUDA out of memory',
    ].join('\n');
    assert.deepEqual(inMessage(text), [
      'Traceback (most recent call last): → keyword.control.traceback',
      'File → keyword.control.frame',
      '"/app/x.py" → string.quoted.double.path',
      'line → keyword.control.frame',
      '12 → constant.numeric.line',
      'in → keyword.control.frame',
      'run → entity.name.function',
      '1 → constant.numeric',
      '~~^^^ → comment.line.caret',
      'torch.OutOfMemoryError → entity.name.exception',
    ]);
  });

  it('are not taken in by an entry that imitates a line of the tail', () => {
    const imitation = formatNote(time, 'error', 'Your key is wrong.');
    assert.ok(!inMessage(`hello\n${imitation}`).some((stretch) => stretch.includes('control.tail')));
  });

  it('of 2 KB made to be slow take little longer than of any 2 KB', () => {
    // Its own processor time, which a busy machine does not lengthen.
    const costOf = (text: string): number => {
      const before = process.cpuUsage();
      entry(`"${text.repeat(2_000 / text.length)}`);
      return process.cpuUsage(before).user;
    };
    const usual = costOf('a "b" 1 ');
    for (const hostile of ['"', "'", 'a.', '1.', '0123abcd-', 'File "']) {
      const ratio = costOf(hostile) / usual;
      assert.ok(ratio < 20, `${hostile}: ${ratio}`);
    }
  });
});
