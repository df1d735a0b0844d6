import * as vscode from 'vscode';
import type { RequestDetail } from '../../core/fal/types';
import type { DocumentName, DocumentPart } from '../../core/payload/documentPath';
import { indexJson } from '../../core/json/jsonIndex';
import { describeMissing } from '../../core/payload/missing';
import { prettyPrint } from '../../core/json/prettyPrint';
import { sortKeys } from '../../core/json/sortKeys';
import { joinPayloads, joinWhole } from '../../core/payload/whole';
import { NotThere } from '../problems';

/** What a document of a request says. @throws {NotThere} where fal sent no such payload. */
export async function textOfDocument(
  { ref, part, isSorted }: DocumentName,
  detail: RequestDetail | undefined,
  signal?: AbortSignal,
): Promise<string> {
  if (detail === undefined)
    throw new NotThere(vscode.l10n.t('fal has no request {0} at {1}.', ref.requestId, ref.endpointId));
  const text = textOf(detail, part);
  if (isSorted) return sortedText(text ?? 'null', signal);
  if (text !== undefined) return (await prettyPrint(text, signal)).text;
  if (part === 'request' || part === 'payloads') return '';
  const { message, reasons } = describeMissing(part, detail, Date.now());
  throw new NotThere([message, ...reasons].join(' '));
}

function textOf(detail: RequestDetail, part: DocumentPart): string | undefined {
  if (part === 'request') return joinWhole(detail);
  return part === 'payloads' ? joinPayloads(detail) : detail[part];
}

async function sortedText(text: string, signal?: AbortSignal): Promise<string> {
  const indexed = await indexJson(text, signal);
  return indexed.ok ? (await prettyPrint(await sortKeys(indexed.index, signal), signal)).text : text;
}
