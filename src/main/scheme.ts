import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { fileFor, PAGE_SCHEME } from './addresses.ts';

/** What the page may load, run and reach: its own files and the backend, nothing else. `backendOrigin` has no path. */
function contentSecurityPolicy(backendOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${backendOrigin}`,
    "worker-src 'self'",
    "manifest-src 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    // The one policy of the page: the address of its sync worker.
    'trusted-types patamar-worker',
  ].join('; ');
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Makes app:// a scheme like https for storage, fetch and workers. To be called before 'ready'. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges }]);
}

/** Serves the files under `root` as app://patamar/, and nothing outside it. To be called after 'ready'. */
export function servePage(session: Session, root: string, backendOrigin: string): void {
  const headers = {
    'content-security-policy': contentSecurityPolicy(backendOrigin),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
  session.protocol.handle(PAGE_SCHEME, async (request) => {
    const file = request.method === 'GET' || request.method === 'HEAD' ? fileFor(request.url, root) : null;
    if (file === null) return new Response('bad request', { status: 400, headers });
    try {
      const contentType = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream';
      return new Response(new Uint8Array(await readFile(file)), {
        headers: { ...headers, 'content-type': contentType },
      });
    } catch {
      // A missing file and a folder look the same from outside; the page names only files of its own build.
      return new Response('not found', { status: 404, headers });
    }
  });
}
