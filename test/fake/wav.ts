const RATE = 8000;

/** A real sound: one note that fades, 8 kHz, 16 bits, mono. */
export function makeWav(seconds: number, hertz: number): Buffer {
  const samples = Math.floor(seconds * RATE);
  const file = Buffer.alloc(44 + samples * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index++) {
    const loudness = 9000 * (1 - index / samples);
    file.writeInt16LE(Math.round(loudness * Math.sin((2 * Math.PI * hertz * index) / RATE)), 44 + index * 2);
  }
  return file;
}
