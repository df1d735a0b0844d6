import * as vscode from 'vscode';
import { PAYLOAD_SCHEME } from '../../core/base/contributions';
import { toError } from '../../core/base/errors';
import type { RequestDetail, RequestRef } from '../../core/fal/types';
import { readDocumentPath, writeDocumentPath, type DocumentPart } from '../../core/payload/documentPath';
import { shortId } from '../../core/base/shortId';

export interface PayloadDocumentsParts {
  readonly getRequest: (ref: RequestRef, signal: AbortSignal) => Promise<RequestDetail | undefined>;
}

/**
 * Requests as read-only JSON documents. A document is named by its URI alone, so that it can be fetched again after a
 * reload.
 */
export class PayloadDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration: vscode.Disposable;
  /** Why documents could not be made, by their address: VS Code says only that it cannot open them. */
  private readonly failures = new Map<string, Error>();

  constructor(private readonly parts: PayloadDocumentsParts) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(PAYLOAD_SCHEME, this);
  }

  /** @throws {FalError} when fal cannot be asked, {NotThere} when it sent no such payload. */
  async open(ref: RequestRef, part: DocumentPart): Promise<void> {
    const uri = this.uriOf(ref, part);
    await this.load(uri);
    await vscode.commands.executeCommand('vscode.open', uri, { preview: true });
  }

  /**
   * Two requests side by side in VS Code's own diff, their keys in order.
   * @throws {FalError} and {NotThere}, as `open` does.
   */
  async compare(left: RequestRef, right: RequestRef, part: Exclude<DocumentPart, 'request'>): Promise<void> {
    const uris = [left, right].map((ref) => this.uriOf(ref, part, true));
    const name = (ref: RequestRef) => `${ref.endpointId} ${shortId(ref.requestId)}`;
    await Promise.all(uris.map((uri) => this.load(uri)));
    const title = `${titleOfPart(part)}: ${name(left)} ↔ ${name(right)}`;
    await vscode.commands.executeCommand('vscode.diff', ...uris, title);
  }

  uriOf(ref: RequestRef, part: DocumentPart, isSorted = false): vscode.Uri {
    return vscode.Uri.from({ scheme: PAYLOAD_SCHEME, ...writeDocumentPath(ref, part, isSorted) });
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const named = readDocumentPath(uri);
    if (named === undefined)
      throw new Error(vscode.l10n.t('This address names no request: {0}', uri.toString()));
    const address = uri.toString();
    const cancelling = new AbortController();
    const listening = token.onCancellationRequested(() => cancelling.abort());
    try {
      const { textOfDocument } = await import('./documentText');
      const { ref } = named;
      const text = await textOfDocument(
        named,
        await this.parts.getRequest(ref, cancelling.signal),
        cancelling.signal,
      );
      this.failures.delete(address);
      return text;
    } catch (error) {
      this.failures.set(address, toError(error));
      throw error;
    } finally {
      listening.dispose();
    }
  }

  /** Has VS Code fetch it, so that what fails is known before an editor is shown. */
  private async load(uri: vscode.Uri): Promise<void> {
    try {
      await vscode.workspace.openTextDocument(uri);
    } catch {
      const failure = this.failures.get(uri.toString());
      if (failure !== undefined) throw failure;
      // Above 50 MB VS Code keeps a document from extensions, not from editors; what else it has against it, it says there.
    }
  }

  dispose(): void {
    this.registration.dispose();
  }
}

function titleOfPart(part: Exclude<DocumentPart, 'request'>): string {
  switch (part) {
    case 'input':
      return vscode.l10n.t('Inputs');
    case 'output':
      return vscode.l10n.t('Outputs');
    case 'payloads':
      return vscode.l10n.t('Inputs and outputs');
  }
}
