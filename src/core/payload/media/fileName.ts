/** Letters that some system allows in no file's name. */
const FORBIDDEN = /[\\/:*?"<>|]/g;

/** A file's own name as one to save it under. What cannot be seen is left out: it could turn the ending around. */
export function fileNameOf(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(FORBIDDEN, '_')
    .trim();
  return /^\.*$/.test(plain) ? 'file' : plain;
}
