import '../lib/zod-without-eval.ts';
import { SyncEngine, type Sleep } from '../../shared/sync/engine.ts';
import type { Renewal } from '../../shared/sync/new-life.ts';
import { initialStatus, type SyncStatus } from '../../shared/sync/status.ts';
import { backendNowMs, setClockOffsetMs, clockOffsetMs } from '../db/backend-clock.ts';
import { ChangeFeed } from '../db/change-feed.ts';
import { ConsoleDb } from '../db/console-db.ts';
import { IndexedDbStorage } from '../db/indexed-db-storage.ts';
import { HttpTransport } from './http-transport.ts';
import { type FromWorker, type SyncBroadcast, syncChannelName, type TokenAnswer, type ToWorker } from './messages.ts';

type Start = Extract<ToWorker, { readonly type: 'start' }>;

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

/** Waits to lead, and syncs for as long as this worker lives: one engine at a time over all windows. */
async function lead(start: Start): Promise<void> {
  const name = `patamar-sync:${start.databaseName}`;
  await navigator.locks.request(name, () => syncWhileLeading(start));
}

async function syncWhileLeading({ databaseName, backendUrl, user }: Start): Promise<void> {
  const storage = new IndexedDbStorage(new ConsoleDb(databaseName), backendNowMs);
  const meta = await storage.transact('sync', (tx) => tx.meta());
  setClockOffsetMs(meta.clockOffsetMs);
  const feed = new ChangeFeed(databaseName);
  const channel = new BroadcastChannel(syncChannelName(databaseName));
  let status: SyncStatus = initialStatus;
  const announce = (): void => {
    const message: SyncBroadcast = { type: 'status', status, clockOffsetMs: clockOffsetMs() };
    channel.postMessage(message);
  };
  const engine = new SyncEngine({
    storage,
    transport: new HttpTransport(backendUrl, askToken),
    identity: { user },
    environment: { nowMs: Date.now, random: Math.random, newId: () => crypto.randomUUID(), sleep },
    onChange: (change) => feed.publish(change),
    onClock: setClockOffsetMs,
    onAnswered: (answeredId, seqs) => tell({ type: 'answered', clientId: answeredId, seqs }),
    onRenewed: tellRenewed,
    onStatus: (next) => {
      status = next;
      announce();
    },
  });
  channel.addEventListener('message', ({ data }: MessageEvent<SyncBroadcast>) => {
    if (data.type === 'kick') engine.kick();
    if (data.type === 'status?') announce();
  });
  self.addEventListener('online', () => engine.kick());
  kick = () => engine.kick();
  await engine.run();
}

let kick = (): void => undefined;

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'start':
      lead(data).catch((error: unknown) => {
        tell({ type: 'failed', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
      });
      return;
    case 'kick':
      kick();
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
