import * as l10n from '@vscode/l10n';

/** What fal's gateway means by an `error_type`, in words [fal’s documents, request errors]; `undefined` for others. */
export function describeErrorType(type: string): string | undefined {
  switch (type) {
    case 'request_timeout':
      return l10n.t('The request ran longer than its time limit.');
    case 'startup_timeout':
      return l10n.t('No runner was ready in time: its start took too long.');
    case 'runner_scheduling_failure':
      return l10n.t('No runner could be found for the request.');
    case 'runner_connection_timeout':
    case 'runner_connection_refused':
    case 'runner_connection_error':
      return l10n.t('The gateway could not connect to the runner. Look into its logs.');
    case 'runner_disconnected':
    case 'runner_incomplete_response':
      return l10n.t('The runner broke off before its answer was whole. Look into its logs for a crash.');
    case 'runner_server_error':
      return l10n.t('The runner failed. Look into its logs.');
    case 'client_disconnected':
      return l10n.t('The caller went away before the answer was there.');
    case 'client_cancelled':
      return l10n.t('The caller cancelled the request.');
    case 'bad_request':
      return l10n.t('The gateway found the request itself malformed.');
    case 'internal_error':
      return l10n.t('The gateway itself failed: the fault is fal’s, not the app’s.');
    default:
      return undefined;
  }
}
