import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mediaSources } from '../../src/core/payload/media/mediaPolicy';
import { payloadPage } from '../../src/core/payload/page';
import { answerMedia } from '../fake/media';
import { atRoot } from '../support/root';

const TYPES = new Map([
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
]);

export interface PageServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves the panel's own HTML and its built script and style, as VS Code would. */
export async function servePage(): Promise<PageServer> {
  let origin = '';
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/media/')) {
      answerMedia(request, request.url, response);
      return;
    }
    const name = (request.url ?? '').slice(1);
    const type = TYPES.get(name.slice(name.lastIndexOf('.')));
    if (type === undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(page(origin));
      return;
    }
    readFile(atRoot('dist', name)).then(
      (content) => response.writeHead(200, { 'content-type': type }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  return { origin, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

const page = (origin: string): string =>
  payloadPage({
    nonce: 'abc123',
    cspSource: origin,
    mediaSources: mediaSources({ load: 'fal', loopback: origin }),
    scriptUri: `${origin}/payload.js`,
    styleUri: `${origin}/payload-style.css`,
    language: 'en',
    title: 'fal request',
  });
