import path from 'node:path';
import { queryOf, type PageWindow } from '../shared/ipc/page-window.ts';

export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'patamar';

/** The page's origin. Main's URL class knows no origin for own schemes: compare protocol and host. */
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;

const EXTERNAL_PROTOCOLS = new Set(['https:', 'mailto:', 'tel:']);

/** Whether an address is of our own page. */
export type IsOwn = (address: string) => boolean;

/** Our own page: app://patamar, and in development the dev server's origin (`devUrl`). */
export function ownPages(devUrl: string | null): IsOwn {
  const own = new Set([PAGE_ORIGIN, ...(devUrl === null ? [] : [originOf(devUrl)])]);
  return (address) => own.has(originOf(address));
}

/** The address of the page in one of its windows; `pageUrl` is the page's own, without a query. */
export function addressOf(window: PageWindow, pageUrl: string): string {
  const url = new URL(pageUrl);
  for (const [name, value] of Object.entries(queryOf(window))) url.searchParams.set(name, value);
  return url.href;
}

/** Whether an address may be handed to the system: a web page over https, a mail or a phone call. */
export function isExternal(address: string): boolean {
  return URL.canParse(address) && EXTERNAL_PROTOCOLS.has(new URL(address).protocol);
}

function originOf(address: string): string {
  if (!URL.canParse(address)) return '';
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

/** The file an address of the page names, or null when it leads out of `root`. */
export function fileFor(address: string, root: string): string | null {
  const url = new URL(address);
  if (url.host !== PAGE_HOST) return null;
  let pathname: string;
  try {
    pathname = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  const relative = path.relative(root, path.join(root, pathname));
  if (relative.startsWith('..') || path.isAbsolute(relative) || pathname.includes('\0')) return null;
  return path.join(root, relative === '' ? 'index.html' : relative);
}
