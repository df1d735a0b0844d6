/** The setting `fal.payload.loadMedia`: whose media the panel loads by itself. */
export const LOAD_MEDIA = ['fal', 'all', 'never'] as const;
export type LoadMedia = (typeof LOAD_MEDIA)[number];

export interface MediaPolicy {
  /** `held`: what payloads hold themselves, and nothing that a network would be asked for. */
  readonly load: LoadMedia | 'held';
  /** Where fal is on this computer, for a fal of one's own: its media are fal's. */
  readonly loopback?: string;
}

/** fal's CDN, its older names included, and the bucket of its examples. */
const FAL_SOURCES = [
  'https://fal.media',
  'https://*.fal.media',
  'https://storage.googleapis.com/falserverless/',
];

/** Where pictures and sound may come from, for the page's CSP; the browser holds to it whatever the page does. */
export function mediaSources({ load, loopback }: MediaPolicy): readonly string[] {
  if (load === 'never') return [];
  if (load === 'held') return ['data:'];
  const own = loopback === undefined ? [] : [loopback];
  return [...(load === 'all' ? ['https:'] : FAL_SOURCES), ...own, 'data:'];
}

/** Whether the page may load this by itself: the same rule, asked beforehand so that it says so in words. */
export function mayLoad({ load, loopback }: MediaPolicy, address: string): boolean {
  if (load === 'never') return false;
  if (/^data:/i.test(address)) return true;
  if (load === 'held' || !URL.canParse(address)) return false;
  const { protocol, origin, hostname, port, pathname } = new URL(address);
  if (origin === loopback) return true;
  if (protocol !== 'https:') return false;
  if (load === 'all') return true;
  const isFal = hostname === 'fal.media' || hostname.endsWith('.fal.media');
  const isExample = hostname === 'storage.googleapis.com' && pathname.startsWith('/falserverless/');
  return port === '' && (isFal || isExample);
}
