// npm run bench -- crowd: the console in its real window with 50,000 tickets in view: what an agent does most, from key to
// paint, the list as it scrolls, and conversations of 2,000 messages. Prints JSON. Needs the built app (out/) and a display;
// bench/run.mjs sees to both. `--tickets N` (50000), `--samples N` (60), `--data <folder>` keeps the backend's database there.
import fs from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { startBackend } from '../tests/e2e/support/backend.ts';
import { closeConsole, launchConsole } from '../tests/e2e/support/console.ts';
import { removeFolder } from '../tests/e2e/support/remove-folder.ts';
import { measureFirstPull } from './console/first-pull.ts';
import { measureFloor } from './console/floor.ts';
import { FORMS, measureForms } from './console/group.ts';
import { goTo, measureInteractions, openByClick, type Workplace } from './console/interactions.ts';
import { installProbe, type Reaction } from './console/page-probe.ts';
import { ofReactions } from './console/statistics.ts';
import { measureScrolling } from './crowd/scrolling.ts';
import { seedTalk, signInByAddress } from './search/seed-talk.ts';
import { untilIndexed } from './search/until-indexed.ts';
import { SUPERVISOR } from './sync/seed-backend.ts';

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '50000' },
    samples: { type: 'string', default: '60' },
    data: { type: 'string' },
  },
});

const LONG_THREADS = 12;
/** Deep in their list: the tickets on top are what everything else is measured with. */
const LONG_FROM = 300;
const LONG_THREAD_OF = 2_000;
const AT: Workplace = { queues: ['N1', 'N2', 'N3'], firstOfTier: ['N1', 'N2', 'N3'], person: SUPERVISOR.name };

const work = await mkdtemp(path.join(os.tmpdir(), 'patamar-bench-'));
try {
  process.stdout.write(`${JSON.stringify(await measure(Number(values.tickets), Number(values.samples)), null, 2)}\n`);
} finally {
  await removeFolder(work);
}

async function measure(count: number, samples: number): Promise<object> {
  const dataDir = path.resolve(values.data ?? path.join(work, 'data'));
  if (!fs.existsSync(dataDir)) {
    process.stderr.write('Making the tickets.\n');
    await seedTalk(dataDir, count, {
      longThreads: LONG_THREADS,
      longFrom: LONG_FROM,
      longThreadOf: LONG_THREAD_OF,
    });
  }
  const backend = await startBackend({ dataDir, env: { PATAMAR_SAMPLE: '0' } });
  const running = await launchConsole({ userData: path.join(work, 'profile'), backendUrl: backend.url });
  try {
    const { app, page } = running;
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
    process.stderr.write('Fetching them.\n');
    const firstPull = await measureFirstPull(page, () => signInByAddress(page));
    if (firstPull.tickets !== count) throw new Error(`${firstPull.tickets} tickets came, ${count} were expected`);
    // Reading all tickets for the search is work of the first minute only.
    await untilIndexed(page, count);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    process.stderr.write('Long conversations.\n');
    const openLongThread = await longThreads(page);
    process.stderr.write('Scrolling.\n');
    const scrolling = await measureScrolling(page, await app.context().newCDPSession(page));
    process.stderr.write(`Interactions, ${samples} of each.\n`);
    const interactions = await measureInteractions(page, samples, AT);
    process.stderr.write('Forms, and one act on a whole list.\n');
    const forms = await measureForms(page, Math.min(samples, FORMS), AT);
    const moveFloor = await measureFloor(page, samples);
    const measured = { ...interactions, ...forms, openLongThread, moveFloor };
    return {
      bench: 'crowd',
      tickets: count,
      loadAverage: os.loadavg().map((value) => Math.round(value * 10) / 10),
      firstPull,
      scrolling,
      interactions: Object.fromEntries(
        Object.entries(measured).map(([name, reactions]) => [name, ofReactions(reactions)]),
      ),
    };
  } finally {
    await closeConsole(running);
    await backend.stop();
  }
}

/** Opens the tickets with the long conversations, one after the other. */
async function longThreads(page: Page): Promise<readonly Reaction[]> {
  await page.evaluate(installProbe);
  await goTo(page, { title: AT.firstOfTier[2], lane: 'open' });
  await scrollToRow(page, LONG_FROM + 1);
  return openByClick(page, 6);
}

/** Scrolls the list until the row of that place is at its top; more of it comes as one scrolls. */
async function scrollToRow(page: Page, place: number): Promise<void> {
  const row = page.locator(`#ticket-list [aria-posinset="${place}"]`);
  while ((await row.count()) === 0) {
    await page.evaluate(() => document.getElementById('ticket-list')?.scrollBy({ top: 400 }));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  await row.evaluate((element) => element.scrollIntoView({ block: 'start' }));
}
