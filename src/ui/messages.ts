import * as vscode from 'vscode';
import { plainMessage } from '../core/base/plainMessage';

/** Each gives the button that was pressed. */
export const showInfo = (message: string, ...buttons: string[]): Thenable<string | undefined> =>
  vscode.window.showInformationMessage(plainMessage(message), ...buttons);

export const showWarning = (message: string, ...buttons: string[]): Thenable<string | undefined> =>
  vscode.window.showWarningMessage(plainMessage(message), ...buttons);

export const showError = (message: string, ...buttons: string[]): Thenable<string | undefined> =>
  vscode.window.showErrorMessage(plainMessage(message), ...buttons);
