import * as l10n from '@vscode/l10n';
import type { FalRequest } from '../../fal/types';
import type { Problem } from './failure';
import type { Head, HeadFact } from '../view';
import type { Reader } from '../reader';
import { describeStatus } from './status';
import { describeTimeLine } from './timeLine';
import { describeTimes } from './times';

/** What went wrong, and whether the input can be gone to and has the field it is about. */
export interface PlacedProblem extends Problem {
  readonly canGo: boolean;
  readonly isAbsent?: boolean;
}

/** The head of the panel: which request this is, how it ended, when, and why it failed. */
export function describeRequest(
  request: FalRequest,
  problems: readonly PlacedProblem[],
  reader: Reader,
): Head {
  const runner: HeadFact[] =
    request.runnerId === undefined ? [] : [{ label: l10n.t('Runner'), value: request.runnerId }];
  const units: HeadFact[] =
    request.billableUnits === undefined
      ? []
      : [{ label: l10n.t('Billable units'), value: formatUnits(request.billableUnits, reader) }];
  return {
    endpoint: request.endpointId,
    status: describeStatus(request),
    facts: [
      { label: l10n.t('Request'), value: request.requestId },
      ...describeTimes(request, reader),
      ...runner,
      ...units,
    ],
    times: describeTimeLine(request, reader),
    problems: problems.map(({ field, canGo, isAbsent, text }) => ({ field, canGo, isAbsent, text })),
  };
}

/** Whole, since they are money: of themselves, numbers are written with three decimals. */
const formatUnits = (units: number, { locale }: Reader): string =>
  units.toLocaleString(locale, { maximumFractionDigits: 20 });
