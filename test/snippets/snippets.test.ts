import assert from 'node:assert/strict';
import { writeSnippet, type SnippetFormat } from '../../src/core/requests/snippet';
import { FAKE_KEY, startFakeFal, type FakeFal } from '../fake/fakeFal';
import { canRun, runSnippet } from './runSnippet';

/** All that shells, Python and JavaScript read otherwise than JSON does. */
const HOSTILE = {
  prompt: `it's "quoted" $HOME $(touch x) \`id\` \\ ''' """ <<JSON\nJSON\n%s {0} \u2028 \u202e 👩‍💻 größe`,
  nothing: null,
  yes: true,
  list: [1, 2.5, -3e-7],
};

const javascript = (input: string): Promise<string> =>
  writeSnippet('javascript', [{ endpointId: 'acme/shop', input }]);

for (const format of ['curl', 'python', 'javascript'] as const satisfies readonly SnippetFormat[]) {
  describe(`a request copied as ${format}`, function () {
    this.timeout(20_000);
    let fal: FakeFal;
    before(async function () {
      if (!canRun(format)) this.skip();
      fal = await startFakeFal({ data: 'empty' });
    });
    after(() => fal.close());

    const runAll = async (
      inputs: readonly string[],
      { endpointId = 'acme/shop/turbo', key = FAKE_KEY } = {},
    ) => {
      const url = `${fal.origin}/run`;
      const requests = inputs.map((input) => ({ endpointId, input }));
      const text = await writeSnippet(format, requests, url);
      return runSnippet(format, text, { FAL_KEY: key, FAL_RUN_URL: url });
    };
    const run = (input: string, options = {}) => runAll([input], options);

    it('runs as it is, and sends the very same input', async () => {
      const input = JSON.stringify(HOSTILE, null, 2);
      const { code, out } = await run(input);
      assert.equal(code, 0, out);
      assert.match(out, /"ok": ?true/);
      const sent = fal.runs.at(-1);
      assert.equal(sent?.endpointId, 'acme/shop/turbo');
      assert.deepEqual(JSON.parse(sent.body), HOSTILE);
    });

    it('sends an input that is longer than a command may be', async () => {
      const image = `data:image/png;base64,${'A'.repeat(400_000)}`;
      const { code, out } = await run(JSON.stringify({ image }));
      assert.equal(code, 0, out);
      assert.deepEqual(JSON.parse(fal.runs.at(-1)?.body ?? ''), { image });
    });

    it('shows what was wrong, and fails', async () => {
      const { code, out } = await run('{}');
      assert.notEqual(code, 0);
      assert.match(out, /422/);
      assert.match(out, /Field required/);
    });

    it('runs beside others, whichever of them fails', async () => {
      const before = fal.runs.length;
      const { code, out } = await runAll(['{}', '{"a":1}', '{"a":2}', '{}']);
      assert.notEqual(code, 0);
      assert.equal(out.match(/"ok": ?true/g)?.length, 2, out);
      assert.equal(out.match(/Field required/g)?.length, 2, out);
      const sent = fal.runs.slice(before).map(({ body }) => JSON.parse(body) as unknown);
      assert.deepEqual(sent, [{}, { a: 1 }, { a: 2 }, {}]);
    });

    it('says so where the key is not accepted', async () => {
      const { code, out } = await run('{"a":1}', { key: 'no:key' });
      assert.notEqual(code, 0);
      assert.match(out, /401/);
    });

    it('runs nothing that an endpoint’s name holds', async () => {
      const endpointId = `acme/x'; echo pwned; '"); print("pwned")`;
      const { out } = await run('{"a":1}', { endpointId });
      assert.doesNotMatch(out, /^pwned/m);
    });
  });
}

describe('digits beyond 2^53', () => {
  let fal: FakeFal;
  before(async () => void (fal = await startFakeFal({ data: 'empty' })));
  after(() => fal.close());
  const input = '{"seed": 196619188014358660, "x": 0.12345678901234567890}';

  for (const format of ['curl', 'python'] as const) {
    it(`survive in ${format}`, async function () {
      if (!canRun(format)) this.skip();
      const url = `${fal.origin}/run`;
      const text = await writeSnippet(format, [{ endpointId: 'acme/shop', input }], url);
      const { out } = await runSnippet(format, text, { FAL_KEY: FAKE_KEY, FAL_RUN_URL: url });
      assert.match(fal.runs.at(-1)?.body ?? out, /196619188014358660, "x": 0\.12345678901234567890/);
    });
  }

  it('cannot in JavaScript, which says so only then', async () => {
    assert.match(await javascript(input), /rounds numbers beyond 2\^53/);
    assert.doesNotMatch(await javascript('{"x":0.1234567890123456789,"t":"1234567890123456789"}'), /rounds/);
  });
});

describe('a copied request', () => {
  it('names the key’s variable and never a key', async () => {
    for (const format of ['curl', 'python', 'javascript'] as const) {
      const text = await writeSnippet(format, [{ endpointId: 'acme/shop', input: '{"prompt":"cat"}' }]);
      assert.ok(format === 'javascript' || text.includes('FAL_KEY'));
      assert.doesNotMatch(text, /[0-9a-f]{8}-[0-9a-f]{4}/);
    }
  });

  it('shows what would hide or reorder text', async () => {
    const text = await javascript('{"prompt":"a\u202eb\u200b","__proto__":{"a":1}}');
    assert.match(text, /"a\\u202eb\\u200b"/);
    assert.match(text, /\["__proto__"\]:/);
  });
});
