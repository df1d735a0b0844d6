import type * as vscode from 'vscode';
import type { TestDoor } from '../../src/extension';
import { until } from '../support/until';

const KINDS = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

export interface Messages {
  /** All that were shown, in order: the words of each, its detail, and its buttons in brackets. */
  readonly shown: string[];
  /** The titles of the boxes that asked for a text, in order. */
  readonly asked: string[];
  /** Presses that button of the next message that has it; the others are dismissed. */
  press(button: string): void;
  /** Types that into the next box that asks for a text; Escape is pressed in the others. */
  type(text: string): void;
  /** Waits for a message, and gives it. */
  says(pattern: RegExp): Promise<string>;
  /** Lets VS Code show them again. */
  restore(): void;
}

/** Stands in for VS Code's notifications and its box for text, which nothing but a person can see. */
export function hearMessages({ window }: Pick<TestDoor, 'window'>): Messages {
  const own = [...KINDS, 'showInputBox' as const].map((name) => [name, window[name]] as const);
  const shown: string[] = [];
  const asked: string[] = [];
  const presses: string[] = [];
  const texts: string[] = [];
  const show = (words: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
    const buttons = rest.filter((each) => typeof each === 'string');
    shown.push([words, ...rest.flatMap(detailOf), ...buttons.map((button) => `[${button}]`)].join(' '));
    const pressed = presses.findIndex((button) => buttons.includes(button));
    return Promise.resolve(pressed < 0 ? undefined : presses.splice(pressed, 1)[0]);
  };
  const ask = ({ title = '' }: vscode.InputBoxOptions = {}): Promise<string | undefined> => {
    asked.push(title);
    return Promise.resolve(texts.shift());
  };
  for (const kind of KINDS) Object.assign(window, { [kind]: show });
  Object.assign(window, { showInputBox: ask });
  return {
    shown,
    asked,
    press: (button) => void presses.push(button),
    type: (text) => void texts.push(text),
    says: (pattern) =>
      until(`a message says ${String(pattern)}`, () => shown.find((each) => pattern.test(each)), {
        timeoutMs: 10_000,
      }),
    restore: () => void Object.assign(window, Object.fromEntries(own)),
  };
}

const detailOf = (option: unknown): string[] =>
  typeof option === 'object' && option !== null && 'detail' in option ? [String(option.detail)] : [];
