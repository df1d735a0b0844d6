import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { FakeFalOptions } from '../fake/fakeFal';
import { setStage, type Stage } from './stage';

export interface Started {
  readonly id: string;
  readonly channel: string;
}

/** A stage with one app whose logs a test writes. */
export interface TailStage extends Stage {
  tail(filter: object): Promise<Started>;
  /** A tail of that app in which these lines are seen. */
  tailWith(...messages: string[]): Promise<Started>;
  log(...messages: string[]): void;
  /** The channel's messages, without time, level and app. */
  messages(channel: string): string[];
}

export async function setTailStage(options: FakeFalOptions = { data: 'empty' }): Promise<TailStage> {
  const stage = await setStage(options);
  stage.fal.world.app({ owner: 'acme', name: 'shop' });
  const tailStage: TailStage = {
    ...stage,
    async tail(filter) {
      const started = await vscode.commands.executeCommand<Started | undefined>('fal.tailLogs', filter);
      return started ?? assert.fail('No tail was started.');
    },
    async tailWith(...messages) {
      const started = await tailStage.tail({ appId: 'acme/shop' });
      tailStage.log(...messages);
      for (const message of messages) await tailStage.seen(started.channel, message);
      return started;
    },
    log: (...messages) => void stage.fal.log(...messages.map((message) => ({ message, app: 'acme/shop' }))),
    messages: (channel) =>
      [...stage.channelText(channel).matchAll(/\[acme\/shop\] (.*)/g)].map(([, message]) => message ?? ''),
  };
  return tailStage;
}
