import type { Files } from './data/accountPlan';
import { drawPicture } from './data/picture';
import { VIDEO_MP4 } from './data/video';
import { makeWav } from './data/wav';

const SVG = 'image/svg+xml';

const dataUri = (type: string, base64: string): string => `data:${type};base64,${base64}`;

const picture = (number: number, width: number, height: number): string =>
  dataUri(SVG, btoa(drawPicture(number, width, height)));

/** As many as there are, each made once: a sound is the dearest part of an account. */
const notes = new Map<number, string>();

function note(number: number): string {
  const hertz = 220 + (number % 12) * 40;
  const known = notes.get(hertz);
  if (known !== undefined) return known;
  const uri = dataUri('audio/wav', btoa(String.fromCharCode(...makeWav(0.75, hertz))));
  notes.set(hertz, uri);
  return uri;
}

/** Held by the payloads themselves, so that a page shows them without any network. */
export const SAMPLE_FILES: Files = {
  image: (number) => ({
    url: picture(number, 512, 384),
    width: 512,
    height: 384,
    content_type: SVG,
    file_name: `landscape-${number}.svg`,
  }),
  video: () => ({ url: dataUri('video/mp4', VIDEO_MP4), content_type: 'video/mp4', file_name: 'clip.mp4' }),
  sound: (number) => ({
    url: note(number),
    content_type: 'audio/wav',
    file_name: `note-${number}.wav`,
  }),
  held: picture(1, 48, 36),
};
