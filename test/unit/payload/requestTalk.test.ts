import assert from 'node:assert/strict';
import { readFact } from '../../../src/core/payload/protocol';
import { detail, partOf, ref, talkOf } from './pageTalk';

describe('the talk with a page', () => {
  it('says nothing before the page is ready, then begins', () => {
    const { talk, said } = talkOf();
    talk.show(ref);
    assert.deepEqual(said(), []);
    talk.hear({ type: 'ready' });
    assert.deepEqual(said(), ['1 began']);
  });

  it('shows what fal answered, in messages that the page takes', async () => {
    const { talk, heard, asked, settle, said } = talkOf();
    talk.hear({ type: 'ready' });
    talk.show(ref);
    asked[0]?.answer(detail('{"x":1}'));
    await settle(1);
    assert.deepEqual(said(), ['1 began', '1 shown']);
    for (const fact of heard) assert.ok(readFact(structuredClone(fact)), fact.type);
  });

  it('shows what has come while the rest is on its way, also to a page that begins anew', async () => {
    const { talk, heard, asked, settle, said, until } = talkOf();
    talk.hear({ type: 'ready' });
    talk.show(ref);
    asked[0]?.arriving(partOf('[1,2]'));
    await until('partRead');
    talk.forgetPage();
    talk.hear({ type: 'ready' });
    asked[0]?.answer(detail('[1,2,3]'));
    await settle(1);
    assert.deepEqual(said(), ['1 began', '1 partRead', '1 began', '1 partRead', '1 shown']);
    for (const fact of heard) assert.ok(readFact(structuredClone(fact)), fact.type);
  });

  it('shows no beginning of what is there or no longer wanted', async () => {
    const { talk, asked, settle, said } = talkOf();
    talk.hear({ type: 'ready' });
    talk.show(ref);
    asked[0]?.answer(detail('[1,2,3]'));
    await settle(1);
    asked[0]?.arriving(partOf('[1,2]'));
    talk.show({ ...ref, requestId: 'other' });
    asked[1]?.arriving(partOf('[1,2]'));
    talk.show({ ...ref, requestId: 'third' });
    asked[2]?.answer(detail('[1,2,3]'));
    await settle(2);
    assert.deepEqual(said(), ['1 began', '1 shown', '2 began', '3 began', '3 shown']);
  });

  it('opens and closes in the whole what the reader did in its beginning', async () => {
    const { talk, heard, asked, settle, until } = talkOf();
    talk.hear({ type: 'ready' });
    talk.show(ref);
    asked[0]?.arriving(partOf('[[1],2]'));
    await until('partRead');
    talk.hear({ type: 'toggle', showing: 1, pane: 'output', id: 1, isExpanded: false, from: 0, count: 9 });
    asked[0]?.answer(detail('[[1],2,3]'));
    await settle(1);
    const shown = heard.find((fact) => fact.type === 'shown') ?? assert.fail('not shown');
    assert.ok(shown.view.output.state === 'tree');
    assert.deepEqual(
      shown.view.output.window.rows.map(({ text, isExpanded }) => [text, isExpanded]),
      [
        ['1 item', false],
        ['2', undefined],
        ['3', undefined],
      ],
    );
  });

  it('tells a page that begins anew all over again, without asking fal', async () => {
    const { talk, asked, settle, said } = talkOf();
    talk.hear({ type: 'ready' });
    talk.show(ref);
    asked[0]?.answer(detail('1'));
    await settle(1);
    talk.forgetPage();
    talk.show(ref);
    talk.hear({ type: 'ready' });
    assert.deepEqual(said(), ['1 began', '1 shown', '1 began', '1 shown']);
    assert.equal(asked.length, 1);
  });

  it('ends the question to fal that nobody waits for any more, and drops its answer', async () => {
    const { talk, asked, settle, said } = talkOf();
    talk.hear({ type: 'ready' });
    talk.show(ref);
    talk.show({ ...ref, requestId: 'other' });
    const [first] = asked;
    assert.ok(first?.signal.aborted);
    first.answer(detail('1'));
    asked[1]?.answer(detail('2'));
    await settle(1);
    assert.deepEqual(said(), ['1 began', '2 began', '2 shown']);
  });

  it('does not answer wishes about an earlier showing', async () => {
    const { talk, asked, settle, said } = talkOf();
    talk.hear({ type: 'ready' });
    talk.show(ref);
    asked[0]?.answer(detail('1'));
    await settle(1);
    talk.hear({ type: 'askRows', showing: 0, area: 'input', from: 0, count: 9 });
    talk.hear({ type: 'askRows', showing: 1, area: 'input', from: 0, count: 9 });
    assert.deepEqual(said(), ['1 began', '1 shown', '1 rowsRead']);
  });

  it('says what went wrong with a way to try again, and tries again', async () => {
    const { talk, heard, asked, settle } = talkOf();
    talk.hear({ type: 'ready' });
    talk.show(ref);
    asked[0]?.fail(new Error('no network'));
    await settle(1);
    assert.deepEqual(heard.at(-1), {
      type: 'failed',
      showing: 1,
      message: 'Error: no network',
      steps: [{ id: 'retry', label: 'retry' }],
    });
    talk.hear({ type: 'retry', showing: 1 });
    asked[1]?.answer(undefined);
    await settle(2);
    const last = heard.at(-1);
    assert.ok(last?.type === 'failed' && last.message.startsWith('fal has no such request'));
  });

  it('opens again what the reader had open before a reload', async () => {
    const { talk, heard, asked, settle } = talkOf();
    talk.hear({ type: 'ready' });
    talk.show(ref, {
      ref,
      toggled: { input: [[5, false]], output: [[99, true]] },
      firstRow: { input: 0, output: 0 },
    });
    asked[0]?.answer(detail('1'));
    await settle(1);
    const shown = heard.find(({ type }) => type === 'shown');
    assert.ok(shown?.type === 'shown' && shown.view.input.state === 'tree');
    assert.equal(shown.view.input.window.rows[0]?.isExpanded, false);
    assert.equal(shown.view.input.window.total, 1);
  });

  it('takes the step that a failure offers, then tries again', async () => {
    const { talk, heard, asked, settle } = talkOf({
      describe: () => ({ message: 'no key', steps: ['setKey'] }),
      takeStep: (step, retry) => {
        assert.equal(step, 'setKey');
        retry();
      },
    });
    talk.hear({ type: 'ready' });
    talk.show(ref);
    asked[0]?.fail(new Error('no key'));
    await settle(1);
    const failed = heard.at(-1);
    assert.ok(failed?.type === 'failed');
    assert.deepEqual(
      failed.steps.map(({ id }) => id),
      ['setKey', 'retry'],
    );
    talk.hear({ type: 'takeStep', showing: 1, step: 'launch' });
    talk.hear({ type: 'takeStep', showing: 1, step: 'setKey' });
    assert.equal(asked.length, 2);
  });

  it('asks as the account that serves once that was switched, and not as the removed one for ever', () => {
    const as: (string | undefined)[] = [];
    const { talk } = talkOf({
      getRequest: ({ account }) => {
        as.push(account);
        return Promise.reject(new Error('This account was removed'));
      },
      takeStep: (_step, retry, account) => {
        assert.equal(account, 'stored:a');
        retry('stored:b');
      },
    });
    talk.hear({ type: 'ready' });
    talk.show({ ...ref, account: 'stored:a' });
    talk.hear({ type: 'takeStep', showing: 1, step: 'switchAccount' });
    talk.hear({ type: 'retry', showing: 2 });
    assert.deepEqual(as, ['stored:a', 'stored:b', 'stored:b']);
    assert.equal(talk.ref?.account, 'stored:b');
  });

  it('asks nothing when a step is over after another request was opened, or the panel closed', () => {
    const retries: ((account?: string) => boolean)[] = [];
    const { talk, asked } = talkOf({ takeStep: (_step, retry) => retries.push(retry) });
    const steps = () => retries.map((retry) => retry('stored:b'));
    talk.hear({ type: 'ready' });
    talk.show(ref);
    talk.hear({ type: 'takeStep', showing: 1, step: 'setKey' });
    talk.show({ ...ref, requestId: 'other' });
    assert.deepEqual([steps(), talk.ref?.account, asked.length], [[false], undefined, 2]);
    talk.show(ref);
    talk.dispose();
    assert.deepEqual([steps(), asked.length], [[false], 3]);
  });

  it('asks as the account that a step chose, though the change of keys had all asked again before', () => {
    const as: (string | undefined)[] = [];
    const retries: ((account?: string) => boolean)[] = [];
    const { talk } = talkOf({
      getRequest: ({ account }) => {
        as.push(account);
        return Promise.reject(new Error('no key'));
      },
      takeStep: (_step, retry) => retries.push(retry),
    });
    talk.hear({ type: 'ready' });
    talk.show(ref);
    talk.hear({ type: 'takeStep', showing: 1, step: 'setKey' });
    talk.retry();
    assert.deepEqual(
      retries.map((retry) => retry('stored:b')),
      [true],
    );
    assert.deepEqual(as, [undefined, undefined, 'stored:b']);
  });

  it('asks again for what was not finished when it is opened once more, and leaves alone what is final', async () => {
    const { talk, asked, settle } = talkOf();
    const running = detail('1');
    talk.hear({ type: 'ready' });
    talk.show(ref);
    asked[0]?.answer({ ...running, request: { ...running.request, endedAt: undefined }, output: undefined });
    await settle(1);
    talk.show(ref);
    assert.equal(asked.length, 2);
    asked[1]?.answer(running);
    await settle(2);
    talk.show(ref);
    assert.equal(asked.length, 2);
  });

  it('does not begin again where the same request is on its way', () => {
    const { talk, asked } = talkOf();
    talk.show(ref);
    talk.show(ref);
    assert.equal(asked.length, 1);
    assert.ok(asked[0]?.signal.aborted === false);
  });

  it('keeps open what the reader opened when it tries again', async () => {
    const { talk, heard, asked, settle } = talkOf();
    talk.hear({ type: 'ready' });
    talk.show(ref);
    asked[0]?.answer(detail('{"b":[1,2]}'));
    await settle(1);
    const toggle = { type: 'toggle', isExpanded: false, from: 0, count: 9 };
    talk.hear({ ...toggle, showing: 1, pane: 'input', id: 5 });
    talk.hear({ type: 'collapseAll', showing: 1, pane: 'output', id: 6, count: 9 });
    talk.retry();
    asked[1]?.answer(detail('{"b":[1,2]}'));
    await settle(2);
    const shown = heard.findLast(({ type }) => type === 'shown');
    assert.ok(shown?.type === 'shown');
    for (const view of [shown.view.input, shown.view.output])
      assert.ok(view.state === 'tree' && view.window.total === 1);
  });

  it('does nothing for menus and buttons while nothing is open yet', async () => {
    const { talk, said, settle, asked } = talkOf({ copy: () => assert.fail(), tail: () => assert.fail() });
    talk.hear({ type: 'ready' });
    talk.hear({ type: 'retry', showing: 0 });
    talk.show(ref);
    talk.tail();
    talk.copyRow('output', 0, 'value');
    talk.hear({ type: 'tail', showing: 1 });
    asked[0]?.answer(detail('1'));
    await settle(1);
    assert.deepEqual(said(), ['1 began', '1 shown']);
  });

  it('tells the page that the panel stays with its request, and a page that begins anew', () => {
    const { talk, heard } = talkOf();
    talk.isKept = true;
    assert.equal(heard.length, 0);
    talk.show(ref);
    talk.hear({ type: 'ready' });
    talk.isKept = false;
    assert.deepEqual(
      heard.map((fact) => ('isKept' in fact ? `${fact.type} ${fact.isKept}` : fact.type)),
      ['began true', 'keptOpen false'],
    );
    assert.equal(talk.isKept, false);
  });

  it('logs a message that is none, and a clipboard that takes nothing, and lives on', async () => {
    const { talk, logged, asked, settle } = talkOf({ copy: () => Promise.reject(new Error('busy')) });
    talk.hear({ type: 'ready' });
    talk.hear({ type: 'launch' });
    talk.show(ref);
    asked[0]?.answer(detail('1'));
    await settle(1);
    talk.hear({ type: 'copyAll', showing: 1, area: 'output' });
    while (logged.length < 2) await new Promise((resolve) => setTimeout(resolve, 0));
    assert.match(logged.join('\n'), /a message that is none\n.*copying failed: Error: busy/);
  });
});
