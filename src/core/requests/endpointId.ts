/** No comma: fal would read it as two endpoints. */
const ENDPOINT_ID = /^[^\s,/?#\p{C}]+(?:\/[^\s,/?#\p{C}]+)+$/u;

export const isEndpointId = (text: string): boolean => ENDPOINT_ID.test(text);

/** The endpoint id in what a person pasted: the id, or the address of its page or of its queue. */
export function readEndpointId(text: string): string | undefined {
  const [, page] = /^https?:\/\/[^/]*\bfal\.(?:ai|run)\/(.+)$/.exec(text.trim()) ?? [];
  const id = (page ?? text.trim())
    .replace(/[?#].*$/, '')
    .replace(/^models\//, '')
    .replace(/\/(?:requests\/.*|api|playground|examples)?$/, '');
  return isEndpointId(id) && !/^https?:$/.test(id.split('/', 1)[0] ?? '') ? id : undefined;
}
