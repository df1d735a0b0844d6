import assert from 'node:assert/strict';
import { FalError, type FalProblem, type NextStep } from '../../../src/core/fal/errors';
import { TailProblems } from '../../../src/core/tail/tailProblems';

const refused = (falRequestId: string): FalProblem => ({
  kind: 'refused',
  status: 403,
  falSays: 'no',
  falRequestId,
});

/** Problems whose messages are answered by hand. */
function open() {
  const messages: { readonly says: string; readonly choose: (step: NextStep | undefined) => void }[] = [];
  const done: string[] = [];
  const problems = new TailProblems({
    askStep: ({ message }) => new Promise((resolve) => messages.push({ says: message, choose: resolve })),
    takeStep: (step, retry, account) => {
      done.push(`${step} of ${account}`);
      if (step === 'retry') retry();
      return Promise.resolve(step === 'switchAccount');
    },
  });
  const tell = (tail: string, problem: FalProblem, account = 'one'): Promise<void> =>
    problems.tell(account, new FalError(problem), {
      retry: () => done.push(`${tail} tried again`),
      afterChoice: () => done.push(`${tail} moves on`),
    });
  return { messages, done, tell };
}

describe('what ended tails', () => {
  it('is told once for all of them', async () => {
    const { messages, done, tell } = open();
    const telling = ['a', 'b', 'c', 'd', 'e'].map((tail) => tell(tail, refused(`id of ${tail}`)));
    assert.equal(messages.length, 1);
    messages[0]?.choose('switchAccount');
    await Promise.all(telling);
    const moves = ['a', 'b', 'c', 'd', 'e'].map((tail) => `${tail} moves on`);
    assert.deepEqual(done, ['switchAccount of one', ...moves]);
  });

  it('stays with its account where no other was chosen', async () => {
    const { messages, done, tell } = open();
    const telling = tell('a', refused('1'));
    messages[0]?.choose('setKey');
    await telling;
    assert.deepEqual(done, ['setKey of one']);
  });

  it('is told for each account, and for each reason', () => {
    const { messages, tell } = open();
    void tell('a', refused('1'));
    void tell('b', refused('2'), 'other');
    void tell('c', { kind: 'needsKey', reason: 'rejected' });
    void tell('d', { kind: 'refused', status: 422, falSays: 'this filter' });
    void tell('e', { kind: 'refused', status: 422, falSays: 'that filter' });
    assert.equal(messages.length, 5);
  });

  it('is told again when it happens again after the message was answered', async () => {
    const { messages, tell } = open();
    const telling = tell('a', refused('1'));
    messages[0]?.choose(undefined);
    await telling;
    void tell('a', refused('2'));
    assert.equal(messages.length, 2);
  });

  it('is tried again only where that was chosen', async () => {
    const { messages, done, tell } = open();
    const telling = tell('a', { kind: 'unexpected', place: 'range', what: 'x' });
    messages[0]?.choose('retry');
    await telling;
    assert.deepEqual(done, ['retry of one', 'a tried again']);
  });
});
