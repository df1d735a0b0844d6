import * as vscode from 'vscode';
import { TAIL_LANGUAGE } from '../../core/base/contributions';
import type { Disposable } from '../../core/base/events';

const MB = 1024 * 1024;
/**
 * VS Code keeps a channel's text in a file that begins anew at 30 MB, while `replace` goes on to count from the first
 * one's start: from then on it would show nothing.
 */
const MOST_FILE_BYTES = 29 * MB;
const FULL_BYTES = 22 * MB;

/** An output channel that may be written for days: VS Code's own goes blank after 30 MB. */
export class LogChannel implements Disposable {
  private channel: vscode.OutputChannel;
  private writtenBytes = 0;
  private readonly listening: Disposable;

  /** @param onDidDraw told whenever VS Code has shown so many characters of what was written; only where `isOpen`. */
  constructor(
    readonly name: string,
    onDidDraw: (chars: number) => void,
  ) {
    this.channel = vscode.window.createOutputChannel(name, TAIL_LANGUAGE);
    this.listening = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (this.isOurs(document)) onDidDraw(contentChanges.reduce((sum, { text }) => sum + text.length, 0));
    });
  }

  /** VS Code holds its text in an editor. */
  get isOpen(): boolean {
    return vscode.workspace.textDocuments.some((document) => this.isOurs(document));
  }

  /** It should be replaced before much more is appended. */
  get isFull(): boolean {
    return this.writtenBytes > FULL_BYTES;
  }

  /** Shows it and leaves the focus where it is. */
  show(): void {
    this.channel.show(true);
  }

  append(text: string): void {
    this.writtenBytes += Buffer.byteLength(text);
    this.channel.append(text);
  }

  replace(text: string): void {
    if (this.writtenBytes + Buffer.byteLength(text) > MOST_FILE_BYTES) {
      this.renew();
      this.append(text);
    } else {
      this.writtenBytes += Buffer.byteLength(text);
      this.channel.replace(text);
    }
  }

  dispose(): void {
    this.listening.dispose();
    this.channel.dispose();
  }

  /** Another channel of the same name, in front where this one was. */
  private renew(): void {
    const isVisible = vscode.window.visibleTextEditors.some(({ document }) => this.isOurs(document));
    const full = this.channel;
    this.channel = vscode.window.createOutputChannel(this.name, TAIL_LANGUAGE);
    this.writtenBytes = 0;
    if (isVisible) this.show();
    full.dispose();
  }

  private isOurs({ uri }: vscode.TextDocument): boolean {
    return uri.scheme === 'output' && uri.path.endsWith(`-${this.name}`);
  }
}
