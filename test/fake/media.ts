import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Files } from '../../src/core/sample/data/accountPlan';
import { VIDEO_MP4 } from '../../src/core/sample/data/video';
import { makeWav } from '../../src/core/sample/data/wav';
import { makePng } from './png';

interface MediaFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/** `/media/<number>.png|wav|mp4|txt|safetensors`, each number another one; `/media/expired…` is gone. */
export function answerMedia(request: IncomingMessage, pathname: string, response: ServerResponse): void {
  const file = makeMedia(pathname.slice('/media/'.length));
  response.setHeader('access-control-allow-origin', '*');
  if (!file) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('File not found or expired');
    return;
  }
  const { bytes, type } = file;
  const range = readRange(request.headers.range, bytes.length);
  const part = range ? bytes.subarray(range.first, range.last + 1) : bytes;
  response.writeHead(range ? 206 : 200, {
    'content-type': type,
    'content-length': part.length,
    'accept-ranges': 'bytes',
    ...(range ? { 'content-range': `bytes ${range.first}-${range.last}/${bytes.length}` } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : part);
}

export function makeMedia(name: string): MediaFile | undefined {
  const [, digits, extension] = /^(\d+)\.(\w+)$/.exec(name) ?? [];
  const number = Number(digits);
  switch (extension) {
    case 'png':
      return { type: 'image/png', bytes: makePng(256, 192, (number * 37) % 256) };
    case 'wav':
      return { type: 'audio/wav', bytes: Buffer.from(makeWav(1.5, 220 + (number % 12) * 40)) };
    case 'mp4':
      return { type: 'video/mp4', bytes: Buffer.from(VIDEO_MP4, 'base64') };
    case 'txt':
      return { type: 'text/plain; charset=utf-8', bytes: Buffer.from(`File ${number}\n`) };
    case 'safetensors':
      return { type: 'application/octet-stream', bytes: Buffer.alloc(4096, number) };
    default:
      return undefined;
  }
}

/** Players seek by ranges; a range beyond the file is answered with the whole of it. */
function readRange(header: string | undefined, length: number) {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined) return undefined;
  const first = Number(from);
  const last = Math.min(to ? Number(to) : length - 1, length - 1);
  return first <= last ? { first, last } : undefined;
}

/** The fake’s own files, as payloads name them. */
export const filesAt = (origin: string): Files => ({
  image: (number) => ({
    url: `${origin}/media/${number}.png`,
    width: 256,
    height: 192,
    content_type: 'image/png',
  }),
  video: (number) => ({
    url: `${origin}/media/${number}.mp4`,
    content_type: 'video/mp4',
    file_name: 'output.mp4',
  }),
  sound: (number) => ({
    url: `${origin}/media/${number}.wav`,
    content_type: 'audio/wav',
    file_name: 'denoised.wav',
  }),
  held: `data:image/png;base64,${makePng(24, 24, 90).toString('base64')}`,
});
