import { isRecord } from '../../src/core/base/guards';
import type { Answer } from './caller';

/** Which of the known forms of an error body this is, without its words. */
export function errorForm({ text, type, json }: Pick<Answer, 'text' | 'type' | 'json'>): string {
  if (text === '') return 'empty body';
  if (json === undefined) return type === 'text/html' ? 'an HTML page' : 'text that is not JSON';
  if (!isRecord(json)) return 'JSON that is no object';
  if (isRecord(json.error)) return `fal’s form${'request_id' in json.error ? ' with request_id' : ''}`;
  if ('detail' in json) return Array.isArray(json.detail) ? 'FastAPI’s form (list)' : 'FastAPI’s form (text)';
  return 'an object of another form';
}

/** `200`, or `403, fal’s form`. */
export const describeAnswer = (answer: Answer): string =>
  answer.status >= 200 && answer.status < 300
    ? String(answer.status)
    : `${answer.status}, ${errorForm(answer)}`;
