import assert from 'node:assert/strict';
import { fileNameOf } from '../../../../src/core/payload/media/fileName';
import { askMediaStatus } from '../../../../src/core/payload/media/mediaStatus';

describe('the name to save a file under', () => {
  const cases: [string, string][] = [
    ['cat.png', 'cat.png'],
    ['a/b\\c:d.png', 'a_b_c_d.png'],
    ['gnp.\u202Eexe.png', 'gnp.exe.png'],
    ['a\u0000b\u200B.png', 'ab.png'],
    ['..', 'file'],
    ['\u202E', 'file'],
  ];
  for (const [name, file] of cases)
    it(`is “${file}” for ${JSON.stringify(name)}`, () => assert.equal(fileNameOf(name), file));
});

describe('what a host says of its file', () => {
  const asked = async (...statuses: number[]) => {
    const questions: RequestInit[] = [];
    const answer = (_url: unknown, init: RequestInit = {}) => {
      questions.push(init);
      const status = statuses[questions.length - 1];
      if (status === undefined) return Promise.reject(new Error('no more'));
      return Promise.resolve(new Response(null, { status }));
    };
    const status = await askMediaStatus('https://x.y/a.png', new AbortController().signal, answer);
    return { status, questions };
  };

  it('is asked for without the file', async () => {
    const { status, questions } = await asked(404);
    assert.deepEqual([status, questions.map(({ method }) => method)], [404, ['HEAD']]);
  });

  for (const refused of [403, 405, 501])
    it(`is asked for by the first byte where HEAD is answered with ${refused}`, async () => {
      const { status, questions } = await asked(refused, 206);
      assert.deepEqual([status, questions[1]?.headers], [206, { Range: 'bytes=0-0' }]);
    });

  it('leads nowhere else', async () => {
    const { status, questions } = await asked(302);
    assert.deepEqual([status, questions[0]?.redirect], [302, 'manual']);
  });

  it('is nothing where it cannot be reached', async () => assert.equal((await asked()).status, undefined));
});
