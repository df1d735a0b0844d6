import type { RequestDetail } from '../fal/types';

/** A request whole as one JSON text: what fal tells of it, then the payloads exactly as sent; absent ones are null. */
export function joinWhole({ request, input, output }: RequestDetail): string {
  const told = {
    request_id: request.requestId,
    endpoint_id: request.endpointId,
    status_code: request.statusCode,
    sent_at: writeInstant(request.sentAt),
    started_at: writeInstant(request.startedAt),
    ended_at: writeInstant(request.endedAt),
    duration: request.durationSeconds,
    runner_id: request.runnerId,
    billable_units: request.billableUnits,
  };
  const head = JSON.stringify(told).slice(0, -1);
  return `${head},"json_input":${input ?? 'null'},"json_output":${output ?? 'null'}}`;
}

/** Input and output alone: what two requests can be compared by. */
export const joinPayloads = ({ input, output }: RequestDetail): string =>
  `{"input":${input ?? 'null'},"output":${output ?? 'null'}}`;

const writeInstant = (time: number | undefined): string | undefined =>
  time === undefined || Math.abs(time) > 8.64e15 ? undefined : new Date(time).toISOString();
