import assert from 'node:assert/strict';
import { matchFrame, nameInFrame } from '../../../src/core/tail/frames';
import { findLinks } from '../../../src/core/tail/links';

const REQUEST = '019e6d0a-e5be-7b82-b329-35ae64296902';
const RUNNER = '5f0a6a51-3c1e-4d2b-9f40-0c8a7e1b2d3f';

/** What is underlined, and where it leads. */
const linksIn = (text: string): string[] =>
  findLinks(text).map((link) => {
    const shown = text.slice(link.start, link.end);
    const goal = link.kind === 'frame' ? `${link.path}:${link.line}` : link.id;
    return shown === goal ? `${link.kind} ${goal}` : `${link.kind} ${goal} (${shown})`;
  });

describe('links of a tail', () => {
  for (const [text, ...links] of [
    ['plain words'],
    ['  File "/app/pkg/x.py", line 12, in f', 'frame /app/pkg/x.py:12 (/app/pkg/x.py", line 12)'],
    ['File "C:\\app\\x.py", line 3', 'frame C:\\app\\x.py:3 (C:\\app\\x.py", line 3)'],
    ['File "<string>", line 1, in <module>'],
    ['Profile "/app/x.py", line 12'],
    [`request_id=${REQUEST}`, `request ${REQUEST}`],
    [`request ${RUNNER} done`, `request ${RUNNER}`],
    [`"x-fal-request-id": "${RUNNER}"`, `request ${RUNNER}`],
    [`Request ID: ${REQUEST.toUpperCase()}`, `request ${REQUEST} (${REQUEST.toUpperCase()})`],
    [`handling ${REQUEST}`, `request ${REQUEST}`],
    [`fal_job_id=${RUNNER}`, `runner ${RUNNER}`],
    [`runner ${RUNNER} of request ${REQUEST}`, `runner ${RUNNER}`, `request ${REQUEST}`],
    [`job: ${REQUEST}`, `runner ${REQUEST}`],
    [`file ${RUNNER}.png`],
    [`https://queue.fal.run/acme/shop/requests/${REQUEST}`],
    [`${REQUEST}-2b4ed093464a`],
    [`x${REQUEST}`],
    ['request_id=command:workbench.action.quit'],
    [`command:workbench.action.quit?${RUNNER}`],
  ] as const) {
    it(`of “${text}” are ${links.length === 0 ? 'none' : links.join(', ')}`, () => {
      assert.deepEqual(linksIn(text), links);
    });
  }

  it('are found soon in a text made to be slow', () => {
    const began = performance.now();
    for (const hostile of ['File "', '0123abcd-', 'request ', '00000000-0000-']) {
      findLinks(hostile.repeat(300_000 / hostile.length));
    }
    assert.ok(performance.now() - began < 2_000);
  });
});

describe('the file of a frame', () => {
  const files = (...paths: string[]): string[] => paths.map((path) => `/home/me/work/${path}`);

  for (const [what, frame, candidates, match] of [
    ['is that with its path', '/app/pkg/x.py', files('pkg/x.py'), 'pkg/x.py'],
    [
      'is that with its longest ending',
      '/app/a/pkg/x.py',
      files('pkg/x.py', 'a/pkg/x.py', 'b/x.py'),
      'a/pkg/x.py',
    ],
    ['is none where two match equally', '/app/pkg/x.py', files('a/pkg/x.py', 'b/pkg/x.py'), undefined],
    [
      'is that with more, though two with less are equal',
      '/app/a/b/x.py',
      files('c/b/x.py', 'd/b/x.py', 'a/b/x.py'),
      'a/b/x.py',
    ],
    ['is found below the opened folder', '/app/work/x.py', files('x.py'), 'x.py'],
    ['is itself', '/home/me/work/deep/x.py', files('deep/x.py', 'other/deep/x.py'), 'deep/x.py'],
    ['may lie anywhere for code in /app', '/app/x.py', files('backend/x.py'), 'backend/x.py'],
    ['is none of that name in another package', '/app/pkg/sub/x.py', files('other/x.py'), undefined],
    ['needs whole names', '/app/mypkg/x.py', files('pkg/x.py'), undefined],
    [
      'is none for an installed package',
      '/usr/lib/python3.11/site-packages/torch/x.py',
      files('torch/x.py'),
      undefined,
    ],
    [
      'is none for Python’s own',
      '/usr/lib/python3.11/json/__init__.py',
      files('json/__init__.py'),
      undefined,
    ],
    [
      'is the installed package’s in an environment of the workspace',
      '/usr/lib/python3.11/site-packages/torch/x.py',
      files('.venv/lib/python3.12/site-packages/torch/x.py', 'torch/x.py'),
      '.venv/lib/python3.12/site-packages/torch/x.py',
    ],
    ['takes the other slash', 'C:\\app\\pkg\\x.py', files('pkg/x.py'), 'pkg/x.py'],
    ['takes a relative path', './pkg/x.py', files('pkg/x.py', 'x.py'), 'pkg/x.py'],
    ['is none among none', '/app/pkg/x.py', [], undefined],
  ] as const) {
    it(what, () => {
      assert.equal(matchFrame(frame, candidates), match === undefined ? undefined : files(match)[0]);
    });
  }

  it('is looked for by a name that no pattern reads otherwise', () => {
    assert.equal(nameInFrame('/app/pkg/x y.py'), 'x y.py');
    for (const path of [
      '/app/*.py',
      '/app/{a,b}.py',
      '/app/[a].py',
      '/app/?.py',
      '/app/',
      '/app/x',
      '/app/..',
    ]) {
      assert.equal(nameInFrame(path), undefined, path);
    }
  });
});
