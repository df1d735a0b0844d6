import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArgument } from '../../core/base/argumentError';
import { keyHider } from '../../core/base/redact';
import { shortId } from '../../core/base/shortId';
import { FalError } from '../../core/fal/errors';
import type { FalClient, RequestDetail, RequestRef } from '../../core/fal/types';
import { describeMissing } from '../../core/payload/missing';
import { hideKeys } from '../../core/json/hideKeys';
import { prettyPrint } from '../../core/json/prettyPrint';
import { joinWhole } from '../../core/payload/whole';
import { writeSnippet } from '../../core/requests/snippet';
import { showWarning } from '../messages';

const COPY_FORMATS = ['id', 'json', 'curl', 'python', 'javascript'] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number];

const FormatArgument = v.object({ format: v.optional(v.picklist(COPY_FORMATS)) });

export const readFormat = (argument: unknown): CopyFormat | undefined =>
  argument === undefined ? undefined : readArgument(FormatArgument, argument).format;

export interface CopyAsOptions {
  readonly getRequest: FalClient['getRequest'];
  /** Never in the clipboard, even where a payload holds one. */
  readonly secrets: () => Promise<readonly string[]>;
}

/**
 * Puts requests into the clipboard, one below the other or as one JSON list, and says so. One that cannot be written
 * does not keep the others out; where fal answers no more, what was read is copied. @throws where none can be, why.
 */
export async function copyAs(
  { getRequest, secrets }: CopyAsOptions,
  refs: readonly RequestRef[],
  format: CopyFormat,
): Promise<void> {
  const keys = await secrets();
  const parts: Part[] = [];
  const failed: Error[] = [];
  const all = await withProgress(refs.length, async (signal, step) => {
    for (const ref of refs) {
      try {
        parts.push(
          format === 'id'
            ? { ...ref, text: hidePlainly(ref.requestId, keys) }
            : await readPart(await detailOf(getRequest, ref, signal), format, keys, signal),
        );
      } catch (error) {
        const isOfAll = error instanceof FalError && parts.length > 0;
        if (!(error instanceof NotWritten) && !isOfAll) throw error;
        failed.push(error);
        // The others would hear the same; what was read is copied all the same.
        if (isOfAll) break;
      }
      step(parts.length + failed.length);
    }
    return join(parts, format);
  });
  const [why] = failed;
  if (parts.length === 0 && why !== undefined) throw why;
  await vscode.env.clipboard.writeText(all);
  if (failed.length > 0) {
    const reasons = failed.map(({ message }) => message).join(' ');
    void showWarning(vscode.l10n.t('Copied {0} of {1} requests. {2}', parts.length, refs.length, reasons));
    return;
  }
  vscode.window.setStatusBarMessage(
    refs.length === 1
      ? vscode.l10n.t('$(check) Copied request {0}', shortId(refs[0]?.requestId ?? ''))
      : vscode.l10n.t('$(check) Copied {0} requests', refs.length),
    3000,
  );
}

/** What is wrong with one request alone. */
class NotWritten extends Error {}

/** What is copied of one request, without the keys: its id, itself as JSON, or its input. */
interface Part {
  readonly endpointId: string;
  readonly text: string;
}

async function join(parts: readonly Part[], format: CopyFormat): Promise<string> {
  const texts = parts.map(({ text }) => text);
  if (format === 'id') return texts.join('\n');
  if (format === 'json') return texts.length > 1 ? `[\n${texts.join(',\n')}\n]` : texts.join('');
  return writeSnippet(
    format,
    parts.map(({ endpointId, text }) => ({ endpointId, input: text })),
  );
}

/** One is copied at once; many may take a while, and can be stopped. */
async function withProgress<T>(
  count: number,
  task: (signal: AbortSignal, step: (done: number) => void) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  if (count < 2) return task(abort.signal, () => undefined);
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Copying {0} requests…', count),
      cancellable: true,
    },
    async (progress, cancellation) => {
      cancellation.onCancellationRequested(() => abort.abort());
      return task(abort.signal, (done) => {
        abort.signal.throwIfAborted();
        progress.report({ increment: 100 / count, message: `${done} / ${count}` });
      });
    },
  );
}

async function detailOf(
  getRequest: FalClient['getRequest'],
  ref: RequestRef,
  signal: AbortSignal,
): Promise<RequestDetail> {
  const detail = await getRequest(ref, signal);
  if (detail !== undefined) return detail;
  throw new NotWritten(vscode.l10n.t('fal has no request {0} at {1}.', ref.requestId, ref.endpointId));
}

async function readPart(
  detail: RequestDetail,
  format: Exclude<CopyFormat, 'id'>,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<Part> {
  const { input, request } = detail;
  const endpointId = hidePlainly(request.endpointId, keys);
  if (format === 'json')
    return { endpointId, text: (await printSafely(joinWhole(detail), keys, signal)).text };
  if (input === undefined) {
    const { reasons } = describeMissing('input', detail, Date.now());
    const message = l10n.t('Without its input, request {0} cannot be written as code.', request.requestId);
    throw new NotWritten([message, ...reasons].join(' '));
  }
  const { ok, text } = await printSafely(input, keys, signal);
  if (ok) return { endpointId, text };
  throw new NotWritten(
    l10n.t('The input of request {0} is not JSON, and cannot be written as code.', request.requestId),
  );
}

/** Before it becomes part of code, where a key cannot be told from what it stands in. */
async function printSafely(json: string, keys: readonly string[], signal: AbortSignal) {
  const { ok, text } = await prettyPrint(json, signal);
  return { ok, text: ok ? await hideKeys(text, keys, signal) : hidePlainly(text, keys) };
}

const hidePlainly = (text: string, keys: readonly string[]): string =>
  keys.reduce((safe, key) => keyHider(key)(safe), text);

export async function askFormat(): Promise<CopyFormat | undefined> {
  const names: Readonly<Record<CopyFormat, string>> = {
    id: vscode.l10n.t('Request id'),
    json: 'JSON',
    curl: 'cURL',
    python: 'Python',
    javascript: 'JavaScript',
  };
  const picks = COPY_FORMATS.map((format) => ({ label: names[format], format }));
  return (await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Copy the request as what?') }))
    ?.format;
}
