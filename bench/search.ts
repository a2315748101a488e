// npm run bench -- search: types into the search of the console, in its real window with 50,000 tickets in view, and measures
// from each key to what it finds on screen. Prints JSON. Needs the built app (out/) and a display; bench/run.mjs sees to both.
// `--tickets N` (50000), `--data <folder>` keeps the backend's database there.
import fs from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { startBackend } from '../tests/e2e/support/backend.ts';
import { closeConsole, launchConsole, type RunningConsole } from '../tests/e2e/support/console.ts';
import { removeFolder } from '../tests/e2e/support/remove-folder.ts';
import { spreadOf } from './console/statistics.ts';
import { seedTalk, signInByAddress } from './search/seed-talk.ts';
import { untilIndexed } from './search/until-indexed.ts';

const { values } = parseArgs({
  options: { tickets: { type: 'string', default: '50000' }, data: { type: 'string' } },
});

/** What people type: words of many tickets and of few, names, numbers, typos, filters. */
const TYPED = [
  'conexao',
  'fatura errada',
  'roteador reiniciei',
  'joao araujo',
  'padaria',
  '31234',
  'boleto segunda via',
  'rotaedor',
  'protocolo ab90',
  'cliente4321@exemplo',
  'antena fila:n2',
  'prioridade:p1 canal:whatsapp',
  'atrasado',
  'sinal fibra cobranca',
];

const work = await mkdtemp(path.join(os.tmpdir(), 'patamar-bench-'));
try {
  process.stdout.write(`${JSON.stringify(await measure(Number(values.tickets)), null, 2)}\n`);
} finally {
  await removeFolder(work);
}

async function measure(count: number): Promise<object> {
  const dataDir = path.resolve(values.data ?? path.join(work, 'data'));
  if (!fs.existsSync(dataDir)) {
    process.stderr.write('Making the tickets.\n');
    await seedTalk(dataDir, count);
  }
  const backend = await startBackend({ dataDir, env: { PATAMAR_SAMPLE: '0' } });
  const running = await launchConsole({ userData: path.join(work, 'profile'), backendUrl: backend.url });
  try {
    const { page } = running;
    process.stderr.write('Fetching them.\n');
    await signInByAddress(page);
    const indexedAfterMs = await untilIndexed(page, count);
    process.stderr.write('Typing.\n');
    await page.evaluate(watchKeys);
    const reactions: { readonly key: string; readonly ms: number }[] = [];
    for (const text of TYPED) reactions.push(...(await typeIn(page, text)));
    const slowest = reactions.toSorted((a, b) => b.ms - a.ms).slice(0, 5);
    return {
      bench: 'search',
      tickets: count,
      keyToPaintMs: spreadOf(reactions.map(({ ms }) => ms)),
      slowest,
      indexedAfterMs,
      memoryMb: await memoryOf(running),
      loadAverage: os.loadavg().map((value) => Math.round(value * 10) / 10),
    };
  } finally {
    await closeConsole(running);
    await backend.stop();
  }
}

declare global {
  interface Window {
    /** From the last key in the search field to its painted outcome, ms. */
    patamarReaction: Promise<number>;
  }
}

/** Has the page measure, from each key in the search field, until what it finds is painted. */
function watchKeys(): void {
  window.addEventListener(
    'keydown',
    ({ timeStamp, target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      const before = target.value;
      const isShown = (): boolean =>
        target.value !== before && document.getElementById('ticket-list')?.getAttribute('aria-busy') !== 'true';
      window.patamarReaction = new Promise((resolve) => {
        const look = (): void => {
          if (!isShown()) return;
          observer.disconnect();
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.addEventListener('message', () => resolve(performance.now() - timeStamp));
            channel.port1.start();
            channel.port2.postMessage(null);
          });
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      });
    },
    true,
  );
}

async function typeIn(page: Page, text: string): Promise<{ readonly key: string; readonly ms: number }[]> {
  await page.keyboard.press('Escape');
  await page.getByText('Ou filtre com palavras').waitFor();
  const reactions: { key: string; ms: number }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => resolve(null))));
    await page.keyboard.press(text[at] === ' ' ? 'Space' : (text[at] ?? ''));
    const ms = await page.evaluate(() => window.patamarReaction);
    reactions.push({ key: `${text.slice(0, at)}[${text[at] ?? ''}]`, ms: Math.round(ms * 10) / 10 });
  }
  return reactions;
}

/** What the page and its workers take, the search's index among them, MB. */
async function memoryOf({ app }: RunningConsole): Promise<number> {
  const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics());
  const page = metrics.find(({ type }) => type === 'Tab');
  return Math.round((page?.memory.workingSetSize ?? 0) / 1_024);
}
