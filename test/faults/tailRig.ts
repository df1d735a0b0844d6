import { createFalClient } from '../../src/core/fal/client';
import { Tail } from '../../src/core/tail/tail';
import { Transcript } from '../../src/core/tail/transcript';
import { FAKE_KEY, startFakeFal, type FakeFal } from '../fake/fakeFal';
import type { Random } from '../../src/core/sample/random';
import { silentLog } from '../support/silentLog';
import { until } from '../support/until';
import { Ledger } from './ledger';

const APP = 'acme/shop';
/** What a tail's channel keeps; a soak runs long past it. */
const MAX_LINES = 2_000;
/** Beyond the 90 s of silence after which a connection counts as lost, also on a busy machine. */
export const PATIENCE = { timeoutMs: 130_000 };

/** A tail of the product before a fal of its own, and the book of what was sent and seen. */
export class TailRig {
  readonly ledger = new Ledger();
  private readonly tail: Tail;
  private running: Promise<void>;

  private constructor(
    readonly fal: FakeFal,
    private readonly random: Random,
  ) {
    const key = () => Promise.resolve(FAKE_KEY);
    const client = createFalClient({ apiUrl: () => fal.url, key, fetch, log: silentLog });
    const transcript = new Transcript(
      { append: () => undefined, replace: (text) => void text(), settle: () => undefined, isFull: false },
      {
        place: undefined,
        append: (recorded) => {
          for (const each of recorded) this.ledger.see(each);
          return Promise.resolve();
        },
        open: () => Promise.reject(new Error('Nothing is kept.')),
        gone: 0,
      },
      () => MAX_LINES,
      {},
    );
    this.tail = new Tail({
      filter: { appId: APP },
      begin: Date.now(),
      client,
      sink: transcript,
      random: () => random.next(),
    });
    this.running = this.tail.run();
  }

  static async start(random: Random): Promise<TailRig> {
    const fal = await startFakeFal({ data: 'empty' });
    const [owner = '', name = ''] = APP.split('/');
    fal.world.app({ owner, name });
    return new TailRig(fal, random);
  }

  send(count: number): void {
    for (let more = count; more > 0; more--) {
      const isTwin = this.random.next() < 0.02;
      const message = this.ledger.write(isTwin ? 2 : 1);
      const [row] = this.fal.log({ message, app: APP });
      if (isTwin) this.fal.log({ message, app: APP, timestamp: row?.timestamp });
    }
  }

  untilCaughtUp(): Promise<unknown> {
    return until('all lines are seen', () => this.ledger.seen >= this.ledger.sent, PATIENCE);
  }

  async untilConnected(): Promise<void> {
    await until(
      'the tail is connected',
      () => {
        this.help();
        const { kind } = this.tail.state;
        return kind === 'live' || kind === 'polling';
      },
      PATIENCE,
    );
  }

  /** A tail that polls history is told to try the stream: only an open one can be broken. */
  async untilLive(): Promise<void> {
    await until(
      'the tail is live',
      () => {
        if (this.tail.state.kind === 'polling') this.tail.reconnect();
        this.help();
        return this.tail.state.kind === 'live';
      },
      PATIENCE,
    );
  }

  /** As a person would: a tail that ended is started once more, one that waits long is told to connect. */
  help(): void {
    const { state } = this.tail;
    if (state.kind === 'ended') this.running = this.tail.run();
    if (state.kind === 'waiting' && state.until - Date.now() > 2_000) this.tail.reconnect();
  }

  /** Lets the made-up fal forget its oldest lines and questions, so that what grows is ours. */
  forget(mostLines: number): void {
    const { logs } = this.fal.world;
    logs.splice(0, Math.max(0, logs.length - mostLines));
    this.fal.forgetAsked();
  }

  async close(): Promise<void> {
    this.tail.stop();
    await this.running;
    await this.fal.close();
  }
}
