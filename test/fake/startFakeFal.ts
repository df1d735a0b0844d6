import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '../../src/core/sample/answers/refusal';
import { makeLife } from '../../src/core/sample/data/life';
import { seedWorld } from '../../src/core/sample/data/seedWorld';
import { Random } from '../../src/core/sample/random';
import { World } from '../../src/core/sample/world';
import { Api, type RoutedQuestion } from './api';
import { AskedList, type Asked } from './asked';
import { BehaviourBook } from './behaviourBook';
import { realTimers } from './clock';
import { answerControl } from './control';
import { readAsked, readTarget } from './exchange';
import { addExtremes } from './extremes';
import type { FakeFal, FakeFalOptions } from './fakeFal';
import { FAKE_KEY } from './keys';
import { answerMedia, filesAt } from './media';
import { OtherHost } from './otherHost';
import { refuse } from './respond';
import { answerRun, type Run } from './runs';
import { Streams } from './streams';
import { Watch } from './watch';

/** A burst as a model’s start makes one. */
const PACE = { burstLines: 150 };

/** A whole fal on 127.0.0.1. */
export async function startFakeFal(options: FakeFalOptions = {}): Promise<FakeFal> {
  const now = options.now ?? (() => Date.now());
  const seed = options.seed ?? 1;
  const watch = new Watch();
  const world = new World(now);
  const book = new BehaviourBook();
  const list = new AskedList(watch);
  const otherHost = new OtherHost(now, watch);
  const streams = new Streams(world, options.pingMs ?? 15_000, () => watch.changed());
  const keys = options.keys ?? [FAKE_KEY];
  const runs: Run[] = [];
  const api = new Api(world, streams, keys);
  const server = createServer((request, response) => {
    if (options.neighbour?.answers(request, response) === true) return;
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent)
        refuse(response, new Refusal(500, `The fake fal has a fault: ${String(error)}`));
    });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const plan = { owner: 'scope-demo', others: 'fal-ai', files: filesAt(origin) };
  const apps = options.data === 'empty' ? [] : seedWorld(world, seed, plan);
  if (apps[0] !== undefined) addExtremes(world, apps[0].row.endpoint_id, new Random(seed), origin);
  const life = options.lively
    ? realTimers.setInterval(makeLife(world, apps, seed, plan, PACE), options.tickMs ?? 700)
    : undefined;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    if (url.pathname.startsWith('/media/')) {
      answerMedia(request, url.pathname, response);
      return;
    }
    if (url.pathname.startsWith('/run/')) return answerRun(request, url.pathname, keys, runs, response);
    if (url.pathname === '/' || url.pathname.startsWith('/fake'))
      return answerControl(fal, request, url, response);
    const target = readTarget(url);
    if (!target) {
      refuse(response, new Refusal(404, `No such behaviour or path; see ${origin}/fake`));
      return;
    }
    const asked = await readAsked(request, url, target.path, now);
    list.add(asked);
    if (!isRouted(asked)) {
      refuse(response, new Refusal(404));
      return;
    }
    const behaviour =
      target.behaviour === 'good' ? {} : book.take(asked.route, asked, target.behaviour ?? {});
    const otherPlace = async () => `${await otherHost.origin()}${target.goodPath}`;
    await api.answer(asked, behaviour, { sameHost: target.goodPath, otherHost: otherPlace }, response);
  }

  const fal: FakeFal = {
    origin,
    url: `${origin}/v1`,
    urlThat: (...names) => `${origin}/${names.join(',')}/v1`,
    world,
    asked: list.all,
    askedFor: (route) => list.of(route),
    forgetAsked: () => void list.all.splice(0),
    runs,
    askedElsewhere: otherHost.asked.all,
    behave: (route, ...rules) => book.queue(route, rules),
    behaveAlways: (route, rule) => book.stand(route, rule),
    behaveWell: () => book.clear(),
    release: () => api.release(),
    log: (...drafts) => world.log(...drafts),
    request: (draft) => world.request(draft),
    get openStreams() {
      return streams.count;
    },
    breakStreams: (ending = 'reset') => streams.break(ending),
    writeToStreams: (text) => streams.write(text),
    until: (condition, what) => watch.until(condition, () => what),
    untilAsked: async (count, route = 'any') => {
      const there = () => list.of(route);
      await watch.until(
        () => there().length >= count,
        () => `${count} questions (${route}), only ${there().length}`,
      );
      return there();
    },
    untilStreams: (count) =>
      watch.until(
        () => streams.count === count,
        () => `${count} open streams, but ${streams.count}`,
      ),
    answers: (request, response) => {
      const isOurs = keys.some((key) => request.headers.authorization === `Key ${key}`);
      if (isOurs) server.emit('request', request, response);
      return isOurs;
    },
    close: async () => {
      if (!server.listening) return;
      realTimers.clearInterval(life);
      api.release();
      otherHost.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return fal;
}

const isRouted = (asked: Asked): asked is RoutedQuestion => asked.route !== undefined;
