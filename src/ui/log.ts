import * as vscode from 'vscode';
import type { Disposable } from '../core/base/events';
import type { Logger } from '../core/base/logger';
import { redact } from '../core/base/redact';

export interface DiagnosticsLog extends Logger, Disposable {
  show(): void;
}

/** The channel "fal": what the extension does on its own. No key gets in, whoever writes. */
export function createDiagnosticsLog(): DiagnosticsLog {
  const channel = vscode.window.createOutputChannel('fal', { log: true });
  return {
    debug: (message) => channel.debug(redact(message)),
    info: (message) => channel.info(redact(message)),
    warn: (message) => channel.warn(redact(message)),
    error: (message) => channel.error(redact(message)),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
