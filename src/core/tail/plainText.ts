/** Terminal escape sequences: colours and cursor moves (CSI), titles and links (OSC), and the two-letter ones. */
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

/** Control characters but tab and line feed, and those that turn the direction of text. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const CONTROL_PICTURES = 0x2400;

/**
 * A program's output as text that is safe to read: colours are removed, a progress bar that redraws itself keeps its
 * last state, and what would hide or reorder other characters is made visible.
 */
export function toPlainText(output: string): string {
  // Nearly every line is plain already, and this runs for each.
  if (!/[^\t\n\x20-\x7e]/.test(output)) return output;
  return output
    .replace(ANSI, '')
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map(lastState)
    .join('\n')
    .replace(UNSEEN, (character) => {
      const code = character.charCodeAt(0);
      return code < 0x20
        ? String.fromCharCode(CONTROL_PICTURES + code)
        : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
    });
}

const lastState = (line: string): string => line.split('\r').findLast((state) => state.trim() !== '') ?? '';
