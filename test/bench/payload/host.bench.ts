/** How long the host is held up at a stretch while a payload comes, opens, is searched, laid out and copied as code. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import fs from 'node:fs';
import type { FalClient, RequestRef } from '../../../src/core/fal/types';
import { findMedia } from '../../../src/core/payload/media/findMedia';
import { OpenRequest } from '../../../src/core/payload/openRequest';
import { hideKeys } from '../../../src/core/json/hideKeys';
import { prettyPrint } from '../../../src/core/json/prettyPrint';
import { sortKeys } from '../../../src/core/json/sortKeys';
import { findInJson } from '../../../src/core/json/search';
import { writeSnippet } from '../../../src/core/requests/snippet';
import { FAKE_KEY } from '../../fake/keys';
import { clientOn } from '../../support/clientOn';
import { atRoot } from '../../support/root';
import type { Bench, BenchRow } from '../row';
import { makeSample } from './sample';
import { watchStretches } from './stretches';

const MOST_MS = 100;
const MOST_SCRIPT_KB = 120;
const ref: RequestRef = { requestId: 'one', endpointId: 'a/b', source: 'owned' };

const bench: Bench = async () => {
  const rows: BenchRow[] = [];
  const input = makeSample(20_000_000);
  rows.push({
    name: 'host held up at a stretch, 20 MB copied as code',
    unit: 'ms',
    ours: await mostWhile(() => copyAsCode(input)),
    baseline: 0,
    bound: { aboveAtMost: MOST_MS },
  });
  const payloads = {
    '50 MB of items': makeSample(50_000_000),
    '50 MB in one string': `{"image":"data:image/png;base64,${'A'.repeat(50_000_000)}"}`,
    '20 MB of escapes': `{"text":"${'\\n\\u00e9'.repeat(2_500_000)}"}`,
    '20 MB of quotes in quotes': JSON.stringify({ text: '"a'.repeat(7_000_000) }),
    '20 MB of numbers, and beyond Latin': `{"→":[${'1,'.repeat(10_000_000)}1]}`,
  };
  for (const [name, payload] of Object.entries(payloads)) {
    const { url, end } = await servePayload(payload);
    const client = clientOn(url);
    const most = await mostWhile(() => use(client));
    await end();
    rows.push({
      name: `host held up at a stretch, ${name}`,
      unit: 'ms',
      ours: most,
      baseline: 0,
      bound: { aboveAtMost: MOST_MS },
    });
  }
  const script = fs.statSync(atRoot('dist', 'payload.js')).size / 1000;
  rows.push({
    name: 'panel script',
    unit: 'kB',
    ours: script,
    baseline: 0,
    bound: { aboveAtMost: MOST_SCRIPT_KB },
  });
  return rows;
};
export default bench;

async function mostWhile(task: () => Promise<void>): Promise<number> {
  let most = 0;
  const stop = watchStretches((ms) => (most = Math.max(most, ms)));
  await task();
  stop();
  return most;
}

async function use(client: FalClient): Promise<void> {
  const detail = await client.getRequest(ref);
  if (detail?.output === undefined) throw new Error('No payload came.');
  const request = await OpenRequest.open(ref, detail, { now: Date.now(), locale: 'en' });
  request.view();
  const index = request.pane('output')?.index;
  if (index === undefined) throw new Error('The payload is not JSON.');
  await findMedia(index);
  await findInJson(index, 'needle');
  await request.openString('output', index.text.indexOf(':') + 1, false, new AbortController().signal);
  await prettyPrint(await sortKeys(index));
}

async function copyAsCode(input: string): Promise<void> {
  const { text } = await prettyPrint(input);
  const safe = await hideKeys(text, [FAKE_KEY]);
  for (const format of ['curl', 'python', 'javascript'] as const)
    await writeSnippet(format, [{ endpointId: ref.endpointId, input: safe }]);
}

/** In a thread of its own: what the server does must not count. */
async function servePayload(payload: string) {
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
     const row = { request_id: 'one', endpoint_id: 'a/b', sent_at: '2026-01-01T00:00:00Z', ended_at: '2026-01-01T00:00:01Z' };
     const body = Buffer.from('{"items":[' + JSON.stringify(row).slice(0, -1) + ',"json_input":{},"json_output":' + workerData + '}]}');
     const server = require('node:http').createServer((_, response) => {
       response.setHeader('content-type', 'application/json');
       response.end(body);
     });
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true, workerData: payload },
  );
  const [port] = (await once(worker, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}`, end: () => worker.terminate() };
}
