import * as l10n from '@vscode/l10n';
import type { FalRequest } from '../fal/types';
import { explainFailure } from './failure';
import type { JsonIndex } from './jsonIndex';
import type { Head, HeadFact } from './protocol';
import type { Reader } from './reader';
import { describeStatus } from './status';
import { describeTimes } from './times';

/** The head of the panel: which request this is, how it ended, when, and why it failed. */
export function describeRequest(request: FalRequest, output: JsonIndex | undefined, reader: Reader): Head {
  const isFailure = request.statusCode !== undefined && request.statusCode >= 400;
  const runner: HeadFact[] =
    request.runnerId === undefined ? [] : [{ label: l10n.t('Runner'), value: request.runnerId }];
  const units: HeadFact[] =
    request.billableUnits === undefined
      ? []
      : [{ label: l10n.t('Billable units'), value: request.billableUnits.toLocaleString(reader.locale) }];
  return {
    endpoint: request.endpointId,
    status: describeStatus(request),
    facts: [
      { label: l10n.t('Request'), value: request.requestId },
      ...describeTimes(request, reader),
      ...runner,
      ...units,
    ],
    problems: isFailure ? [...explainFailure(output)] : [],
  };
}
