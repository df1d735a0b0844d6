import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArgument } from '../../core/base/argumentError';
import { redact } from '../../core/base/redact';
import type { FalClient, RequestDetail, RequestRef } from '../../core/fal/types';
import { describeMissing } from '../../core/payload/missing';
import { prettyPrint } from '../../core/json/prettyPrint';
import { joinWhole } from '../../core/payload/whole';
import { writeSnippet } from '../../core/requests/snippet';

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

/** Puts requests into the clipboard, one below the other or as one JSON list, and says so. @throws what fal’s refusal throws. */
export async function copyAs(
  { getRequest, secrets }: CopyAsOptions,
  refs: readonly RequestRef[],
  format: CopyFormat,
): Promise<void> {
  const texts: string[] = [];
  for (const ref of refs) {
    texts.push(format === 'id' ? ref.requestId : await textOf(await detailOf(getRequest, ref), format));
  }
  const isList = format === 'json' && texts.length > 1;
  const all = isList ? `[\n${texts.join(',\n')}\n]` : texts.join('\n');
  const safe = (await secrets()).reduce(redact, all);
  await vscode.env.clipboard.writeText(redact(safe));
  vscode.window.setStatusBarMessage(
    refs.length === 1
      ? vscode.l10n.t('$(check) Copied request {0}', refs[0]?.requestId.slice(0, 8) ?? '')
      : vscode.l10n.t('$(check) Copied {0} requests', refs.length),
    3000,
  );
}

async function detailOf(getRequest: FalClient['getRequest'], ref: RequestRef): Promise<RequestDetail> {
  const detail = await getRequest(ref);
  if (detail !== undefined) return detail;
  throw new Error(vscode.l10n.t('fal has no request {0} at {1}.', ref.requestId, ref.endpointId));
}

async function textOf(detail: RequestDetail, format: Exclude<CopyFormat, 'id'>): Promise<string> {
  if (format === 'json') return pretty(joinWhole(detail));
  const { input, request } = detail;
  if (input === undefined) {
    const { reasons } = describeMissing('input', detail, Date.now());
    const message = l10n.t('Without its input, request {0} cannot be written as code.', request.requestId);
    throw new Error([message, ...reasons].join(' '));
  }
  return writeSnippet(format, request.endpointId, await pretty(input));
}

const pretty = async (json: string): Promise<string> => (await prettyPrint(json)).text;

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
