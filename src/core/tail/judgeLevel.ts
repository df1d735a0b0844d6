import { isAtLeast, levelNamed, type Level } from './level';
import { levelInText } from './levelInText';

/**
 * The level a person would give the line by itself. fal's runner marks nearly all output INFO, errors too, so the text
 * is looked into; it can raise fal's level, and lower it only from INFO, which is fal's "unknown".
 * @param text plain.
 */
export function judgeLevel(falLevel: string, text: string): Level {
  const given = levelNamed(falLevel) ?? 'info';
  const name = levelInText(text);
  const written = name === undefined ? undefined : levelNamed(name);
  if (written === undefined) return given;
  return given === 'info' || !isAtLeast(given, written) ? written : given;
}
