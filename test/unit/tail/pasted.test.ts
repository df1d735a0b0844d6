import assert from 'node:assert/strict';
import { extractRunnerId, readAppId, readPasted } from '../../../src/core/tail/pasted';

const REQUEST = '019e6d0a-e5be-7b82-b329-35ae64296902';
const RUNNER = 'e6a6cf77-e803-4435-a647-7d9100ef79d9';

describe('what is typed where one asks what to follow', () => {
  for (const [text, filter] of [
    ['acme/shop', { appId: 'acme/shop' }],
    [' acme/shop--staging ', { appId: 'acme/shop--staging' }],
    ['https://fal.ai/dashboard/apps/acme/shop/analytics?tab=1', { appId: 'acme/shop' }],
    [REQUEST, { requestId: REQUEST }],
    [RUNNER, { requestId: RUNNER }],
    [`https://queue.fal.run/acme/shop/requests/${REQUEST}/status`, { requestId: REQUEST }],
    [`https://fal.ai/dashboard/requests?requestId=${REQUEST}`, { requestId: REQUEST }],
    [`Runner ${RUNNER} was started`, { jobId: RUNNER }],
    [`job_id=${RUNNER} request_id=${REQUEST}`, { requestId: REQUEST }],
    ['shop', undefined],
    ['all apps', undefined],
    ['', undefined],
    ['https://example.com/acme/shop', undefined],
  ] as const) {
    it(`“${text}” is ${filter === undefined ? 'nothing' : JSON.stringify(filter)}`, () =>
      assert.deepEqual(readPasted(text), filter));
  }
});

describe('the app in a text', () => {
  for (const [text, app] of [
    ['acme/shop/train', 'acme/shop'],
    ['https://fal.ai/dashboard/apps/acme/shop', 'acme/shop'],
    ['https://fal.ai/models/acme/shop/playground', 'acme/shop'],
    ['https://fal.ai/dashboard/apps/errors', undefined],
    ['https://fal.ai/dashboard/logs', undefined],
    ['a shop', undefined],
  ] as const) {
    it(`“${text}” is ${app ?? 'none'}`, () => assert.equal(readAppId(text), app));
  }
});

describe('the runner in a text', () => {
  for (const [text, id] of [
    [` ${RUNNER.toUpperCase()} `, RUNNER],
    [`request ${REQUEST}, runner ${RUNNER}`, RUNNER],
    ['job_123', undefined],
  ] as const) {
    it(`“${text}” is ${id ?? 'none'}`, () => assert.equal(extractRunnerId(text), id));
  }
});
