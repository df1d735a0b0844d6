/**
 * All that a user gets, as `vsce ls` names it, beside the parts of the extension in dist/chunks. A file more or less is a
 * decision: make it here.
 */
export const CONTENTS: readonly string[] = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/extension.mjs',
  'dist/licenses.txt',
  'dist/payload-style.css',
  'dist/payload.js',
  'l10n/bundle.l10n.json',
  'l10n/bundle.l10n.zh-cn.json',
  'media/fal-log.tmLanguage.json',
  'media/icon.png',
  'media/icon.svg',
  'media/payload/tab-dark.svg',
  'media/payload/tab-light.svg',
  'media/walkthrough/inspect.svg',
  'media/walkthrough/key.svg',
  'media/walkthrough/requests.svg',
  'media/walkthrough/tail.svg',
  'package.json',
  'package.nls.json',
  'package.nls.zh-cn.json',
];

/** What VS Code reads to start the extension: its entry and all that this imports at once. */
export const MOST_BUNDLE_BYTES = 150_000;
/** And all that it reads when it is needed. */
export const MOST_SCRIPT_BYTES = 360_000;
export const MOST_PACKAGE_BYTES = 400_000;
