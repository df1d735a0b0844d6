import * as vscode from 'vscode';
import { PAYLOAD_SCHEME } from '../../core/base/contributions';
import { toError } from '../../core/base/errors';
import { Owner } from '../../core/base/owner';
import type { RequestDetail, RequestRef } from '../../core/fal/types';
import { isFinal } from '../../core/payload/requestCache';
import { readDocumentPath, writeDocumentPath, type DocumentPart } from '../../core/payload/documentPath';
import { shortId } from '../../core/base/shortId';
import { describeError } from '../problems';

export interface PayloadDocumentsParts {
  readonly getRequest: (ref: RequestRef, signal?: AbortSignal) => Promise<RequestDetail | undefined>;
}

/**
 * Requests as read-only JSON documents. A document is named by its URI alone, so that it can be fetched again after a
 * reload.
 */
export class PayloadDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly owner = new Owner();
  private readonly didChange = this.owner.own(new vscode.EventEmitter<vscode.Uri>());
  /** VS Code asks again for what it holds of these. */
  readonly onDidChange = this.didChange.event;
  /** Why documents could not be made, by their address: VS Code says only that it cannot open them. */
  private readonly failures = new Map<string, Error>();
  /** The addresses of those that say all there will be. */
  private readonly final = new Set<string>();
  /** What those that VS Code holds say by now, until it asks. */
  private readonly fresh = new Map<string, string>();

  constructor(private readonly parts: PayloadDocumentsParts) {
    this.owner.own(vscode.workspace.registerTextDocumentContentProvider(PAYLOAD_SCHEME, this));
    this.owner.own(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.final.delete(uri.toString());
        this.fresh.delete(uri.toString());
      }),
    );
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

  /** What is open of these requests must not go on saying what it was. */
  reload(isMeant: (ref: RequestRef) => boolean): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      const ref = uri.scheme === PAYLOAD_SCHEME ? readDocumentPath(uri)?.ref : undefined;
      if (ref === undefined || !isMeant(ref)) continue;
      this.final.delete(uri.toString());
      this.didChange.fire(uri);
    }
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const address = uri.toString();
    const fresh = this.fresh.get(address);
    this.fresh.delete(address);
    if (fresh !== undefined) return fresh;
    const cancelling = new AbortController();
    const listening = token.onCancellationRequested(() => cancelling.abort());
    try {
      const text = await this.write(uri, cancelling.signal);
      this.failures.delete(address);
      return text;
    } catch (error) {
      this.failures.set(address, toError(error));
      // Of an open document VS Code would keep the text, and tell nobody.
      if (isHeld(uri)) return `// ${describeError(error).message}`;
      throw error;
    } finally {
      listening.dispose();
    }
  }

  dispose(): void {
    this.owner.dispose();
  }

  private async write(uri: vscode.Uri, signal?: AbortSignal): Promise<string> {
    const named = readDocumentPath(uri);
    if (named === undefined)
      throw new Error(vscode.l10n.t('This address names no request: {0}', uri.toString()));
    const { textOfDocument } = await import('./documentText');
    const detail = await this.parts.getRequest(named.ref, signal);
    const text = await textOfDocument(named, detail, signal);
    if (detail !== undefined && isFinal(detail)) this.final.add(uri.toString());
    return text;
  }

  /** Has VS Code fetch it, so that what fails is known before an editor is shown. */
  private async load(uri: vscode.Uri): Promise<void> {
    const address = uri.toString();
    if (isHeld(uri)) {
      if (!this.final.has(address)) await this.renew(uri);
      return;
    }
    try {
      await vscode.workspace.openTextDocument(uri);
    } catch {
      const failure = this.failures.get(address);
      if (failure !== undefined) throw failure;
      // Above 50 MB VS Code keeps a document from extensions, not from editors; what else it has against it, it says there.
    }
  }

  /** Asks before VS Code does, which would keep the text where that fails. */
  private async renew(uri: vscode.Uri): Promise<void> {
    this.fresh.set(uri.toString(), await this.write(uri));
    this.didChange.fire(uri);
  }
}

/** VS Code holds on to documents, for minutes after their editors were closed. */
const isHeld = (uri: vscode.Uri): boolean =>
  vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());

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
