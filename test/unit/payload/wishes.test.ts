import assert from 'node:assert/strict';
import type { RequestDetail } from '../../../src/core/fal/types';
import { whileSlow } from '../../support/whileSlow';
import { pageOf, ref } from './pageTalk';

const request = { requestId: 'id', endpointId: 'a/b', sentAt: 0, endedAt: 9_000, statusCode: 200 };
const detail = (input: string | undefined, output: string | undefined): RequestDetail => ({
  request,
  input,
  output,
});
const COUNT = 5;
const showOutput = (id: number) => ({ type: 'showString', pane: 'output', id, isKey: false }) as const;

describe('rows of an open request', () => {
  it('fold when the page wishes it', async () => {
    const { ask } = await pageOf(detail('1', '{"a":[1,2]}'));
    const { window } = await ask(
      { type: 'toggle', pane: 'output', id: 5, isExpanded: false, from: 0, count: COUNT },
      'rowsRead',
    );
    assert.deepEqual([window.total, window.rows[0]?.isExpanded], [1, false]);
  });

  it('are not told of what is not there', async () => {
    const { askInVain } = await pageOf(detail(undefined, '1'));
    const heard = await askInVain(
      { type: 'askRows', area: 'input', from: 0, count: COUNT },
      { type: 'askRows', area: 'string', from: 0, count: COUNT },
      { type: 'toggle', pane: 'input', id: 0, isExpanded: true, from: 0, count: COUNT },
      { type: 'copyRow', area: 'output', id: 99, as: 'value' },
      { type: 'copyAll', area: 'input' },
      { type: 'showString', pane: 'input', id: 0, isKey: false },
      showOutput(99),
    );
    assert.deepEqual(heard, []);
  });

  it('are copied as value, path or JSON, from the page and from a row’s menu', async () => {
    const copied: string[] = [];
    const { talk, ask, next } = await pageOf(detail('1', '{"a":["x\\ny"]}'), {
      copy: (text) => Promise.resolve(void copied.push(text)),
    });
    for (const as of ['value', 'path', 'json'] as const)
      await ask({ type: 'copyRow', area: 'output', id: 6, as }, 'copied');
    await ask({ type: 'copyAll', area: 'output' }, 'copied');
    const menu = next('copied');
    talk.copyRow('output', 5, 'path');
    await menu;
    assert.deepEqual(copied, ['x\ny', 'a[0]', '"x\\ny"', '{"a":["x\\ny"]}', 'a']);
  });

  for (const [what, output, area] of [
    ['a plain value that is the whole payload', '"just text"', 'output'],
    ['a line of what is no JSON', 'Bad Gateway', 'output'],
    ['a log line', '1', 'logs'],
  ] as const)
    it(`have no path in ${what}: that is said, and the clipboard stays as it was`, async () => {
      const said: string[] = [];
      const { askInVain } = await pageOf(detail('1', output), {
        copy: () => assert.fail('copied'),
        inform: (message) => said.push(message),
      });
      assert.deepEqual(await askInVain({ type: 'copyRow', area, id: 0, as: 'path' }), []);
      assert.deepEqual(said, ['There is no path to copy: only what lies in an object or a list has one.']);
    });

  it('open as a document of their own', async () => {
    const opened: unknown[] = [];
    const { askInVain } = await pageOf(detail('1', '2'), { openJson: (...asked) => opened.push(asked) });
    await askInVain({ type: 'openJson', pane: 'output' });
    assert.deepEqual(opened, [[ref, 'output']]);
  });

  it('of a payload that is not JSON are lines, say why, and do not fold', async () => {
    const { heard, ask } = await pageOf(detail('1', '<html>\nBad Gateway'));
    const shown = heard.find(({ type }) => type === 'shown');
    assert.ok(shown?.type === 'shown' && shown.view.output.state === 'text');
    assert.match(shown.view.output.problem, /not JSON/i);
    assert.deepEqual(
      shown.view.output.window.rows.map(({ text }) => text),
      ['<html>', 'Bad Gateway'],
    );
    assert.equal(shown.view.output.size, '18 characters');
    const toggle = {
      type: 'toggle',
      pane: 'output',
      id: 0,
      isExpanded: true,
      from: 1,
      count: COUNT,
    } as const;
    assert.equal((await ask(toggle, 'rowsRead')).window.rows[0]?.text, 'Bad Gateway');
  });

  it('of an empty payload are one empty line', async () => {
    const { ask } = await pageOf(detail('1', ''));
    const rowsFrom = async (from: number) =>
      (await ask({ type: 'askRows', area: 'output', from, count: COUNT }, 'rowsRead')).window;
    assert.deepEqual(
      (await rowsFrom(0)).rows.map(({ text }) => text),
      [''],
    );
    assert.deepEqual((await rowsFrom(1)).rows, []);
    assert.equal((await rowsFrom(0)).total, 1);
  });

  it('say how much there is', async () => {
    const sizes: string[] = [];
    for (const length of [1, 2_500, 24_000, 1_500_000]) {
      const { heard } = await pageOf(detail('1', '9'.repeat(length)));
      const shown = heard.find(({ type }) => type === 'shown');
      if (shown?.type === 'shown' && shown.view.output.state === 'tree') sizes.push(shown.view.output.size);
    }
    assert.deepEqual(sizes, [
      '1 character',
      '2,500 characters',
      '24 thousand characters',
      '1.5 million characters',
    ]);
  });
});

describe('a long string of an open request', () => {
  it('is searched while it is shown, in place of the payloads', async () => {
    const { ask } = await pageOf(detail('"needle"', `{"text":"${'line\\n'.repeat(300)}needle"}`));
    await ask(showOutput(8), 'stringShown');
    const { total, scope } = await ask({ type: 'find', query: 'NEEDLE', scope: 'string' }, 'found');
    assert.deepEqual([total, scope], [1, 'string']);
    const { area, row, window } = await ask({ type: 'goToMatch', number: 0, count: COUNT }, 'revealed');
    assert.deepEqual([area, row, window.rows.at(-1)?.text], ['string', 300, 'needle']);
  });

  it('has a title where it is the whole payload', async () => {
    const { ask } = await pageOf(detail('1', `"${'x'.repeat(500)}"`));
    const shown = await ask(showOutput(0), 'stringShown');
    assert.equal(shown.title, 'Output');
  });

  it('is the last that was chosen, though the one before takes longer to read', async () => {
    const long = `"${'\\n'.repeat(40_000)}"`;
    const output = `{"first":${long},"short":"x","later":${long}}`;
    const { heard, wish, ask } = await pageOf(detail('1', output));
    await whileSlow(async () => {
      wish(showOutput('{"first":'.length));
      await ask(showOutput(output.indexOf('"x"')), 'stringShown');
      // It is as long as the first one, which would come before it.
      await ask(showOutput(output.lastIndexOf(long)), 'stringShown');
    });
    const shown = heard.flatMap((fact) => (fact.type === 'stringShown' ? [fact.title] : []));
    assert.deepEqual(shown, ['short', 'later']);
  });

  it('may be a key', async () => {
    const { ask, askInVain } = await pageOf(detail('[1]', `{"${'k'.repeat(3000)}":5}`));
    const id = `{"${'k'.repeat(3000)}":`.length;
    const shown = await ask({ type: 'showString', pane: 'output', id, isKey: true }, 'stringShown');
    assert.equal(shown.window.rows[0]?.text, 'k'.repeat(400));
    assert.deepEqual(await askInVain({ type: 'showString', pane: 'input', id: 1, isKey: true }), []);
  });

  it('is shown whole, as an area of its own that can be copied', async () => {
    const copied: string[] = [];
    const { ask } = await pageOf(detail('1', `{"text":"${'line\\n'.repeat(300)}"}`), {
      copy: (text) => Promise.resolve(void copied.push(text)),
    });
    const shown = await ask(showOutput(8), 'stringShown');
    assert.deepEqual([shown.title, shown.size, shown.window.total], ['text', '1,500 characters', 300]);
    const { window } = await ask({ type: 'askRows', area: 'string', from: 299, count: 9 }, 'rowsRead');
    assert.deepEqual(
      window.rows.map(({ text }) => text),
      ['line'],
    );
    await ask({ type: 'copyRow', area: 'string', id: 0, as: 'value' }, 'copied');
    await ask({ type: 'copyAll', area: 'string' }, 'copied');
    assert.deepEqual(copied, ['line', 'line\n'.repeat(300)]);
  });
});

describe('the containers of an open request', () => {
  it('are all closed at once, and what the row lies in is gone to', async () => {
    const { ask } = await pageOf(detail('1', '{"a":1,"b":[[2],{"c":[3]}]}'));
    const wish = { type: 'collapseAll', pane: 'output', id: 21, count: COUNT } as const;
    const { row, window, closed } = await ask(wish, 'revealed');
    assert.deepEqual([row, window.total, closed], [1, 2, [21, 16, 12, 11]]);
    const open = { type: 'toggle', pane: 'output', id: 11, isExpanded: true, from: 0, count: COUNT } as const;
    assert.equal((await ask(open, 'rowsRead')).window.total, 4);
  });
});

describe('finding in an open request', () => {
  const both = detail('{"prompt":"a cat"}', '{"images":[{"alt":"the Cat"}]}');

  it('counts in both payloads, and goes from match to match', async () => {
    const { ask, askInVain } = await pageOf(both);
    const { query, total, isCut } = await ask({ type: 'find', query: 'cat', scope: 'panes' }, 'found');
    assert.deepEqual([query, total, isCut], ['cat', 2, false]);
    const goTo = (number: number) => ({ type: 'goToMatch', number, count: COUNT }) as const;
    const first = await ask(goTo(0), 'revealed');
    assert.deepEqual([first.area, first.row, first.match], ['input', 0, 0]);
    const second = await ask(goTo(1), 'revealed');
    assert.deepEqual([second.area, second.row, second.match], ['output', 2, 1]);
    assert.deepEqual(await askInVain(goTo(2)), []);
  });

  it('looks through a payload that is not JSON, across the rows of a long line', async () => {
    const { ask } = await pageOf(detail('{"a":1}', `<html>\n${'x'.repeat(397)}Bad gateway\n502`));
    assert.equal((await ask({ type: 'find', query: 'BAD GATE', scope: 'panes' }, 'found')).total, 1);
    const { area, row } = await ask({ type: 'goToMatch', number: 0, count: COUNT }, 'revealed');
    assert.deepEqual([area, row], ['output', 1]);
  });

  it('forgets what it found when the box is emptied', async () => {
    const { ask, askInVain } = await pageOf(both);
    await ask({ type: 'find', query: 'cat', scope: 'panes' }, 'found');
    assert.equal((await ask({ type: 'find', query: '', scope: 'panes' }, 'found')).total, 0);
    assert.deepEqual(await askInVain({ type: 'goToMatch', number: 0, count: COUNT }), []);
  });

  it('answers the last of two searches alone', async () => {
    const { ask, heard, wish } = await pageOf(both);
    wish({ type: 'find', query: 'c', scope: 'panes' });
    await ask({ type: 'find', query: 'cat', scope: 'panes' }, 'found');
    assert.deepEqual(
      heard.flatMap((fact) => (fact.type === 'found' ? [fact.query] : [])),
      ['cat'],
    );
  });
});

describe('the fields that a refused request names', () => {
  const refused = (loc: string, kept: Partial<RequestDetail> = { input: '{"loras":[{"path":"x"}]}' }) =>
    pageOf({
      request: { ...request, statusCode: 422 },
      output: `{"detail":[{"loc":${loc},"msg":"No"}]}`,
      ...kept,
    });
  const goToField = (number: number) => ({ type: 'goToField', number, count: COUNT }) as const;

  it('are gone to in the input', async () => {
    const { ask, askInVain } = await refused('["body","loras",0,"path"]');
    const { area, row } = await ask(goToField(0), 'revealed');
    assert.deepEqual([area, row], ['input', 2]);
    assert.deepEqual(await askInVain(goToField(1)), []);
  });

  it('lead to what they would lie in where they are missing', async () => {
    const { ask } = await refused('["loras",0,"scale"]');
    assert.equal((await ask(goToField(0), 'revealed')).row, 1);
    const { ask: askAgain } = await refused('["body","prompt"]');
    assert.equal((await askAgain(goToField(0), 'revealed')).row, 0);
  });

  it('are named as the input has them, without the types that were tried', async () => {
    const { heard } = await refused('["body","size","ImageSize","width"]', { input: '{"size":{"width":9}}' });
    const shown = heard.find(({ type }) => type === 'shown');
    assert.ok(shown?.type === 'shown');
    assert.deepEqual(shown.view.head.problems, [
      { field: 'size.width', canGo: true, isAbsent: false, text: 'No' },
    ]);
  });

  it('are not called absent where not all was looked through', async () => {
    const { heard } = await refused('["body","prompt"]', { input: `{${'"x":1,'.repeat(6000)}"y":1}` });
    const shown = heard.find(({ type }) => type === 'shown');
    assert.ok(shown?.type === 'shown');
    assert.equal(shown.view.head.problems[0]?.isAbsent, undefined);
  });

  it('are told too where fal gives no status', async () => {
    const { heard } = await pageOf({
      request: { ...request, statusCode: undefined },
      output: '{"detail":"No"}',
    });
    const shown = heard.find(({ type }) => type === 'shown');
    assert.ok(shown?.type === 'shown');
    assert.deepEqual(shown.view.head.problems[0]?.text, 'No');
  });

  for (const [why, kept] of [
    ['fal keeps no input', {}],
    ['the input is no JSON', { input: 'prompt=x' }],
  ] as const)
    it(`lead nowhere where ${why}, and do not look as if they did`, async () => {
      const { heard, askInVain } = await refused('["body","prompt"]', kept);
      const shown = heard.find(({ type }) => type === 'shown');
      assert.ok(shown?.type === 'shown');
      assert.deepEqual(
        shown.view.head.problems.map(({ field, canGo }) => [field, canGo]),
        [['prompt', false]],
      );
      assert.deepEqual(await askInVain(goToField(0)), []);
    });
});
