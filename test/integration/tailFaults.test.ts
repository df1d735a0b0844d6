import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Behaviour, BehaviourName } from '../fake/fakeFal';
import { until } from '../support/until';
import { setStage, type Stage } from './stage';

interface Fault {
  readonly says: string;
  /** How the open connection ends. */
  readonly ending: 'clean' | 'reset' | 'midCharacter' | 'midEvent' | 'error';
  /** How fal then answers, call by call, before it is good again. */
  readonly then?: readonly (BehaviourName | Behaviour)[];
  readonly history?: Behaviour;
}

const wait: Behaviour = { instead: { status: 429, retryAfterSeconds: 1, retryAfterAs: 'seconds' } };

const FAULTS: readonly Fault[] = [
  { says: 'a clean end', ending: 'clean' },
  { says: 'a reset', ending: 'reset' },
  { says: 'a cut in a character', ending: 'midCharacter' },
  { says: 'a cut in an event', ending: 'midEvent' },
  { says: 'an error event', ending: 'error' },
  { says: 'HTML with status 200', ending: 'reset', then: ['html'] },
  { says: '408', ending: 'reset', then: ['408'] },
  { says: '429 with Retry-After', ending: 'reset', then: [wait] },
  { says: '500', ending: 'clean', then: ['500'] },
  { says: '502 in HTML', ending: 'reset', then: ['html-502'] },
  { says: '503 and 504', ending: 'reset', then: ['503', '504'] },
  { says: 'no connection at all', ending: 'reset', then: ['reset', 'reset'] },
  { says: 'a stream that repeats more', ending: 'reset', then: ['repeats'] },
  { says: 'a stream with a gap', ending: 'reset', then: ['gaps'] },
  { says: 'a stream that replays nothing', ending: 'clean', then: ['live-only'] },
  {
    says: 'nothing replayed, and history behind',
    ending: 'reset',
    then: ['live-only'],
    history: { history: { lagMs: 3_000 } },
  },
  {
    says: 'bytes one by one, with CRLF',
    ending: 'reset',
    then: [{ stream: { newline: '\r\n', byteByByte: true } }],
  },
  {
    says: 'a stream that keeps ending at once',
    ending: 'clean',
    then: ['stream-ends-at-once', 'stream-ends-at-once'],
  },
];

const ENTRIES = 5_000;
const PART = Math.floor(ENTRIES / (FAULTS.length * 2));

describe('a tail of 5,000 entries over every kind of break', () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage({ data: 'empty' });
    stage.fal.world.app({ owner: 'acme', name: 'shop' });
  });
  after(() => stage.strike());

  it('shows each once, in order and whole', async () => {
    const sent: string[] = [];
    const send = (count: number): void => {
      for (let more = count; more > 0; more--) {
        const message = `entry ${sent.length} – ünï çødé 🎈`;
        const [row] = stage.fal.log({ message, app: 'acme/shop' });
        sent.push(message);
        if (sent.length % 97 !== 1) continue;
        // Now and then one comes twice in the same instant.
        stage.fal.log({ message, app: 'acme/shop', timestamp: row?.timestamp });
        sent.push(message);
      }
    };
    const started = await vscode.commands.executeCommand<{ id: string; channel: string }>('fal.tailLogs', {
      appId: 'acme/shop',
    });
    const tail = stage.door.tails.get(started.id);
    const shown = () =>
      [...stage.channelText(started.channel).matchAll(/\[acme\/shop\] (.*)/g)].map(([, message]) => message);
    /** “Reconnect Now” in place of a wait that has grown long. */
    const untilConnected = () =>
      until('the tail is connected', () => {
        if (tail.life.state.kind === 'waiting') tail.life.reconnect();
        return tail.life.state.kind === 'live' || tail.life.state.kind === 'polling';
      });

    for (const { says, ending, then = [], history } of FAULTS) {
      await untilConnected();
      send(PART);
      await until(`what was sent before ${says} is shown`, () => shown().length === sent.length);
      if (history !== undefined) stage.fal.behaveAlways('logHistory', history);
      stage.fal.behave('streamLogs', ...then);
      stage.fal.breakStreams(ending);
      send(PART);
      await untilConnected();
      await until(`what was sent after ${says} is shown`, () => {
        // What a stream does not replay shows when it sends something, or when history is looked at.
        return shown().length === sent.length;
      });
      stage.fal.behaveWell();
    }
    send(ENTRIES - sent.length);
    await until('all is shown', () => shown().length >= sent.length);
    assert.deepEqual(shown(), sent);
    assert.equal(sent.length >= ENTRIES, true);
    assert.ok(!stage.channelText(started.channel).includes('\uFFFD'));
  }).timeout(180_000);
});
