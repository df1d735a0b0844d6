import type { LoadMedia } from '../payload/media/mediaPolicy';

/**
 * The names that package.json contributes and code uses, once each; a unit test keeps the two equal. Users bind keys
 * to them and put them in their settings, so they stay.
 */

/** Every command, and whether it needs a key. `_` marks inner ones, which no palette offers. */
export const COMMANDS = {
  'fal.tailLogs': { needsKey: true },
  'fal.stopTail': { needsKey: false },
  'fal.pauseTail': { needsKey: false },
  'fal.resumeTail': { needsKey: false },
  'fal.filterTail': { needsKey: false },
  'fal.saveTail': { needsKey: false },
  'fal.showTails': { needsKey: false },
  'fal.setApiKey': { needsKey: false },
  'fal.removeApiKey': { needsKey: false },
  'fal.addAccount': { needsKey: false },
  'fal.switchAccount': { needsKey: false },
  'fal.showAccount': { needsKey: false },
  'fal.refreshRequests': { needsKey: true },
  'fal.filterRequests': { needsKey: false },
  'fal.clearRequestFilter': { needsKey: false },
  'fal.nextFailedRequest': { needsKey: true },
  'fal.addEndpoint': { needsKey: false },
  'fal.openRequest': { needsKey: true },
  'fal.openSelectedRequest': { needsKey: true },
  'fal.copyAs': { needsKey: true },
  'fal.deletePayloads': { needsKey: true },
  'fal.openPayloadJson': { needsKey: true },
  'fal.compareRequests': { needsKey: true },
  'fal.showDiagnostics': { needsKey: false },
  'fal.trySampleData': { needsKey: false },
  'fal.leaveSampleData': { needsKey: false },
  // VS Code hands the selected rows to what stands in a view's title: these ask, whatever they are handed.
  '_fal.askAccount': { needsKey: false },
  '_fal.askRequest': { needsKey: true },
  '_fal.askRequestFilter': { needsKey: false },
  '_fal.askTail': { needsKey: true },
  '_fal.changeRequestFilter': { needsKey: false },
  '_fal.compareSelected': { needsKey: true },
  '_fal.copyRequestCurl': { needsKey: true },
  '_fal.copyRequestId': { needsKey: true },
  '_fal.copyRequestJavascript': { needsKey: true },
  '_fal.copyRequestJson': { needsKey: true },
  '_fal.copyRequestPython': { needsKey: true },
  '_fal.loadMore': { needsKey: true },
  '_fal.openInDashboard': { needsKey: false },
  '_fal.tailNode': { needsKey: true },
  '_fal.tailRunner': { needsKey: true },
  '_fal.unpinEndpoint': { needsKey: false },
  '_fal.tailShown': { needsKey: true },
  '_fal.openShownInDashboard': { needsKey: false },
  '_fal.setKeyOf': { needsKey: false },
  '_fal.keepOpen': { needsKey: false },
  '_fal.unkeepOpen': { needsKey: false },
  '_fal.copyRowValue': { needsKey: false },
  '_fal.copyRowPath': { needsKey: false },
  '_fal.copyRowJson': { needsKey: false },
} as const;

export type CommandId = keyof typeof COMMANDS;

/** Every setting below `fal.`, with its default: what serves where the person's value is of the wrong type. */
export const SETTINGS = {
  apiUrl: 'https://api.fal.ai/v1',
  endpoints: [] as readonly string[],
  'tail.backlog': '5m',
  'tail.maxLines': 20_000,
  'requests.autoRefresh': 30,
  'payload.loadMedia': 'fal' as LoadMedia,
} as const;

export type SettingKey = keyof typeof SETTINGS;

export const REQUESTS_VIEW = 'fal.requests';
export const PAYLOAD_VIEW_TYPE = 'fal.payload';
export const PAYLOAD_SCHEME = 'fal-request';
export const TAIL_LANGUAGE = 'fal-log';
