/** No comma: fal would read it as two endpoints. */
const ENDPOINT_ID = /^[^\s,/?#\p{C}]+(?:\/[^\s,/?#\p{C}]+)+$/u;

export const isEndpointId = (text: string): boolean => ENDPOINT_ID.test(text);

const ADDRESS = /^https?:\/\/[^/]*\bfal\.(ai|run)\/(.+)$/;

/** The endpoint id in what a person pasted: the id, or the address of its page or of its queue. */
export function readEndpointId(text: string): string | undefined {
  const [, domain, path] = ADDRESS.exec(text.trim()) ?? [];
  const named = (path ?? text.trim()).replace(/[?#].*$/, '').replace(/\/$/, '');
  const id = domain === undefined ? named : withoutPage(named, domain);
  return isEndpointId(id) && !/^https?:$/.test(id.split('/', 1)[0] ?? '') ? id : undefined;
}

/** Only fal.ai has pages; elsewhere, and in an id that was typed, a last part `api` is the endpoint’s own. */
function withoutPage(path: string, domain: string): string {
  const endpoint = path.replace(/\/requests(?:\/.*)?$/, '');
  if (domain !== 'ai') return endpoint;
  return endpoint.replace(/^models\//, '').replace(/^([^/]+\/.+)\/(?:api|playground|examples)$/, '$1');
}
