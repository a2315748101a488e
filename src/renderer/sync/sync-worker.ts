import '../lib/zod-without-eval.ts';
import type { ClockKnowledge } from '../../shared/sync/clock-watch.ts';
import { SyncEngine, type Sleep } from '../../shared/sync/engine.ts';
import { BEAT_EVERY_MS, LeaderWatch, LOOK_EVERY_MS } from '../../shared/sync/leader-watch.ts';
import type { Renewal } from '../../shared/sync/new-life.ts';
import { initialStatus, type SyncStatus } from '../../shared/sync/status.ts';
import { UploadLoop } from '../../shared/sync/upload-loop.ts';
import { backendNowMs, clockOffsetMs, clockResumed, knowClock, lookAtClock } from '../db/backend-clock.ts';
import { ChangeFeed } from '../db/change-feed.ts';
import { ConsoleDb } from '../db/console-db.ts';
import { IndexedDbStorage } from '../db/indexed-db-storage.ts';
import { DexieUnsentFiles } from '../db/unsent-files.ts';
import { AuthorizedFetch } from './authorized-fetch.ts';
import { ContentTransport } from './content-transport.ts';
import { HttpTransport } from './http-transport.ts';
import { type FromWorker, type SyncBroadcast, syncChannelName, type TokenAnswer, type ToWorker } from './messages.ts';
import { PresenceDesk } from './presence-desk.ts';

type Start = Extract<ToWorker, { readonly type: 'start' }>;

/** How long a database that failed is left alone, ms. */
const AGAIN_AFTER_MS = 5_000;

const asked = new Map<number, (answer: TokenAnswer) => void>();
const renewing = new Map<number, () => void>();
let questions = 0;

function tell(message: FromWorker): void {
  self.postMessage(message);
}

/** The page keeps the session; the worker asks it for a token. */
function askToken(stale: string | null): Promise<TokenAnswer> {
  const id = (questions += 1);
  return new Promise((resolve) => {
    asked.set(id, resolve);
    tell({ type: 'token', id, stale });
  });
}

/** The page keeps the journal too. */
function tellRenewed(renewal: Renewal): Promise<void> {
  const id = (questions += 1);
  return new Promise((resolve) => {
    renewing.set(id, resolve);
    tell({ type: 'renewed', id, renewal });
  });
}

function sleep(ms: number): Sleep {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  return {
    over: promise,
    wake() {
      clearTimeout(timer);
      resolve();
    },
  };
}

/**
 * One engine at a time over all windows. Waits to lead and syncs for as long as it does; takes the lead from an engine
 * that is frozen; goes back to waiting when the lead is taken from it, and tries again when its database fails.
 */
async function syncForever(start: Start): Promise<never> {
  for (;;) {
    try {
      await syncInTurn(start);
    } catch (error) {
      // A full disk, or a database that was closed: it may be another matter in a while.
      tell({ type: 'failed', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
      await sleep(AGAIN_AFTER_MS).over;
    }
  }
}

async function syncInTurn(start: Start): Promise<never> {
  const name = `patamar-sync:${start.databaseName}`;
  for (;;) {
    const waiting = new AbortController();
    const stopLooking = followLeader(start.databaseName, () => waiting.abort());
    const isLeaderFrozen = await holdLead(start, name, { signal: waiting.signal }, stopLooking);
    stopLooking();
    if (isLeaderFrozen) await holdLead(start, name, { steal: true }, stopLooking);
  }
}

/** Leads once the lock is there, until it is gone. Answers whether waiting for it was given up. */
async function holdLead(start: Start, name: string, how: LockOptions, onLead: () => void): Promise<boolean> {
  let leading: ReturnType<typeof beginLeading> | null = null;
  try {
    await navigator.locks.request(name, how, () => {
      onLead();
      leading = beginLeading(start);
      return leading.over;
    });
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'AbortError') throw error;
    if (leading === null) return true;
    // Taken by another window: what this engine still writes is refused by its epoch.
    await endLeading(leading);
  }
  return false;
}

function beginLeading(start: Start): { readonly over: Promise<void>; readonly stop: () => void } {
  const stopped = new AbortController();
  return { over: syncWhileLeading(start, stopped.signal), stop: () => stopped.abort() };
}

async function endLeading({ over, stop }: ReturnType<typeof beginLeading>): Promise<void> {
  stop();
  await over;
}

/** Has `onFrozen` called once when the leading engine gives no sign of life, until the function it returns is called. */
function followLeader(databaseName: string, onFrozen: () => void): () => void {
  const watch = new LeaderWatch(performance.now());
  const channel = new BroadcastChannel(syncChannelName(databaseName));
  channel.addEventListener('message', ({ data }: MessageEvent<SyncBroadcast>) => {
    if (data.type === 'beat' || data.type === 'status') watch.heard(performance.now());
  });
  const looking = setInterval(() => {
    if (watch.look(performance.now())) onFrozen();
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(looking);
    channel.close();
  };
}

async function syncWhileLeading(
  { databaseName, backendUrl, user, feedSource }: Start,
  stopped: AbortSignal,
): Promise<void> {
  const channel = new BroadcastChannel(syncChannelName(databaseName));
  const beat = (): void => channel.postMessage({ type: 'beat' } satisfies SyncBroadcast);
  const beating = setInterval(beat, BEAT_EVERY_MS);
  beat();
  let looking: ReturnType<typeof setInterval> | undefined;
  const db = new ConsoleDb(databaseName);
  const feed = new ChangeFeed(databaseName, feedSource);
  try {
    const storage = new IndexedDbStorage(db, backendNowMs, user.id);
    const meta = await storage.look((tx) => tx.meta());
    let clock: ClockKnowledge = { offsetMs: meta.clockOffsetMs, measuredAtMs: meta.clockMeasuredAtMs };
    knowClock(clock);
    let status: SyncStatus = initialStatus;
    const announce = (): void => {
      channel.postMessage({ type: 'status', status, clock } satisfies SyncBroadcast);
    };
    const line = new AuthorizedFetch(backendUrl, askToken);
    const contents = new ContentTransport(line);
    const uploads = new UploadLoop({
      files: new DexieUnsentFiles(db, Date.now, (id) => tell({ type: 'stored', id })),
      transport: contents,
      environment: { random: Math.random, sleep },
      onProgress: (progress) => channel.postMessage({ type: 'upload', progress } satisfies SyncBroadcast),
    });
    const transport = new HttpTransport(line);
    const presence = new PresenceDesk({
      clientId: async () => (await storage.look((tx) => tx.meta())).clientId,
      isOnline: () => status.connection === 'online',
      send: (request) => transport.presence(request),
      broadcast: (message) => (stopped.aborted ? undefined : channel.postMessage(message)),
    });
    const engine = new SyncEngine({
      storage,
      transport,
      identity: { user },
      environment: { nowMs: Date.now, random: Math.random, newId: () => crypto.randomUUID(), sleep },
      onChange: (change) => {
        tell({ type: 'changed', change });
        feed.publish(change);
      },
      onClock: (known) => {
        clock = known;
        knowClock(known);
      },
      onAnswered(answeredId, seqs) {
        tell({ type: 'answered', clientId: answeredId, seqs });
        // What they name may be sent now.
        uploads.kick();
      },
      onRenewed: tellRenewed,
      onPresence: (event) => presence.hear(event),
      onStatus: (next) => {
        if (next.connection === 'online' && status.connection !== 'online') uploads.kick();
        status = next;
        // A stopped engine has nothing more to say: another one speaks.
        if (!stopped.aborted) announce();
      },
    });
    channel.addEventListener('message', ({ data }: MessageEvent<SyncBroadcast>) => {
      if (data.type === 'look') kick();
      if (data.type === 'work') engine.tellWork();
      if (data.type === 'place') presence.say(data.place);
      if (data.type !== 'status?') return;
      announce();
      presence.tellAll();
    });
    kick = () => {
      engine.kick();
      uploads.kick();
    };
    stopped.addEventListener('abort', () => engine.stop());
    // Whoever led before may have told of people that this one knows nothing of.
    presence.tellAll();
    looking = setInterval(() => {
      // Should it fail, the clock is measured with the next exchange all the same.
      if (lookAtClock()) engine.clockMoved(clockOffsetMs()).catch(() => engine.kick());
    }, LOOK_EVERY_MS);
    if (!stopped.aborted) await runBoth(engine, uploads, contents);
  } finally {
    kick = () => undefined;
    clearInterval(looking);
    clearInterval(beating);
    channel.close();
    feed.close();
    db.close();
  }
}

/** Syncs and sends contents side by side, until the engine ends or one of them fails; then both have ended. */
async function runBoth(engine: SyncEngine, uploads: UploadLoop, contents: ContentTransport): Promise<void> {
  const endUploads = (): void => {
    uploads.stop();
    contents.close();
  };
  const both = [engine.run().finally(endUploads), uploads.run().finally(() => engine.stop())];
  await Promise.allSettled(both);
  await Promise.all(both);
}

let kick = (): void => undefined;

self.addEventListener('online', () => kick());

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'start':
      void syncForever(data);
      return;
    case 'resumed':
      clockResumed();
      return;
    case 'renewed':
      renewing.get(data.id)?.();
      renewing.delete(data.id);
      return;
    case 'token':
      asked.get(data.id)?.(data.answer);
      asked.delete(data.id);
  }
});
