import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** What the proxy does with one exchange. */
export type LineFault = 'none' | 'delay' | 'cut_before' | 'cut_after' | 'double';

/**
 * A bad line between a console and its backend. Pushes and pulls are delayed, cut before the backend hears of them, cut
 * after it has answered, or sent twice; everything else goes through as it is.
 */
export class FaultyProxy {
  readonly #server: http.Server;
  readonly #target: URL;
  /** Chooses what becomes of the next push or pull; by default nothing happens to it. */
  faultOf: (path: string) => LineFault = () => 'none';
  /** How often each thing has happened. */
  readonly happened = new Map<LineFault, number>();

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = http.createServer((request, response) => {
      // A line that breaks is what this is about; both ends find out by themselves.
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async start(target: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const isExchange = request.method === 'POST' && /^\/v1\/sync\/(push|pull)$/.test(path);
    if (!isExchange) return this.#passThrough(request, response);
    const body = await text(request);
    const fault = this.faultOf(path);
    this.happened.set(fault, (this.happened.get(fault) ?? 0) + 1);
    if (fault === 'cut_before') return void request.socket.destroy();
    if (fault === 'delay') await new Promise((resolve) => setTimeout(resolve, 300));
    // Both at once: which comes first is the backend's affair.
    const sent = [this.#send(request, body), ...(fault === 'double' ? [this.#send(request, body)] : [])];
    const answers = await Promise.all(sent);
    if (fault === 'cut_after') return void request.socket.destroy();
    const answer = answers.at(-1);
    response.writeHead(answer?.status ?? 502, answer?.headers ?? {});
    response.end(answer?.body);
    return undefined;
  }

  async #send(
    { method, url, headers }: IncomingMessage,
    body: string,
  ): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: string }> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const onward = http.request(new URL(url ?? '/', this.#target), { method, headers, agent: false }, resolve);
    onward.on('error', reject);
    onward.end(body);
    const answer = await promise;
    const { 'transfer-encoding': _chunked, ...kept } = answer.headers;
    return { status: answer.statusCode ?? 502, headers: kept, body: await text(answer) };
  }

  async #passThrough(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url, headers } = request;
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const onward = http.request(new URL(url ?? '/', this.#target), { method, headers, agent: false }, resolve);
    onward.on('error', reject);
    response.on('close', () => onward.destroy());
    request.pipe(onward);
    const answer = await promise;
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  }
}
