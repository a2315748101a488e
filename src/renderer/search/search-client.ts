import type { TicketQuery } from '../../shared/search/ticket-query.ts';
import { currentConsole, subscribeConsole } from '../db/current-console.ts';
import { trustedWorkerUrl } from '../sync/trusted-worker.ts';
import type { FromSearchWorker, IndexProgress, Search, TicketHits } from './messages.ts';
import workerUrl from './search-worker.ts?worker&url';

export type { IndexProgress, TicketHits } from './messages.ts';

type Asked = PromiseWithResolvers<TicketHits>;
type Running = { readonly worker: Worker; readonly asked: Map<number, Asked> };

let running: Running | null = null;
let questions = 0;
let isFollowing = false;
const listeners = new Set<(progress: IndexProgress | null) => void>();

/**
 * The first `limit` of this account's tickets that a query asks for, best first, from what is on this machine; none for
 * an empty query. While the index is being built it finds what it has, and `progress` says how far it is.
 *
 * @throws Error when nobody is signed in, or the index has failed: the next search makes another one.
 */
export function searchTickets(query: TicketQuery, limit: number): Promise<TicketHits> {
  return ask({ query, limit });
}

/** The first `limit` of a customer's tickets: those at work, most urgent first, then the ended ones. As `searchTickets` otherwise. */
export function ticketsOfCustomer(customerId: string, limit: number): Promise<TicketHits> {
  return ask({ customerId, limit });
}

function ask(search: Search): Promise<TicketHits> {
  startSearch();
  if (running === null) return Promise.reject(new Error('Nobody is signed in'));
  questions += 1;
  const asked = Promise.withResolvers<TicketHits>();
  running.asked.set(questions, asked);
  running.worker.postMessage({ type: 'search', id: questions, ...search });
  return asked.promise;
}

/** Listens to what changes in the index, with how far it is, until the function it returns is called. */
export function subscribeIndex(listener: (progress: IndexProgress | null) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Begins to build the index of who is signed in, where that has not begun. */
export function startSearch(): void {
  const console = currentConsole();
  if (running !== null || console === null) return;
  if (!isFollowing) subscribeConsole(stopSearch);
  isFollowing = true;
  const { databaseName, identity } = console;
  const worker = new Worker(trustedWorkerUrl(workerUrl), { type: 'module', name: 'search' });
  running = { worker, asked: new Map() };
  worker.addEventListener('message', ({ data }: MessageEvent<FromSearchWorker>) => take(worker, data));
  worker.addEventListener('error', () => take(worker, { type: 'failed', detail: 'the search worker has ended' }));
  worker.postMessage({ type: 'start', databaseName, user: identity.user });
}

/** Lets go of the index and of the database it reads. */
export function stopSearch(): void {
  const stopped = running;
  running = null;
  stopped?.worker.terminate();
  for (const asked of stopped?.asked.values() ?? []) asked.reject(new Error('The search was stopped'));
}

function take(worker: Worker, message: FromSearchWorker): void {
  if (running?.worker !== worker) return;
  switch (message.type) {
    case 'found':
      running.asked.get(message.id)?.resolve(message.hits);
      running.asked.delete(message.id);
      return;
    case 'changed':
      for (const listener of listeners) listener(message.progress);
      return;
    case 'failed':
      for (const asked of running.asked.values()) asked.reject(new Error(message.detail));
      running.asked.clear();
      stopSearch();
      return;
  }
}
