import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { ROUTES, type Route } from '../../src/core/sample/answers/route';
import type { LogDraft, RequestDraft } from '../../src/core/sample/world';
import type { Behaviour, StreamEnding } from './behaviour';
import { behaviourOfPath, NAMED } from './behaviourNames';
import type { FakeFal } from './fakeFal';
import { send } from './respond';

type Told = Record<string, unknown>;
type Deed = (fal: FakeFal, told: Told) => unknown;

/** What other processes can have done, by `POST /fake/<deed>` with a JSON object. */
const DEEDS: Readonly<Record<string, Deed>> = {
  /** `{route, behaviours: [name or behaviour, …], always?}` */
  behave(fal, told) {
    const route = readRoute(told.route);
    const rules = readList(told.behaviours).map(readBehaviour);
    if (told.always === true) rules.forEach((rule) => fal.behaveAlways(route, rule));
    else fal.behave(route, ...rules);
    return {};
  },
  'behave-well': (fal) => fal.behaveWell(),
  release: (fal) => fal.release(),
  /** `{entries: [entry or part of one, …]}` */
  log: (fal, told) => ({ logged: fal.log(...readList(told.entries).map(readDraft)) }),
  request: (fal, told) => fal.request(readDraft(told)),
  /** `{ending?}` */
  break: (fal, told) => ({ broken: fal.breakStreams(readEnding(told.ending)) }),
};

/** The door for other processes, and a page for people. Sends no CORS headers: web pages cannot read it. */
export async function answerControl(
  fal: FakeFal,
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const name = url.pathname.replace(/^\/(?:fake\/?)?/, '');
  const body = await text(request);
  if (request.method === 'GET') {
    answerGet(fal, name, url, response);
    return;
  }
  const deed = Object.hasOwn(DEEDS, name) ? DEEDS[name] : undefined;
  if (!deed) {
    send(response, 404, `No such thing to do: ${name}; see ${fal.origin}/fake\n`, 'text/plain');
    return;
  }
  try {
    const told: unknown = JSON.parse(body || '{}');
    if (!isTold(told)) throw new Error('The body is a JSON object');
    send(response, 200, JSON.stringify(deed(fal, told) ?? {}), 'application/json');
  } catch (error) {
    send(response, 400, `${error instanceof Error ? error.message : String(error)}\n`, 'text/plain');
  }
}

function answerGet(fal: FakeFal, name: string, url: URL, response: ServerResponse): void {
  if (name === 'asked') {
    const route = url.searchParams.get('route');
    const asked = route === null ? fal.asked : fal.asked.filter((each) => each.route === route);
    send(response, 200, JSON.stringify(asked), 'application/json');
  } else if (name === 'state') {
    const state = { openStreams: fal.openStreams, asked: fal.asked.length };
    send(response, 200, JSON.stringify(state), 'application/json');
  } else if (name === '') {
    send(response, 200, guide(fal), 'text/plain; charset=utf-8');
  } else {
    send(response, 404, `Nothing to see: ${name}; see ${fal.origin}/fake\n`, 'text/plain');
  }
}

const guide = (fal: FakeFal): string => `A fake fal. Put ${fal.url} in the setting fal.apiUrl.

Behaviours stand in the path, several with commas: ${fal.urlThat('crlf', 'stream-ends')}
They are: ${Object.keys(NAMED).join(' ')}

GET  /fake/asked[?route=…]   what was asked
GET  /fake/state             how many streams are open
POST /fake/behave            {"route": ${[...ROUTES, 'any'].join(' | ')}, "behaviours": [...], "always": false}
POST /fake/behave-well, /fake/release, /fake/break {"ending": "reset"}
POST /fake/log {"entries": [{"message": "…"}]}, /fake/request {…}
`;

const isTold = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readRoute(route: unknown): Route | 'any' {
  const found = [...ROUTES, 'any' as const].find((each) => each === route);
  if (!found) throw new Error(`route is one of ${[...ROUTES, 'any'].join(', ')}`);
  return found;
}

function readList(list: unknown): readonly unknown[] {
  if (!Array.isArray(list)) throw new Error('behaviours and entries are arrays');
  return list;
}

function readBehaviour(behaviour: unknown): Behaviour {
  const found = typeof behaviour === 'string' ? behaviourOfPath(behaviour) : behaviour;
  if (!isTold(found)) throw new Error(`No such behaviour: ${JSON.stringify(behaviour)}`);
  return found;
}

function readDraft(draft: unknown): LogDraft & RequestDraft {
  if (!isTold(draft)) throw new Error('An entry or a request is a JSON object');
  return draft;
}

function readEnding(ending: unknown): StreamEnding | undefined {
  const endings = ['clean', 'reset', 'midCharacter', 'midEvent', 'error', 'silence'] as const;
  if (ending === undefined) return undefined;
  const found = endings.find((each) => each === ending);
  if (!found) throw new Error(`ending is one of ${endings.join(', ')}`);
  return found;
}
