import type { User } from '../../shared/domain/workspace.ts';
import { powerResumed } from '../../shared/ipc/contract.ts';
import type { Renewal } from '../../shared/sync/new-life.ts';
import { clockResumed } from '../db/backend-clock.ts';
import type { ChangeFeed } from '../db/change-feed.ts';
import { listen } from '../lib/bridge.ts';
import { AuthorizedFetch, type TokenSource } from './authorized-fetch.ts';
import { ContentTransport } from './content-transport.ts';
import { type FromWorker, type SyncBroadcast, syncChannelName, type ToWorker, type WindowPlace } from './messages.ts';
import { forgetPresence, takePresence } from './presence-store.ts';
import { takeStatus } from './status-store.ts';
import workerUrl from './sync-worker.ts?worker&url';
import { trustedWorkerUrl } from './trusted-worker.ts';
import { takeUpload } from './upload-store.ts';

type Running = {
  readonly worker: Worker;
  readonly channel: BroadcastChannel;
  readonly line: AuthorizedFetch;
  readonly contents: ContentTransport;
  readonly stop: () => void;
};

/** The network has come or gone, as far as the system knows: an exchange finds out, rather than a minute later. */
const LOOK_NOW = ['online', 'offline', 'focus'] as const;

let running: Running | null = null;

type SyncAccount = {
  readonly databaseName: string;
  readonly backendUrl: string;
  readonly user: User;
  readonly tokens: TokenSource;
  /** What shows data here: it is told of what the sync changes. */
  readonly feed: ChangeFeed;
  /** Told of the actions of a client that the backend has done. */
  readonly onAnswered: (clientId: string, seqs: readonly number[]) => void;
  /** Told of actions that changed their client; they are sent once this resolves. */
  readonly onRenewed: (renewal: Renewal) => Promise<void>;
  /** Told of a file whose content the backend has. */
  readonly onStored: (id: string) => void;
};

/** Starts this window's sync worker for an account. Of all windows' workers one leads; the others wait. */
export function startSync({ tokens, feed, onAnswered, onRenewed, onStored, ...account }: SyncAccount): void {
  stopSync();
  const worker = new Worker(trustedWorkerUrl(workerUrl), { type: 'module', name: 'sync' });
  const channel = new BroadcastChannel(syncChannelName(account.databaseName));
  const tell = (message: ToWorker): void => worker.postMessage(message);
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === 'failed') sayFailed(data.detail);
    else if (data.type === 'answered') onAnswered(data.clientId, data.seqs);
    else if (data.type === 'renewed') void onRenewed(data.renewal).then(() => tell({ type: 'renewed', id: data.id }));
    else if (data.type === 'changed') feed.tellHere(data.change);
    else if (data.type === 'stored') onStored(data.id);
    else void tokens(data.stale).then((answer) => tell({ type: 'token', id: data.id, answer }));
  });
  channel.addEventListener('message', ({ data }: MessageEvent<SyncBroadcast>) => {
    if (data.type === 'status') takeStatus(data.status, data.clock);
    if (data.type === 'upload') takeUpload(data.progress);
    if (data.type === 'presence') takePresence(data.events, data.isWhole);
  });
  for (const name of LOOK_NOW) window.addEventListener(name, kickSync);
  // After sleep the connections are dead, and nobody has said so yet.
  const stopListening = listen(powerResumed, () => {
    clockResumed();
    tell({ type: 'resumed' });
    kickSync();
  });
  const line = new AuthorizedFetch(account.backendUrl, tokens);
  running = {
    worker,
    channel,
    line,
    contents: new ContentTransport(line),
    stop() {
      takeUpload(null);
      stopListening();
      for (const name of LOOK_NOW) window.removeEventListener(name, kickSync);
    },
  };
  tell({ type: 'start', ...account, feedSource: feed.source });
  ask(channel, { type: 'status?' });
}

/** There is a reason to look: whichever window's worker leads, syncs now. */
export function kickSync(): void {
  if (running !== null) ask(running.channel, { type: 'look' });
}

/** There is something to send: whichever window's worker leads, sends it now, or when it next tries a line that failed. */
export function sendSoon(): void {
  if (running !== null) ask(running.channel, { type: 'work' });
}

/** Tells colleagues where this window is, through whichever window's worker leads. */
export function sayPlace(place: WindowPlace): void {
  if (running !== null) ask(running.channel, { type: 'place', place });
}

function sayFailed(detail: string): void {
  takeStatus({ lastError: detail, connection: 'offline', isSyncing: false });
  forgetPresence();
}

/** Ends this window's sync worker; another window's takes over. */
export function stopSync(): void {
  running?.stop();
  running?.worker.terminate();
  running?.channel.close();
  running = null;
  forgetPresence();
}

/** Requests to the backend as who is signed in; null while nobody is. */
export function currentLine(): AuthorizedFetch | null {
  return running?.line ?? null;
}

/** The contents of attachments at the backend, as who is signed in; null while nobody is. */
export function currentContents(): ContentTransport | null {
  return running?.contents ?? null;
}

function ask(channel: BroadcastChannel, message: SyncBroadcast): void {
  channel.postMessage(message);
}
