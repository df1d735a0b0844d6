import * as l10n from '@vscode/l10n';
import type { JsonText } from '../fal/types';
import { indexJson } from '../json/jsonIndex';
import { hasUnsafeNumber } from '../json/unsafeNumber';

export type SnippetFormat = 'curl' | 'python' | 'javascript';

/** Where fal runs requests at once; the Platform API cannot. */
const RUN_URL = 'https://fal.run';

/**
 * Code that sends a request's input once more, and prints what comes back. It runs as it is, with `FAL_KEY` in the
 * environment; it never holds a key.
 * @param input pretty or not, exactly as it shall be sent.
 */
export async function writeSnippet(
  format: SnippetFormat,
  endpointId: string,
  input: JsonText,
  runUrl = RUN_URL,
): Promise<string> {
  // Of all that `encodeURIComponent` leaves, only this one ends a text in a shell.
  const path = endpointId.split('/').map(encodeURIComponent).join('/').replaceAll("'", '%27');
  switch (format) {
    case 'curl':
      return curl(`${runUrl}/${path}`, tame(input));
    case 'python':
      return python(`${runUrl}/${path}`, tame(input));
    case 'javascript':
      return javascript(endpointId, input);
  }
}

/** From standard input: as an argument, an image in the input would be longer than a command may be. */
const curl = (url: string, input: string): string => `curl -sS --fail-with-body '${url}' \\
  -H "Authorization: Key $FAL_KEY" \\
  -H 'Content-Type: application/json' \\
  --data-binary @- <<'JSON'
${input}
JSON
`;

/** With the standard library alone, which is there wherever Python is. */
const python = (url: string, input: string): string => `import os
import urllib.error
import urllib.request

body = r'''
${input}
'''

request = urllib.request.Request(
    "${url}",
    data=body.encode(),
    headers={"Authorization": "Key " + os.environ["FAL_KEY"], "Content-Type": "application/json"},
)
try:
    with urllib.request.urlopen(request) as response:
        print(response.read().decode())
except urllib.error.HTTPError as error:
    raise SystemExit(f"{error.code}: {error.read().decode()}")
`;

/** With fal's own client, which reads the key from the environment by itself. */
async function javascript(endpointId: string, input: string): Promise<string> {
  const indexed = await indexJson(input);
  const note =
    indexed.ok && (await hasUnsafeNumber(indexed.index))
      ? `// ${l10n.t('JavaScript rounds numbers beyond 2^53: set them anew.')}\n`
      : '';
  // As a literal, this one key would be no member but the prototype.
  const literal = showHidden(input).replace(/"__proto__"(?=\s*:)/g, '["__proto__"]');
  return `import { fal } from "@fal-ai/client";

${note}const input = ${literal};

try {
  const { data } = await fal.run(${JSON.stringify(endpointId)}, { input });
  console.log(JSON.stringify(data, null, 2));
} catch (error) {
  console.error(error.status, JSON.stringify(error.body ?? error.message));
  process.exitCode = 1;
}
`;
}

/** The same JSON without quotes that a shell or Python would end its text at. They stand in its strings alone. */
const tame = (json: string): string => showHidden(json).replaceAll("'", String.raw`\u0027`);

/** Characters that hide or reorder what stands beside them, as JSON writes them in ASCII. */
const showHidden = (json: string): string =>
  json.replace(/[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\x7f-\x9f]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );
