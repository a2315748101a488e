import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';

/** A request to a page's server, its body read. */
export type PageRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

/** Answers with JSON (a string is taken for JSON text), by hand through `response`, or not at all (undefined). */
export type PageHandler = (request: PageRequest, response: ServerResponse) => unknown;

export type PageServer = { readonly url: string; stop(): Promise<void> };

/** The folder is made anew for each run, and its port is another one: nothing kept can be stale. */
const KEPT = 'public, max-age=86400, immutable';

/** Returned by a handler that has answered, or will, through the response itself. */
export const ANSWERED = Symbol('answered');

/**
 * Serves the pages that `buildPages` made, on a free port of this machine, each as `/<name>.html`; everything that is
 * no file of theirs goes to `handle`. Main shows such a page in the place of the console's by ELECTRON_RENDERER_URL.
 */
export async function startPageServer(folder: string, handle: PageHandler): Promise<PageServer> {
  const server = createServer((request, response) => {
    answer(folder, handle, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else send(response, 500, 'text/plain', error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  });
  // A page that was killed leaves its connections to be noticed as broken: no error of ours.
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening socket has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(
  folder: string,
  handle: PageHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://page');
  if (url.pathname.endsWith('.html')) {
    const name = path.basename(url.pathname, '.html');
    const html = `<!doctype html><meta charset="utf-8"><title>${name}</title><body><div id="rows"></div><script type="module" src="/${name}.js"></script>`;
    return send(response, 200, 'text/html; charset=utf-8', html);
  }
  if (url.pathname.endsWith('.js')) {
    const script = await readFile(path.join(folder, path.normalize(url.pathname)));
    return send(response, 200, 'text/javascript', script, KEPT);
  }
  const body = await text(request);
  const answered = await handle({ method: request.method ?? 'GET', url, headers: request.headers, body }, response);
  if (answered === ANSWERED) return;
  if (answered === undefined) return send(response, 404, 'text/plain', 'nothing here');
  send(response, 200, 'application/json', typeof answered === 'string' ? answered : JSON.stringify(answered));
}

function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  caching = 'no-store',
): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': caching,
  });
  response.end(body);
}
