import * as l10n from '@vscode/l10n';

/** Of UTF-16; VS Code itself stops colouring a line at 20,000. */
export const MOST_LINE_CHARACTERS = 16 * 1024;

/** Cuts each line that is longer, and says how much of it is not shown. */
export function cutLongLines(text: string): string {
  if (text.length <= MOST_LINE_CHARACTERS) return text;
  return text.includes('\n') ? text.split('\n').map(cutLine).join('\n') : cutLine(text);
}

function cutLine(line: string): string {
  if (line.length <= MOST_LINE_CHARACTERS) return line;
  const end = isLowSurrogate(line.charCodeAt(MOST_LINE_CHARACTERS))
    ? MOST_LINE_CHARACTERS - 1
    : MOST_LINE_CHARACTERS;
  return `${line.slice(0, end)}… ${describeCut(line.length - end)}`;
}

const describeCut = (cut: number): string =>
  cut === 1 ? l10n.t('(1 more character)') : l10n.t('({0} more characters)', cut.toLocaleString('en'));

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
