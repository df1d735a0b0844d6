import * as vscode from 'vscode';
import { until } from '../support/until';

const KINDS = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** A message as a person sees it: its words, and its buttons in brackets. */
export interface Messages {
  /** All that were shown, in order. */
  readonly shown: readonly string[];
  /** Presses that button of the next message that has it. */
  press(button: string): void;
  /** Waits for one, and gives it. */
  says(pattern: RegExp): Promise<string>;
  /** Lets VS Code show them again. */
  restore(): void;
}

/** Stands in for VS Code's notifications, which nothing outside it can see. */
export function hearMessages(): Messages {
  const { window } = vscode;
  const own = KINDS.map((kind) => [kind, window[kind]] as const);
  const shown: string[] = [];
  const presses: string[] = [];
  const show = (words: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
    const buttons = rest.filter((each) => typeof each === 'string');
    shown.push([words, ...buttons.map((button) => `[${button}]`)].join(' '));
    const pressed = presses.findIndex((button) => buttons.includes(button));
    return Promise.resolve(pressed < 0 ? undefined : presses.splice(pressed, 1)[0]);
  };
  for (const kind of KINDS) Object.assign(window, { [kind]: show });
  return {
    shown,
    press: (button) => void presses.push(button),
    says: (pattern) =>
      until(`a message says ${String(pattern)}`, () => shown.find((each) => pattern.test(each)), {
        timeoutMs: 10_000,
      }),
    restore: () => void Object.assign(window, Object.fromEntries(own)),
  };
}
