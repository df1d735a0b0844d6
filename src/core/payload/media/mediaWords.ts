import * as l10n from '@vscode/l10n';
import type { FoundMedia } from './findMedia';
import { mayLoad, type MediaPolicy } from './mediaPolicy';
import type { MediaItem, Pane } from '../view';

/** What a payload holds itself goes to the page as one message, which stops the extension host while it is made. */
const MAX_HELD_BYTES = 10_000_000;
/** Of a way down through thousands of levels the end tells enough. */
const MAX_PATH = 300;

/** A file of a payload as the page shows it. */
export function describeMedia(
  pane: Pane,
  found: FoundMedia,
  policy: MediaPolicy,
  locale?: string,
): MediaItem {
  const { at, path, kind, name, url } = found;
  const isTooLarge = url === undefined && (found.sizeBytes ?? 0) > MAX_HELD_BYTES;
  const isShown = kind !== 'file' && mayLoad(policy, url ?? 'data:') && !isTooLarge;
  return {
    pane,
    id: at,
    path: path.length > MAX_PATH ? `…${path.slice(-MAX_PATH)}` : path,
    kind,
    name,
    details: describeDetails(found, locale),
    url: isShown ? url : undefined,
    note: kind === 'file' || isShown ? undefined : isTooLarge ? tooLarge() : whyNotLoaded(policy),
    isHeld: isShown && url === undefined,
    canOpen: url !== undefined,
    maySoundBeMissing: isShown && found.maySoundBeMissing,
  };
}

function describeDetails({ contentType, sizeBytes, width, height }: FoundMedia, locale?: string): string {
  const measures = width !== undefined && height !== undefined ? `${width} × ${height}` : undefined;
  const size = sizeBytes === undefined ? undefined : describeBytes(sizeBytes, locale);
  return [contentType, measures, size].filter((part) => part !== undefined).join(' · ');
}

export function describeBytes(bytes: number, locale?: string): string {
  const format = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 1 });
  if (bytes === 1) return l10n.t('1 byte');
  if (bytes < 1000) return l10n.t('{0} bytes', format(bytes));
  if (bytes < 1_000_000) return l10n.t('{0} kB', format(bytes / 1000));
  return l10n.t('{0} MB', format(bytes / 1_000_000));
}

const tooLarge = (): string =>
  l10n.t('Not shown: the payload holds the file itself, and it is large. Save it to see it.');

function whyNotLoaded({ load }: MediaPolicy): string {
  switch (load) {
    case 'never':
      return l10n.t('Not loaded: the setting fal.payload.loadMedia is “never”.');
    case 'held':
      return l10n.t('Not loaded: sample data asks no network.');
    case 'fal':
      return l10n.t(
        'Not loaded: it is not on fal’s own servers. The setting fal.payload.loadMedia can allow more.',
      );
    case 'all':
      return l10n.t('Not loaded: only https addresses are.');
  }
}

/** Why a file that the payload itself holds is not seen: there is no address to open. */
export const describeHeldFailure = (): string => l10n.t('VS Code cannot show this file. Save it to see it.');

/** What the answer of a file's host means where the file was not seen. */
export function describeMediaStatus(status: number | undefined): string {
  if (status === 404 || status === 410)
    return l10n.t('The file is gone ({0}): fal keeps media for a limited time, 7 days or more.', status);
  if (status === 401 || status === 403) return l10n.t('Its host does not give the file out ({0}).', status);
  if (status === undefined) return l10n.t('Its host cannot be reached.');
  // Some fetches tell a redirect that was not followed as 0.
  if (status === 0 || (status >= 300 && status < 400))
    return l10n.t('Its host leads to another address, which may not be loaded here. Open it externally.');
  if (status >= 400) return l10n.t('Its host answered {0}.', status);
  return l10n.t('VS Code cannot show this file. Open it externally.');
}
