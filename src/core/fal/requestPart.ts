import * as v from 'valibot';
import { closeJson } from '../json/closeJson';
import { cutPayloads } from './payloadTexts';
import type { RequestPart } from './types';
import { RequestWire } from './wire';

/** The answer, its list of items, and the item. */
const AROUND_PAYLOAD = 3;

const PartWire = v.object({ items: v.tuple([RequestWire]) });

/**
 * A request as far as the beginning of fal's answer tells of it; `undefined` where that ends outside of its payloads,
 * or is not as documented.
 */
export async function readPart(beginning: string): Promise<RequestPart | undefined> {
  const { text, open } = closeJson(beginning);
  if (open < AROUND_PAYLOAD) return undefined;
  const { envelope, payloads, last } = await cutPayloads(text, 'items');
  const payload = payloads[0]?.[last ?? 'input'];
  // What was closed stands at the very end, but for the brackets around it.
  if (last === undefined || payload === undefined || !endsWith(text, payload)) return undefined;
  const parsed = v.safeParse(PartWire, readJson(envelope));
  if (!parsed.success) return undefined;
  const [request] = parsed.output.items;
  return { request, ...payloads[0], cut: { payload: last, closed: open - AROUND_PAYLOAD } };
}

const endsWith = (answer: string, payload: string): boolean =>
  answer.startsWith(payload, answer.length - AROUND_PAYLOAD - payload.length);

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
