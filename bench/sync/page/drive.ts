import { z } from 'zod';
import { type PageResult, type Part, PARTS } from '../messages.ts';
import { expected, report } from './harness.ts';
import { LiveRows, SHOWN } from './live-rows.ts';
import { measureActs, measureChanges, measureOffline, type Measured } from './measure.ts';
import type { Peer } from './peer.ts';

const querySchema = z.object({
  phase: z.enum(['work', 'start', 'heap']),
  parts: z.string().transform((text) => PARTS.filter((part) => text.split(',').includes(part))),
});

declare global {
  // There with --enable-precise-memory-info.
  interface Performance {
    readonly memory: { readonly usedJSHeapSize: number };
  }
}

/** Runs the phase that the page's address names on a peer, and reports. */
export async function drive(peer: Peer): Promise<void> {
  const wrong: string[] = [];
  try {
    const { phase, parts } = querySchema.parse(Object.fromEntries(new URLSearchParams(location.search)));
    const rows = new LiveRows();
    const measured = await { work: () => work(peer, rows, parts, wrong), start, heap }[phase](peer, rows);
    await compare(peer, rows, wrong);
    await report({ ...measured, wrong });
  } catch (error) {
    const failure = error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);
    await report({ failure, wrong });
  }
}

async function work(peer: Peer, rows: LiveRows, parts: readonly Part[], wrong: string[]): Promise<Measured> {
  await peer.open(rows);
  const blocks = watchBlocks();
  const startedAtMs = performance.now();
  const firstRows = rows.until((shown) => shown.length === SHOWN);
  await peer.pullAll();
  const pulledAtMs = performance.now();
  const firstRowsAtMs = await firstRows;
  const measured: PageResult = {
    pullMs: Math.max(pulledAtMs, firstRowsAtMs) - startedAtMs,
    firstRowsMs: firstRowsAtMs - startedAtMs,
    longestBlockMs: blocks.stop(),
    wrong,
  };
  await compare(peer, rows, wrong);
  return {
    ...measured,
    ...(parts.includes('changes') ? await measureChanges(peer, rows) : {}),
    ...(parts.includes('acts') ? await measureActs(peer, rows) : {}),
    ...(parts.includes('offline') ? await measureOffline(peer, wrong) : {}),
  };
}

async function start(peer: Peer, rows: LiveRows): Promise<Measured> {
  const shown = rows.until((all) => all.length >= SHOWN);
  await peer.open(rows);
  return { startMs: (await shown) - scriptAtMs() };
}

/** When the page's script had arrived, to be compiled and run. */
function scriptAtMs(): number {
  const script = performance.getEntriesByType('resource').find(({ name }) => new URL(name).pathname.endsWith('.js'));
  if (!(script instanceof PerformanceResourceTiming)) throw new Error('the page has no script');
  return script.responseEnd;
}

async function heap(peer: Peer, rows: LiveRows): Promise<Measured> {
  const emptyHeapMb = await heapMb();
  await peer.open(rows);
  await rows.until((all) => all.length >= SHOWN);
  return { emptyHeapMb, heapMb: await heapMb() };
}

/** What the page holds after everything has come to rest and been collected. */
async function heapMb(): Promise<number> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    // There with --js-flags=--expose-gc.
    globalThis.gc?.();
  }
  return performance.memory.usedJSHeapSize / 2 ** 20;
}

/** Watches how long the page cannot answer: the longest gap between two calls of a timer that wants every 4 ms. */
function watchBlocks(): { stop(): number } {
  let longestMs = 0;
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
  }, 4);
  return {
    stop() {
      clearInterval(timer);
      return longestMs;
    },
  };
}

/** Compares what is here with what the backend holds. */
async function compare(peer: Peer, rows: LiveRows, wrong: string[]): Promise<void> {
  const { count, top } = await expected();
  const isSame = (): boolean => rows.rows.map(({ id }) => id).join() === top.join();
  // The last change may still be on its way to the page.
  for (let turn = 0; turn < 40 && !isSame(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  if (!isSame()) wrong.push('the first rows of the queue');
  if ((await peer.count()) !== count) wrong.push('the number of tickets');
}
