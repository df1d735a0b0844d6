import * as l10n from '@vscode/l10n';
import type { PageWords } from './protocol';

export const pageWords = (): PageWords => ({
  loading: l10n.t('Loading {0}…'),
  input: l10n.t('Input'),
  output: l10n.t('Output'),
  problems: l10n.t('What went wrong'),
  facts: l10n.t('About this request'),
  retry: l10n.t('Try Again'),
  openJson: l10n.t('Open as JSON'),
  copyAll: l10n.t('Copy All'),
  copyValue: l10n.t('Copy Value'),
  copied: l10n.t('Copied.'),
});
