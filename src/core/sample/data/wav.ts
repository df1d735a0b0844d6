const RATE = 8000;

/** A real sound: one note that fades, 8 kHz, 16 bits, mono. */
export function makeWav(seconds: number, hertz: number): Uint8Array {
  const samples = Math.floor(seconds * RATE);
  const bytes = new Uint8Array(44 + samples * 2);
  const view = new DataView(bytes.buffer);
  const word = (text: string, at: number): void => bytes.set(new TextEncoder().encode(text), at);
  word('RIFF', 0);
  view.setUint32(4, bytes.length - 8, true);
  word('WAVEfmt ', 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word('data', 36);
  view.setUint32(40, samples * 2, true);
  for (let index = 0; index < samples; index++) {
    const loudness = 9000 * (1 - index / samples);
    const height = Math.round(loudness * Math.sin((2 * Math.PI * hertz * index) / RATE));
    view.setInt16(44 + index * 2, height, true);
  }
  return bytes;
}
