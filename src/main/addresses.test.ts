import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageWindowOf } from '../shared/ipc/page-window.ts';
import { addressOf, fileFor, isExternal, ownPages, PAGE_ORIGIN } from './addresses.ts';
import { ticketInArguments, ticketInLink } from './deep-link.ts';
import { readEnvironment } from './environment.ts';

const ROOT = '/app/out/renderer';
const TICKET_ID = '0197a3c2-5f0e-7d0a-9d9b-6f7a5a3f1c11';

test('an address of the page names a file of the build', () => {
  expect(fileFor('app://patamar/', ROOT)).toBe(path.join(ROOT, 'index.html'));
  expect(fileFor('app://patamar/assets/main.js?v=1#top', ROOT)).toBe(path.join(ROOT, 'assets/main.js'));
});

test('an address of another host, or one that is no address, names nothing', () => {
  expect(fileFor('app://other/index.html', ROOT)).toBeNull();
  expect(fileFor('app://patamar/%', ROOT)).toBeNull();
  expect(fileFor('app://patamar/index.html%00.js', ROOT)).toBeNull();
});

test('no address leads out of the build', () => {
  const anyStep = fc.constantFrom('..', '%2e%2e', '..%2f..', '%2f', '/', '\\', '%5c', 'assets', '.', '', 'etc');
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 8 }), (steps) => {
      const file = fileFor(`app://patamar/${steps.join('/')}`, ROOT);
      const isInside = file === null || path.normalize(file).startsWith(`${ROOT}/`);
      expect(isInside).toBe(true);
    }),
    { examples: [[['..%2f..', 'package.json']]] },
  );
});

test('only our own page and, in development, the dev server are ours', () => {
  const installed = ownPages(null);
  expect(installed('app://patamar/index.html')).toBe(true);
  expect(['app://patamar.evil/', 'https://patamar/', 'http://localhost:5173/', 'nonsense'].some(installed)).toBe(false);
  const inDevelopment = ownPages('http://localhost:5173');
  expect(inDevelopment('http://localhost:5173/main.tsx')).toBe(true);
  expect(inDevelopment('http://localhost:51730/')).toBe(false);
});

test('only web pages over https, mails and calls are handed to the system', () => {
  expect(['https://example.com', 'mailto:a@example.com', 'tel:+5511'].every(isExternal)).toBe(true);
  expect(['http://example.com', 'file:///etc/passwd', 'javascript:alert(1)', 'ms-msdt:/x', ''].some(isExternal)).toBe(
    false,
  );
});

test('a link opens the ticket it names and nothing else', () => {
  expect(ticketInLink(`patamar://ticket/${TICKET_ID}?from=mail`)).toBe(TICKET_ID);
  expect(ticketInArguments(['/usr/bin/patamar', '--lang=pt', `patamar://ticket/${TICKET_ID}`])).toBe(TICKET_ID);
  const others = [
    'patamar://ticket/42',
    `patamar://user/${TICKET_ID}`,
    `https://ticket/${TICKET_ID}`,
    '%',
    'patamar://',
  ];
  expect(others.map(ticketInLink)).toEqual([null, null, null, null, null]);
  expect(ticketInArguments(['patamar'])).toBeNull();
});

test('the environment names the backend, and a packaged app obeys no dev server', () => {
  const env = { PATAMAR_BACKEND_URL: 'https://desk.example.com/base/', ELECTRON_RENDERER_URL: 'http://localhost:5173' };
  expect(readEnvironment(env, true)).toMatchObject({
    backendUrl: 'https://desk.example.com/base',
    backendOrigin: 'https://desk.example.com',
    devUrl: null,
  });
  expect(readEnvironment(env, false).devUrl).toBe('http://localhost:5173');
  expect(readEnvironment({}, true).backendUrl).toBe('http://127.0.0.1:4710');
  expect(() => readEnvironment({ PATAMAR_BACKEND_URL: 'ftp://x' }, true)).toThrow('PATAMAR_BACKEND_URL');
});

test('each window has its own address, which its page reads back, and which is still our own', () => {
  const ticketId = '0197a3c2-5f0e-7d0a-9d9b-6f7a5a3f1c11';
  const windows = [{ kind: 'console' }, { kind: 'ticket', ticketId }, { kind: 'wallboard' }] as const;
  for (const pageUrl of [`${PAGE_ORIGIN}/index.html`, 'http://localhost:5173/']) {
    const addresses = windows.map((window) => addressOf(window, pageUrl));
    expect(new Set(addresses).size).toBe(3);
    const read = addresses.map((address) => pageWindowOf(Object.fromEntries(new URL(address).searchParams)));
    expect(read).toEqual(windows);
    expect(addresses.every(ownPages('http://localhost:5173'))).toBe(true);
  }
  expect(fileFor(addressOf({ kind: 'ticket', ticketId }, `${PAGE_ORIGIN}/index.html`), '/app')).toBe('/app/index.html');
});

test('an address that names no window of ours is the console', () => {
  for (const query of [
    '',
    '?window=ticket',
    '?window=ticket&ticketId=../x',
    '?window=admin',
    '?window=wallboard&a=1',
  ]) {
    const { searchParams } = new URL(`${PAGE_ORIGIN}/index.html${query}`);
    expect(pageWindowOf(Object.fromEntries(searchParams))).toEqual({ kind: 'console' });
  }
});
