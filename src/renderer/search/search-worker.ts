import '../lib/zod-without-eval.ts';
import { backendNowMs, beginClock } from '../db/backend-clock.ts';
import { ChangeFeed } from '../db/change-feed.ts';
import { ConsoleDb } from '../db/console-db.ts';
import { closeWhenAsked } from '../db/open-database.ts';
import { IndexFeeder } from './index-feeder.ts';
import type { FromSearchWorker, IndexProgress, TicketHits, ToSearchWorker } from './messages.ts';

const REST_MS = 2;
/** The first sync writes as fast as it can, and is what somebody waits for. */
const REST_IN_FIRST_SYNC_MS = 60;
/** What is on screen is searched again at most this often while much changes. */
const TELL_EVERY_MS = 250;

const NOTHING_YET: TicketHits = { hits: [], total: 0, words: [], progress: { done: 0, total: 0 } };

let feeder: IndexFeeder | null = null;
let toldAtMs = Number.NEGATIVE_INFINITY;
let telling: ReturnType<typeof setTimeout> | undefined;

function tell(message: FromSearchWorker): void {
  self.postMessage(message);
}

function fail(error: unknown): void {
  feeder?.end();
  tell({ type: 'failed', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
}

/** Tells of a change at once, and of all that follow within a moment together. */
function tellChanged(): void {
  if (telling !== undefined) return;
  const restMs = Math.max(0, toldAtMs + TELL_EVERY_MS - performance.now());
  telling = setTimeout(() => {
    telling = undefined;
    toldAtMs = performance.now();
    const progress: IndexProgress | null = feeder?.progress ?? null;
    tell({ type: 'changed', progress });
  }, restMs);
}

async function start({ databaseName, user }: Extract<ToSearchWorker, { readonly type: 'start' }>): Promise<void> {
  // Never opened by itself again: after a sign-out that would make an empty one.
  const db = new ConsoleDb(databaseName, { autoOpen: false });
  await db.open();
  closeWhenAsked(db);
  const { clockOffsetMs, clockMeasuredAtMs } = await db.remembered();
  beginClock({ offsetMs: clockOffsetMs, measuredAtMs: clockMeasuredAtMs });
  const made = new IndexFeeder(db, user, {
    nowMs: backendNowMs,
    rest: (isFirstSync) => new Promise((done) => setTimeout(done, isFirstSync ? REST_IN_FIRST_SYNC_MS : REST_MS)),
    onChange: tellChanged,
  });
  feeder = made;
  new ChangeFeed(databaseName).subscribe((change) => {
    made.take(change);
    made.feed().catch(fail);
  });
  await made.feed();
}

async function search({ id, ...wanted }: Extract<ToSearchWorker, { readonly type: 'search' }>): Promise<void> {
  const hits = (await feeder?.search(wanted)) ?? NOTHING_YET;
  tell({ type: 'found', id, hits });
}

self.addEventListener('message', ({ data }: MessageEvent<ToSearchWorker>) => {
  const work = data.type === 'start' ? start(data) : search(data);
  work.catch(fail);
});
