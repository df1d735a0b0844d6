import { FAKE_KEY, type FakeFal } from '../../fake/fakeFal';

export interface Question {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly base?: string;
  readonly key?: string | undefined;
  readonly body?: unknown;
}

/** Asks as a client would: `path` is what comes after `/v1`. */
export function ask(fal: FakeFal, path: string, question: Question = {}): Promise<Response> {
  const { base = fal.url, key = FAKE_KEY, body } = question;
  const method = question.method ?? (path.startsWith('/serverless/logs') ? 'POST' : 'GET');
  const headers: Record<string, string> = key === '' ? {} : { authorization: `Key ${key}` };
  if (body !== undefined) headers['content-type'] = 'application/json';
  return fetch(base + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

export interface Heard {
  readonly bytes: Buffer;
  readonly text: string;
  /** How many pieces it came in. */
  readonly chunks: number;
  /** `open` when reading stopped because enough was heard. */
  readonly end: 'clean' | 'broken' | 'open';
}

/** Reads an answer until it ends, or until enough was heard. */
export async function listen(
  response: Response,
  isEnough: (text: string) => boolean = () => false,
): Promise<Heard> {
  const chunks: Uint8Array[] = [];
  const decoder = new TextDecoder();
  let sofar = '';
  const heard = (end: Heard['end']): Heard => {
    const bytes = Buffer.concat(chunks);
    return { bytes, text: bytes.toString(), chunks: chunks.length, end };
  };
  const body: ReadableStream<Uint8Array> | null = response.body;
  const reader = (body ?? new ReadableStream<Uint8Array>()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return heard('clean');
      chunks.push(value);
      sofar += decoder.decode(value, { stream: true });
      if (!isEnough(sofar)) continue;
      await reader.cancel();
      return heard('open');
    }
  } catch {
    return heard('broken');
  }
}

/** What the `data:` lines of a stream hold, one text for each event. */
export const dataOf = (text: string): string[] =>
  text
    .split(/(?:\r\n|\n|\r){2}/)
    .map((event) => [...event.matchAll(/^data: ?(.*)$/gm)].map((match) => match[1] ?? '').join('\n'))
    .filter((data) => data !== '');
