import type { RequestDetail, RequestPart, RequestRef } from '../../../src/core/fal/types';
import type { Fact, Wish } from '../../../src/core/payload/protocol';
import { RequestTalk, type TalkParts } from '../../../src/core/payload/requestTalk';

export const ref: RequestRef = { requestId: 'id', endpointId: 'a/b', source: 'owned' };
export const detail = (output: string): RequestDetail => ({
  request: { requestId: 'id', endpointId: 'a/b', sentAt: 0, endedAt: 1, statusCode: 200 },
  input: '{"a":[1]}',
  output,
});

/** Its beginning, cut in the middle of a list. */
export const partOf = (output: string, closed = 1): RequestPart => ({
  ...detail(output),
  cut: { payload: 'output', closed },
});

/** A talk whose questions to fal are answered by hand; `said` is what the page heard, in words. */
export function talkOf(parts: Partial<TalkParts> = {}) {
  const heard: Fact[] = [];
  const logged: string[] = [];
  const asked: {
    answer: (detail: RequestDetail | undefined) => void;
    fail: (error: Error) => void;
    arriving: (part: RequestPart) => void;
    signal: AbortSignal;
  }[] = [];
  const log = (words: string) => void logged.push(words);
  const talk = new RequestTalk({
    log: { debug: log, info: log, warn: log, error: log },
    getRequest: (_, signal, _isAgain, arriving) =>
      new Promise((answer, fail) => asked.push({ answer, fail, arriving, signal })),
    describe: (error) => ({ message: String(error), steps: [] }),
    reader: () => ({ now: 0, locale: 'en', timeZone: 'UTC' }),
    post: (fact) => heard.push(fact),
    copy: () => Promise.resolve(),
    openJson: () => undefined,
    titleOfStep: (step) => step,
    takeStep: () => undefined,
    logHistory: () => Promise.resolve({ items: [] }),
    tail: () => undefined,
    findSources: () => Promise.resolve(new Map()),
    openSource: () => undefined,
    mediaPolicy: () => ({ load: 'never' }),
    askMediaStatus: () => Promise.resolve(undefined),
    openExternally: () => undefined,
    inform: () => undefined,
    saveMedia: () => undefined,
    ...parts,
  });
  /** The outcome of a load comes some turns after fal's answer. */
  const settle = async (outcomes: number) => {
    const isOutcome = ({ type }: Fact) => type === 'shown' || type === 'failed';
    while (heard.filter(isOutcome).length < outcomes) await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const until = async (type: Fact['type']) => {
    while (!heard.some((fact) => fact.type === type)) await new Promise((resolve) => setTimeout(resolve, 0));
  };
  /** Media and logs come when they come. */
  const said = () =>
    heard
      .filter(({ type }) => type !== 'mediaFound' && type !== 'logsRead')
      .map((fact) => `${fact.showing} ${fact.type}`);
  return { talk, heard, logged, asked, settle, said, until };
}

type DropShowing<W> = W extends unknown ? Omit<W, 'showing'> : never;

/** A page that shows a request, its media and its logs. */
export async function pageOf(shown: RequestDetail, parts: Partial<TalkParts> = {}, from = ref) {
  const page = talkOf(parts);
  const { talk, heard } = page;
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const wish = (wanted: DropShowing<Wish>): void => talk.hear({ showing: 1, ...wanted });
  /** The first fact of that type which is heard from here on. */
  const next = async <T extends Fact['type']>(type: T, since = heard.length) => {
    const isIt = (fact: Fact): fact is Extract<Fact, { type: T }> => fact.type === type;
    for (let found; ; await turn()) if ((found = heard.slice(since).find(isIt)) !== undefined) return found;
  };
  /** The answer to a wish. */
  const ask = <T extends Fact['type']>(wanted: DropShowing<Wish>, type: T) => {
    const since = heard.length;
    wish(wanted);
    return next(type, since);
  };
  /** What is heard in the next turns after wishes that nothing should come of. */
  const askInVain = async (...wanted: DropShowing<Wish>[]) => {
    const since = heard.length;
    for (const each of wanted) wish(each);
    for (let turns = 0; turns < 5; turns++) await turn();
    return heard.slice(since).map(({ type }) => type);
  };
  talk.hear({ type: 'ready' });
  talk.show(from);
  page.asked[0]?.answer(shown);
  await next('logsRead', 0);
  return { ...page, ask, askInVain, next, wish };
}
