import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Refusal } from '../../src/core/sample/answers/refusal';
import { refuse, send } from './respond';

/** One request that was sent to an endpoint to be run. */
export interface Run {
  readonly endpointId: string;
  readonly body: string;
}

/** `POST /run/<endpoint>`, as fal.run answers: the output at once, or FastAPI’s words for what is wrong. */
export async function answerRun(
  request: IncomingMessage,
  pathname: string,
  keys: readonly string[],
  runs: Run[],
  response: ServerResponse,
): Promise<void> {
  const key = /^Key (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const body = await text(request);
  if (key === undefined || !keys.includes(key)) {
    refuse(response, new Refusal(401));
    return;
  }
  runs.push({ endpointId: decodeURIComponent(pathname.slice('/run/'.length)), body });
  const detail = problemWith(request, body);
  if (detail === undefined)
    send(response, 200, JSON.stringify({ ok: true, bytes: body.length }), 'application/json');
  else send(response, 422, JSON.stringify({ detail: [detail] }), 'application/json');
}

function problemWith(request: IncomingMessage, body: string): object | undefined {
  try {
    const input: unknown = JSON.parse(body);
    const isJson = /^application\/json\b/.test(request.headers['content-type'] ?? '');
    if (!isJson) return { loc: ['header', 'content-type'], msg: 'JSON is expected', type: 'value_error' };
    const isEmpty = typeof input === 'object' && input !== null && Object.keys(input).length === 0;
    return isEmpty ? { loc: ['body', 'prompt'], msg: 'Field required', type: 'missing' } : undefined;
  } catch {
    return { loc: ['body'], msg: 'JSON decode error', type: 'json_invalid' };
  }
}
