import type { Payload } from '../wire';
import type { World } from '../world';
import { UUID } from './params';
import { Refusal } from './refusal';

const FILE = /https?:\/\/[^\s"\\]+\/(?:files|media)\/[^\s"\\]+/g;

/** `DELETE /models/requests/{request_id}/payloads`. A file whose name says `locked` cannot be deleted. */
export function answerDeletePayloads(world: World, requestId: string): string {
  if (!UUID.test(requestId)) throw new Refusal(400);
  const at = world.requests.findIndex((each) => each.requestId.toLowerCase() === requestId.toLowerCase());
  const found = world.requests[at];
  if (found === undefined) throw new Refusal(404);
  const { input: _input, output, ...bare } = found;
  world.requests[at] = bare;
  const links = [...new Set(textOf(output).match(FILE))];
  return JSON.stringify({
    cdn_delete_results: links.map((link) => ({
      link,
      exception: link.includes('locked') ? 'The file is locked' : null,
    })),
  });
}

const textOf = (payload: Payload | undefined): string =>
  payload === undefined ? '' : typeof payload === 'string' ? payload : payload();
