export interface PageParts {
  /** Random, one for each page: only the script that carries it runs. */
  readonly nonce: string;
  /** Where styles may come from, as a CSP source. */
  readonly cspSource: string;
  /** Where media may come from, as CSP sources; none at all where it is empty. */
  readonly mediaSources: readonly string[];
  readonly scriptUri: string;
  readonly styleUri: string;
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  /** Stands above all, whatever is shown. */
  readonly notice?: string;
}

/**
 * The page's HTML. It holds nothing of any request: that comes by message and is drawn as text. Made of plain strings,
 * so that tests serve the very same page to a browser.
 */
export function payloadPage(parts: PageParts): string {
  const { notice } = parts;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${parts.nonce}'`,
    `style-src ${parts.cspSource}`,
    ...(parts.mediaSources.length === 0
      ? []
      : [`img-src ${parts.mediaSources.join(' ')}`, `media-src ${parts.mediaSources.join(' ')}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeAttribute(parts.title)}</title>
<link rel="stylesheet" href="${escapeAttribute(parts.styleUri)}">
</head>
<body>
${notice === undefined ? '' : `<p id="notice" role="note">${escapeAttribute(notice)}</p>\n`}<main id="page"></main>
<script nonce="${escapeAttribute(parts.nonce)}" src="${escapeAttribute(parts.scriptUri)}"></script>
</body>
</html>
`;
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeAttribute = (text: string): string => text.replace(/[&<>"]/g, (char) => NAMED[char] ?? char);
