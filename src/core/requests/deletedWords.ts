import * as l10n from '@vscode/l10n';
import type { DeletedFile } from '../fal/types';

/** What became of a request’s payloads. */
export function describeDeleted(requestId: string, files: readonly DeletedFile[]): string {
  const kept = files.filter(({ problem }) => problem !== undefined);
  if (kept.length > 0)
    return l10n.t(
      'The payloads of request {0} are deleted. Files that stay: {1} of {2}.',
      requestId,
      kept.length,
      files.length,
    );
  return files.length === 1
    ? l10n.t('The payloads of request {0} are deleted, with 1 file.', requestId)
    : l10n.t('The payloads of request {0} are deleted, with {1} files.', requestId, files.length);
}
