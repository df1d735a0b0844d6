import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Now } from '../../src/core/sample/world';
import { AskedList } from './asked';
import { readAsked } from './exchange';
import { send } from './respond';
import type { Watch } from './watch';

const NOTHING = '{"apps":[],"items":[],"next_cursor":null,"has_more":false}';

/** A stranger to whom fal may redirect: answers everything and writes down what it was given. */
export class OtherHost {
  readonly asked: AskedList;
  private server: Server | undefined;

  constructor(
    private readonly now: Now,
    watch: Watch,
  ) {
    this.asked = new AskedList(watch);
  }

  /** Listens from the first time on. */
  async origin(): Promise<string> {
    if (!this.server) {
      this.server = createServer((request, response) => {
        const url = new URL(request.url ?? '/', 'http://127.0.0.1');
        void readAsked(request, url, url.pathname, this.now).then((asked) => {
          this.asked.add(asked);
          send(response, 200, NOTHING, 'application/json');
        });
      });
      this.server.listen(0, '127.0.0.1');
    }
    if (!this.server.listening) await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}
