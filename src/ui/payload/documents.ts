import * as vscode from 'vscode';
import { describeMissing } from '../../core/payload/missing';
import type { RequestDetail, RequestRef } from '../../core/fal/types';
import { readDocumentPath, writeDocumentPath, type DocumentPart } from '../../core/payload/documentPath';
import { prettyPrint } from '../../core/payload/prettyPrint';
import { joinWhole } from '../../core/payload/whole';

export const PAYLOAD_SCHEME = 'fal-request';

export interface PayloadDocumentsParts {
  readonly getRequest: (ref: RequestRef, signal: AbortSignal) => Promise<RequestDetail | undefined>;
}

/**
 * Requests as read-only JSON documents. A document is named by its URI alone, so that it can be fetched again after a
 * reload.
 */
export class PayloadDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration: vscode.Disposable;

  constructor(private readonly parts: PayloadDocumentsParts) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(PAYLOAD_SCHEME, this);
  }

  /** @throws {FalError} when fal cannot be asked, and an Error in words when it sent no such payload. */
  async open(ref: RequestRef, part: DocumentPart): Promise<vscode.TextEditor> {
    const document = await vscode.workspace.openTextDocument(this.uriOf(ref, part));
    return vscode.window.showTextDocument(document, { preview: true });
  }

  uriOf(ref: RequestRef, part: DocumentPart): vscode.Uri {
    return vscode.Uri.from({ scheme: PAYLOAD_SCHEME, ...writeDocumentPath(ref, part) });
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const named = readDocumentPath(uri);
    if (named === undefined)
      throw new Error(vscode.l10n.t('This address names no request: {0}', uri.toString()));
    const cancelling = new AbortController();
    const listening = token.onCancellationRequested(() => cancelling.abort());
    try {
      return await this.read(named.ref, named.part, cancelling.signal);
    } finally {
      listening.dispose();
    }
  }

  dispose(): void {
    this.registration.dispose();
  }

  private async read(ref: RequestRef, part: DocumentPart, signal: AbortSignal): Promise<string> {
    const detail = await this.parts.getRequest(ref, signal);
    if (detail === undefined)
      throw new Error(vscode.l10n.t('fal has no request {0} at {1}.', ref.requestId, ref.endpointId));
    const text = part === 'request' ? joinWhole(detail) : detail[part];
    if (text !== undefined) return (await prettyPrint(text, signal)).text;
    if (part === 'request') return '';
    const { message, reasons } = describeMissing(part, detail, Date.now());
    throw new Error([message, ...reasons].join(' '));
  }
}
