/**
 * What makes a line other than it looks: controls but tab and line feed, and what reorders, joins or hides text without
 * being seen; the last begins a pair of the tag block, which can spell hidden text.
 */
const SUSPECT =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\udb40]/;

/** The same, whole, and halves of surrogate pairs. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Terminal escape sequences: colours and cursor moves (CSI), titles and links (OSC), other strings, character sets,
 * and the two-letter ones. What never ends is left to be seen, so that it cannot swallow the rest.
 */
const ANSI =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)|\u001b[PX^_][^\u001b\n]*\u001b\\|\u001b[ -/]+[0-~]|\u001b[0-OQ-WYZ\\`-~]/g;

const CONTROL_PICTURES = 0x2400;

/**
 * A program's output as text that is safe to read: colours are removed, a progress bar that redraws itself keeps its
 * last state, and what would hide or reorder other characters is made visible.
 */
export function toPlainText(output: string): string {
  // Nearly every line is plain already, and this runs for each.
  if (!SUSPECT.test(output) && output.isWellFormed()) return output;
  let text = output;
  if (text.includes('\u001b') || text.includes('\u009b')) text = text.replace(ANSI, '');
  if (text.includes('\r')) text = toLastStates(text);
  return text.replace(UNSEEN, spell);
}

const toLastStates = (text: string): string =>
  text
    // From the first of them alone: from each one, a run without a line feed would be looked through anew.
    .replace(/(?<!\r)\r+\n/g, '\n')
    .split('\n')
    .map((line) => line.split('\r').findLast((state) => state.trim() !== '') ?? '')
    .join('\n');

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20
    ? String.fromCharCode(CONTROL_PICTURES + code)
    : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
