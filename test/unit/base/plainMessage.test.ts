import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainMessage } from '../../../src/core/base/plainMessage';

/** What VS Code makes a link of in a notification: `src/vs/base/common/linkedText.ts`. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

describe('a message that quotes what came from outside', () => {
  it('holds no link to a command, whatever it quotes', () => {
    const piece = fc.constantFrom('[', ']', '(', ')', 'command:x', 'https://a.b', ' ', '"', 'a');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        assert.doesNotMatch(plainMessage(`fal said: “${pieces.join('')}”.`), LINK);
      }),
    );
    assert.equal(plainMessage('[Retry](command:evil)'), '[Retry] (command:evil)');
  });

  it('else stays as it is', () => {
    assert.equal(plainMessage('No request (x) at [a].'), 'No request (x) at [a].');
  });
});
