// npm run bench -- countdowns: what 2,000 countdowns on screen cost, all of them in sight of the real window: the list's own
// pills, turned by the one clock that all share. CPU time of the page's thread, and of all processes of the console with
// their threads; not of the wall: others use this machine.
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession } from '@playwright/test';
import { closeConsole, launchConsole, type RunningConsole } from '../tests/e2e/support/console.ts';
import { buildPages } from '../tests/e2e/support/pages/build-pages.ts';
import { ANSWERED, startPageServer } from '../tests/e2e/support/pages/page-server.ts';
import { PROJECT_ROOT } from '../tests/e2e/support/project-root.ts';
import { removeFolder } from '../tests/e2e/support/remove-folder.ts';

const COUNT = 2_000;
/** A window stands for hours: what only its beginning costs (compiling, clearing up) is over by then. */
const SETTLE_MS = 30_000;
/** Each turns once in it. */
const WATCH_MS = 60_000;
const IDLE_MS = 20_000;
/** Small enough that all of them fit into the window; each in a place of its own, as the rows of the list are. */
const ALL_IN_SIGHT = `#countdowns { zoom: 0.42; }
  #countdowns > div { position: absolute; width: 84px; height: 22px; contain: size layout style; }`;

declare global {
  // The page of this benchmark puts it there.
  var showCountdowns: (count: number, kind: 'far' | 'near') => void;
}

const work = await mkdtemp(path.join(os.tmpdir(), 'patamar-bench-'));
try {
  process.stdout.write(`${JSON.stringify(await measure())}\n`);
} finally {
  await removeFolder(work);
}

async function measure() {
  const pages = path.join(work, 'pages');
  await buildPages({ countdowns: path.join(PROJECT_ROOT, 'bench/countdowns/page.ts') }, pages);
  const styles = await stylesOf(pages);
  const server = await startPageServer(pages, ({ url }, response) => {
    if (url.pathname !== '/style.css') return undefined;
    response.writeHead(200, { 'content-type': 'text/css' });
    response.end(styles);
    return ANSWERED;
  });
  const opened = await launchConsole({
    userData: path.join(work, 'profile'),
    backendUrl: server.url,
    env: { ELECTRON_RENDERER_URL: `${server.url}/countdowns.html` },
  });
  try {
    const { app, page } = opened;
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
    await page.addStyleTag({ url: '/style.css' });
    const session = await app.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const idle = await shareOf(opened, session, IDLE_MS);
    const shares: Record<string, Shares> = { idle };
    let inSight = 0;
    for (const kind of ['far', 'near'] as const) {
      await page.evaluate(([count, which]) => globalThis.showCountdowns(count, which), [COUNT, kind] as const);
      await page
        .getByRole('timer')
        .nth(COUNT - 1)
        .waitFor();
      inSight = await page.evaluate(
        () =>
          [...document.querySelectorAll('[role=timer]')].filter(
            (pill) => pill.getBoundingClientRect().bottom <= window.innerHeight,
          ).length,
      );
      await wait(SETTLE_MS);
      shares[kind] = await shareOf(opened, session, WATCH_MS);
    }
    const percentOf = (which: keyof Shares) =>
      Object.fromEntries(Object.entries(shares).map(([kind, each]) => [kind, each[which]]));
    const [percentOfACore, percentOfAllProcesses] = [percentOf('page'), percentOf('all')];
    return { bench: 'countdowns', count: COUNT, inSight, percentOfACore, percentOfAllProcesses };
  } finally {
    await closeConsole(opened);
    await server.stop();
  }
}

/** Shares of a core, in percent: of the page's thread, and of all threads of all processes. */
type Shares = { readonly page: number; readonly all: number };

/** How much of a core is busy, over so long. */
async function shareOf(opened: RunningConsole, session: CDPSession, watchMs: number): Promise<Shares> {
  const [pageBefore, allBefore] = [await taskSeconds(session), await allSeconds(opened)];
  const startMs = performance.now();
  await wait(watchMs);
  const [page, all] = [(await taskSeconds(session)) - pageBefore, (await allSeconds(opened)) - allBefore];
  const seconds = (performance.now() - startMs) / 1_000;
  const share = (busy: number): number => Number(((100 * busy) / seconds).toFixed(2));
  return { page: share(page), all: share(all) };
}

/** Processor time of all of the console's processes since they began, s. */
async function allSeconds({ app }: RunningConsole): Promise<number> {
  return app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? 0), 0),
  );
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const found = metrics.find(({ name }) => name === 'TaskDuration');
  if (found === undefined) throw new Error('Chromium measures no tasks');
  return found.value;
}

/** The console's own styles: those of the whole page and those of the pills. */
async function stylesOf(pages: string): Promise<string> {
  const ui = path.join(PROJECT_ROOT, 'src/renderer/ui');
  const made = (await readdir(pages, { recursive: true })).filter((name) => name.endsWith('.css'));
  const files = [path.join(ui, 'tokens.css'), path.join(ui, 'base.css'), ...made.map((name) => path.join(pages, name))];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return [...texts, ALL_IN_SIGHT].join('\n');
}
