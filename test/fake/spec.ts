import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Asked } from './asked';

type Json = Readonly<Record<string, unknown>>;

/** fal's OpenAPI document: FAL_OPENAPI, or `../shared/fal-openapi.json` beside the checkout. */
export const SPEC_PATH = resolve(process.env.FAL_OPENAPI ?? '../shared/fal-openapi.json');
export const isSpecThere = (): boolean => existsSync(SPEC_PATH);

let document: Json | undefined;
// The document was checked by its makers: neither its schemas nor the speed of a check are worth the time here.
const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, code: { optimize: false } });
addFormats(ajv);
/** By the schema's text: all refusals share one. */
const checks = new Map<string, ReturnType<typeof ajv.compile>>();

/** What a question has that fal's document does not allow; empty when it follows it. */
export function requestFollowsSpec(
  asked: Pick<Asked, 'method' | 'path' | 'query' | 'headers' | 'body'>,
): string[] {
  const operation = operationOf(asked.method, asked.path);
  if (!operation) return [`${asked.method} ${asked.path} is not documented`];
  return [
    ...headerProblems(operation, asked.headers),
    ...queryProblems(operation, asked.query),
    ...bodyProblems(operation, asked),
  ];
}

/** What an answer has that fal's document does not allow. */
export function answerFollowsSpec(
  question: { readonly method: string; readonly path: string },
  answer: { readonly status: number; readonly contentType: string; readonly body: string },
): string[] {
  const operation = operationOf(question.method, question.path);
  if (!operation) return [`${question.method} ${question.path} is not documented`];
  const response = at(operation, 'responses', String(answer.status));
  if (!response) return [`status ${answer.status} is not documented`];
  const [type = ''] = answer.contentType.split(';');
  const content = at(response, 'content', type);
  if (!content) return [`content type ${type} is not documented`];
  return type === 'application/json'
    ? problemsOf('body', at(content, 'schema'), JSON.parse(answer.body))
    : [];
}

/** The document leaves the stream's events open; they hold what history lists. */
export const entryFollowsSpec = (entry: unknown): string[] => {
  const history = operationOf('POST', '/serverless/logs/history') ?? {};
  const answer = at(history, 'responses', '200', 'content', 'application/json', 'schema');
  return problemsOf('entry', at(answer, 'properties', 'items', 'items'), entry);
};

function operationOf(method: string, path: string): Json | undefined {
  document ??= asJson(JSON.parse(readFileSync(SPEC_PATH, 'utf8')));
  return at(document, 'paths', documented(path), method.toLowerCase());
}

/** As the document writes a path that names what it is about. */
const documented = (path: string): string =>
  path
    .replace(/^(\/serverless\/apps)\/[^/]+\/[^/]+(\/queue)$/, '$1/{owner}/{name}$2')
    .replace(/^(\/models\/requests)\/[^/]+(\/payloads)$/, '$1/{request_id}$2');

function headerProblems(operation: Json, headers: Asked['headers']): string[] {
  const needsKey = Array.isArray(operation.security) && operation.security.length > 0;
  return needsKey && !/^Key \S+:\S+$/.test(headers.authorization ?? '')
    ? ['header authorization is not “Key id:secret”']
    : [];
}

function queryProblems(operation: Json, query: Asked['query']): string[] {
  const parameters = list(operation.parameters).filter((each) => each.in === 'query');
  const names = parameters.map((each) => String(each.name));
  const unknown = Object.keys(query).filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) => `query ${name} is not documented`),
    ...parameters.flatMap((parameter) => parameterProblems(parameter, query[String(parameter.name)])),
  ];
}

function parameterProblems(parameter: Json, values: readonly string[] | undefined): string[] {
  const name = `query ${String(parameter.name)}`;
  const schema = at(parameter, 'schema') ?? {};
  if (!values) return parameter.required === true ? [`${name} is required`] : [];
  const mayRepeat = JSON.stringify(schema).includes('"array"');
  if (values.length > 1 && !mayRepeat) return [`${name} is given ${values.length} times`];
  if (mayRepeat && values.some((value) => value.split(',').includes('')))
    return [`${name} has an empty value`];
  return problemsOf(name, schema, values.length > 1 ? values : read(values[0] ?? '', schema));
}

/** A query holds text only: numbers and booleans are read as the schema wants them. */
function read(text: string, schema: Json): unknown {
  const types = [schema.type].flat();
  if (types.includes('integer') || types.includes('number'))
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (types.includes('boolean'))
    return { true: true, false: false, null: null }[text] ?? (text === 'null' ? null : text);
  return text;
}

function bodyProblems(operation: Json, { body, headers }: Pick<Asked, 'body' | 'headers'>): string[] {
  const content = at(operation, 'requestBody', 'content', 'application/json');
  if (!content) return body === '' ? [] : ['body is not documented'];
  if (body === '') return at(operation, 'requestBody')?.required === true ? ['body is required'] : [];
  if (!/^application\/json\b/.test(headers['content-type'] ?? ''))
    return ['header content-type is not application/json'];
  try {
    return problemsOf('body', at(content, 'schema'), JSON.parse(body));
  } catch {
    return ['body is not JSON'];
  }
}

function problemsOf(what: string, schema: Json | undefined, value: unknown): string[] {
  const wanted = schema ?? {};
  const key = JSON.stringify(wanted);
  const check = checks.get(key) ?? ajv.compile(wanted);
  checks.set(key, check);
  if (check(value)) return [];
  return (check.errors ?? []).map(({ instancePath, message, params }) => {
    const detail = Object.values(params).flat().join(', ');
    return `${what}${instancePath} ${message ?? 'is wrong'} (${detail})`;
  });
}

function at(json: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => asJson(inner?.[key]), json);
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

const asJson = (value: unknown): Json | undefined => (isJson(value) ? value : undefined);
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;
