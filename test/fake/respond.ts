import type { ServerResponse } from 'node:http';
import { Refusal } from '../../src/core/sample/answers/refusal';
import type { Now } from '../../src/core/sample/world';
import type { Behaviour, Instead } from './behaviour';
import { spoil } from './spoil';

/** A long answer goes out piece by piece, as that of a server that writes while it reads. */
const PIECE_BYTES = 1 << 18;

export interface Redirects {
  /** Where the same question is answered well. */
  readonly sameHost: string;
  readonly otherHost: () => Promise<string>;
}

/** Answers with what stands in place of the good answer. */
export async function respondInstead(
  response: ServerResponse,
  instead: Instead,
  now: Now,
  redirects: Redirects,
): Promise<void> {
  if (instead === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (instead === 'redirectSameHost') {
    response.writeHead(307, { location: redirects.sameHost }).end();
  } else if (instead === 'redirectOtherHost') {
    response.writeHead(307, { location: await redirects.otherHost() }).end();
  } else {
    const { status, body = new Refusal(status).body, contentType = 'application/json' } = instead;
    if (instead.retryAfterSeconds !== undefined)
      response.setHeader('retry-after', retryAfter(instead.retryAfterSeconds, instead.retryAfterAs, now));
    send(response, status, body, contentType);
  }
}

function retryAfter(seconds: number, form: 'seconds' | 'date' = 'seconds', now: Now): string {
  return form === 'seconds' ? String(seconds) : new Date(now() + seconds * 1000).toUTCString();
}

/** Answers well, or spoilt as the behaviour has it. */
export function respondJson(response: ServerResponse, json: string, { spoilt }: Behaviour): void {
  const body = spoilt ? spoil(json, spoilt) : json;
  if (spoilt === 'cut') {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
    return;
  }
  const types: Record<string, string> = { html: 'text/html; charset=utf-8', wrongContentType: 'text/plain' };
  send(response, 200, body, types[spoilt ?? ''] ?? 'application/json');
}

/** Answers well, but says the second half only once `goOn` lets it. */
export async function respondHalfway(
  response: ServerResponse,
  json: string,
  goOn: () => Promise<void>,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  const bytes = Buffer.from(json);
  response.write(bytes.subarray(0, bytes.byteLength / 2));
  await goOn();
  response.end(bytes.subarray(bytes.byteLength / 2));
}

export const refuse = (response: ServerResponse, refusal: Refusal): void =>
  send(response, refusal.status, refusal.body, 'application/json');

export function send(response: ServerResponse, status: number, body: string | Buffer, type: string): void {
  const headers = { 'content-type': type, 'cache-control': 'public, max-age=0, must-revalidate' };
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.byteLength });
  for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES)
    response.write(bytes.subarray(at, at + PIECE_BYTES));
  response.end();
}
