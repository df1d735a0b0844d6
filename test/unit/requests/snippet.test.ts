import assert from 'node:assert/strict';
import vm from 'node:vm';
import fc from 'fast-check';
import { hideKeys } from '../../../src/core/json/hideKeys';
import { prettyPrint } from '../../../src/core/json/prettyPrint';
import { writeSnippet, type SnippetFormat } from '../../../src/core/requests/snippet';
import { runs } from '../../support/runs';
import { JSON_KEYS, jsonWithKeys, withoutKeys } from '../json/keysInJson';

const ENDPOINT = 'acme/shop';
const IMPORT = 'import { fal } from "@fal-ai/client";\n';
const ATTACK = `Bearer aaaaaaaa", x: globalThis.pwned = true, //`;

const copied = async (format: SnippetFormat, ...inputs: string[]): Promise<string> => {
  const hiding = inputs.map(async (json) => hideKeys((await prettyPrint(json)).text, JSON_KEYS));
  const requests = (await Promise.all(hiding)).map((input) => ({ endpointId: ENDPOINT, input }));
  return writeSnippet(format, requests);
};

/** What copied JavaScript sends when it runs; all that it may use is made up. */
async function sentBy(code: string): Promise<unknown[]> {
  assert.ok(code.startsWith(IMPORT));
  const sent: unknown[] = [];
  const fal = {
    run: (_: string, { input }: { input: unknown }) => Promise.resolve({ data: sent.push(input) }),
  };
  const body = code.slice(IMPORT.length);
  const run = vm.runInThisContext(`(async (fal, console) => {${body}\n})`) as (
    ...parts: unknown[]
  ) => Promise<void>;
  await run(fal, { log: () => undefined });
  return sent;
}

/** The texts between two marks, each on lines of its own. */
const between = (code: string, opening: string, closing: string): string[] =>
  code
    .split(`${opening}\n`)
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf(`\n${closing}\n`)));

describe('a copied request', () => {
  it('sends what holds the end of a text, and runs nothing of it', async () => {
    const input = { prompt: ATTACK, seed: 1 };
    assert.deepEqual(await sentBy(await copied('javascript', JSON.stringify(input))), [input]);
    assert.ok(!('pwned' in globalThis));
  });

  it('sends names that would be prototypes, and texts that look like such names', async () => {
    for (const json of [
      '{"__proto__":{"a":1}}',
      '{"\\u005f_proto__":{"a":1},"b":[{"__proto__" \n : 2}]}',
      '{"x\\"__proto__":1,"y":"__proto__","z":"\\"__proto__\\":"}',
    ])
      assert.deepEqual(await sentBy(await copied('javascript', json)), [JSON.parse(json)]);
  });

  it('sends any input in JavaScript, alone or with others, without the keys in it', () =>
    fc.assert(
      fc.asyncProperty(fc.array(jsonWithKeys(), { minLength: 1, maxLength: 3 }), async (inputs) => {
        const expected = inputs.map((json) => withoutKeys(JSON.parse(json)));
        assert.deepEqual(await sentBy(await copied('javascript', ...inputs)), expected);
      }),
      { numRuns: runs(8) },
    ));

  for (const [format, opening, closing] of [
    ['curl', "<<'JSON'", 'JSON'],
    ['python', "body = r'''", "'''"],
  ] as const) {
    it(`holds any inputs as ${format} reads them, without the keys in them`, () =>
      fc.assert(
        fc.asyncProperty(fc.array(jsonWithKeys(), { minLength: 1, maxLength: 3 }), async (inputs) => {
          const bodies = between(await copied(format, ...inputs), opening, closing);
          assert.ok(!bodies.some((body) => body.includes("'")));
          const expected = inputs.map((json) => withoutKeys(JSON.parse(json)));
          assert.deepEqual(
            bodies.map((body) => JSON.parse(body) as unknown),
            expected,
          );
        }),
        { numRuns: runs(8) },
      ));
  }

  it('stands in a block of its own beside others', async () => {
    assert.equal(
      (await copied('javascript', '{"a":1}', '[]')).replace(/try {[^]*?\n {2}}\n}\n/g, '…\n'),
      `${IMPORT}\n{\n  const input = {\n    "a": 1\n  };\n\n  …\n\n{\n  const input = [];\n\n  …\n`,
    );
  });
});
