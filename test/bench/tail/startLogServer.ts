import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { BUILT } from '../../support/root';

/** Starts `logServer` in a thread of its own. */
export async function startLogServer(): Promise<{ readonly origin: string; end(): Promise<unknown> }> {
  const worker = new Worker(path.join(BUILT, 'bench', 'tail', 'logServer.mjs'));
  const [address] = (await once(worker, 'message')) as [{ readonly port: number }];
  return { origin: `http://127.0.0.1:${address.port}`, end: () => worker.terminate() };
}
