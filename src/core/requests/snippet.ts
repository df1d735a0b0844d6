import * as l10n from '@vscode/l10n';
import type { JsonText } from '../fal/types';
import { indexJson } from '../json/jsonIndex';
import { hasUnsafeNumber } from '../json/unsafeNumber';
import { asLiteral, indent, tame } from './snippetInput';

export type SnippetFormat = 'curl' | 'python' | 'javascript';

export interface SentRequest {
  readonly endpointId: string;
  /** JSON, pretty or not, exactly as it shall be sent. What is no JSON could run as code. */
  readonly input: JsonText;
}

/** Where fal runs requests at once; the Platform API cannot. */
const RUN_URL = 'https://fal.run';

/**
 * Code that sends the inputs of requests once more, one after the other, and prints what comes back. It runs as it is,
 * with `FAL_KEY` in the environment; it never holds a key.
 */
export async function writeSnippet(
  format: SnippetFormat,
  requests: readonly SentRequest[],
  runUrl = RUN_URL,
): Promise<string> {
  const write = { curl, python, javascript }[format];
  const texts: string[] = [];
  for (const request of requests) texts.push(await write(request, runUrl));
  switch (format) {
    case 'curl':
      return texts.join('\n');
    case 'python':
      return [PYTHON_HEAD, ...texts, PYTHON_END].join('\n');
    case 'javascript':
      return [JAVASCRIPT_HEAD, ...(texts.length > 1 ? await inBlocks(texts) : texts)].join('\n');
  }
}

/** From standard input: as an argument, an image in the input would be longer than a command may be. */
const curl = async ({ endpointId, input }: SentRequest, runUrl: string): Promise<string> =>
  `curl -sS --fail-with-body '${runUrl}/${pathOf(endpointId)}' \\
  -H "Authorization: Key $FAL_KEY" \\
  -H 'Content-Type: application/json' \\
  --data-binary @- <<'JSON'
${await tame(input)}
JSON
`;

/** With the standard library alone, which is there wherever Python is. */
const PYTHON_HEAD = `import os
import sys
import urllib.error
import urllib.request

failed = False
`;

const python = async ({ endpointId, input }: SentRequest, runUrl: string): Promise<string> => `body = r'''
${await tame(input)}
'''

request = urllib.request.Request(
    "${runUrl}/${pathOf(endpointId)}",
    data=body.encode(),
    headers={"Authorization": "Key " + os.environ["FAL_KEY"], "Content-Type": "application/json"},
)
try:
    with urllib.request.urlopen(request) as response:
        print(response.read().decode())
except urllib.error.HTTPError as error:
    print(f"{error.code}: {error.read().decode()}", file=sys.stderr)
    failed = True
except OSError as error:
    print(error, file=sys.stderr)
    failed = True
`;

const PYTHON_END = `if failed:
    sys.exit(1)
`;

/** With fal's own client, which reads the key from the environment by itself. */
const JAVASCRIPT_HEAD = `import { fal } from "@fal-ai/client";
`;

async function javascript({ endpointId, input }: SentRequest): Promise<string> {
  const indexed = await indexJson(input);
  const note =
    indexed.ok && (await hasUnsafeNumber(indexed.index))
      ? `// ${l10n.t('JavaScript rounds numbers beyond 2^53: set them anew.')}\n`
      : '';
  return `${note}const input = ${await asLiteral(input)};

try {
  const { data } = await fal.run(${JSON.stringify(endpointId)}, { input });
  console.log(JSON.stringify(data, null, 2));
} catch (error) {
  console.error(error.status, JSON.stringify(error.body ?? error.message));
  process.exitCode = 1;
}
`;
}

/** Each has an `input` of its own. */
async function inBlocks(texts: readonly string[]): Promise<string[]> {
  const blocks: string[] = [];
  for (const text of texts) blocks.push(`{\n  ${await indent(text)}}\n`);
  return blocks;
}

/** Of all that `encodeURIComponent` leaves, only this one ends a text in a shell. */
const pathOf = (endpointId: string): string =>
  endpointId.split('/').map(encodeURIComponent).join('/').replaceAll("'", '%27');
