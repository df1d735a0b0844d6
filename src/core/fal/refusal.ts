import * as v from 'valibot';
import { redact } from '../base/redact';

/** What fal said in the body of an answer that is no success. */
export interface Refusal {
  /** Short and plain: one line, no control characters; empty when there is nothing to quote. */
  readonly says: string;
  readonly requestId?: string;
  /** In the Platform API's own form, or that of the services behind it. */
  readonly isFals: boolean;
}

const LONGEST = 300;

/** The Platform API's own form, the same for all its errors [OpenAPI]. */
const PlatformError = v.object({
  error: v.object({ message: v.string(), request_id: v.optional(v.string()) }),
});
/** FastAPI's form, which the services behind it use. */
const Detail = v.object({
  detail: v.union([
    v.string(),
    v.array(v.object({ msg: v.string(), loc: v.optional(v.array(v.union([v.string(), v.number()]))) })),
  ]),
});
/** Gateways in front: `{"error": "…"}`, `{"message": "…"}`. */
const Plain = v.union([
  v.pipe(
    v.object({ error: v.string() }),
    v.transform((body) => body.error),
  ),
  v.pipe(
    v.object({ message: v.string() }),
    v.transform((body) => body.message),
  ),
  v.string(),
]);

/**
 * Reads any body: fal's JSON, FastAPI's, a gateway's HTML, plain text, nothing.
 * @param key hidden in what was read, as is all that looks like one; in the body it may stand in an escape of JSON.
 */
export function readRefusal(body: string, key?: string): Refusal {
  const tidy = (words: string): string => shorten(redact(words, key));
  const json = parseJson(body);
  if (json === undefined) return { says: tidy(titleOf(body) ?? body), isFals: false };

  const platform = v.safeParse(PlatformError, json);
  if (platform.success) {
    const { message, request_id } = platform.output.error;
    return { says: tidy(message), requestId: request_id && redact(request_id, key), isFals: true };
  }
  const detail = v.safeParse(Detail, json);
  if (detail.success) {
    const words = detail.output.detail;
    return { says: tidy(typeof words === 'string' ? words : words.map(sayDetail).join('; ')), isFals: true };
  }
  const plain = v.safeParse(Plain, json);
  return { says: tidy(plain.success ? plain.output : body), isFals: false };
}

/** The field first: "body.limit: Input should be less than 100". */
const sayDetail = ({ msg, loc }: { msg: string; loc?: (string | number)[] | undefined }): string =>
  loc === undefined || loc.length === 0 ? msg : `${loc.join('.')}: ${msg}`;

/** An HTML page of a gateway says what it has to say in its title. */
const titleOf = (body: string): string | undefined =>
  /^\s*</.test(body)
    ? (/<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1] ?? body.replace(/<[^>]*>/g, ' '))
    : undefined;

function shorten(words: string): string {
  const line = words.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON is one of the expected forms.
  }
}
