// The console itself: its database, its lists, its mutations and its sync worker, opened as a sign-in opens them
// (src/renderer/session/session.ts). Nothing here is only for the benchmark but the way to a token.
import '../../../src/renderer/db/wake-store.ts';
import '../../../src/renderer/lib/zod-without-eval.ts';
import { z } from 'zod';
import { currentConsole, setCurrentConsole, signedInConsole } from '../../../src/renderer/db/current-console.ts';
import { mutate } from '../../../src/renderer/db/mutate.ts';
import { databaseNameOf, openConsole } from '../../../src/renderer/db/open-console.ts';
import { currentStatus, subscribeStatus } from '../../../src/renderer/sync/status-store.ts';
import { kickSync, startSync } from '../../../src/renderer/sync/sync-client.ts';
import type { User } from '../../../src/shared/domain/workspace.ts';
import { drive } from './drive.ts';
import { account, getJson, postJson } from './harness.ts';
import { type LiveRows, SHOWN } from './live-rows.ts';
import type { Action, Peer } from './peer.ts';

const tokenSchema = z.object({ token: z.string() });

class PatamarPeer implements Peer {
  #user: User | null = null;
  /** From the sign-in, which comes before the first pull as it does in the console; a later start asks when it syncs. */
  #token: unknown = null;
  #leave = (): void => undefined;
  readonly #acting: Promise<void>[] = [];
  readonly #turns = new MessageChannel();

  async open(rows: LiveRows): Promise<void> {
    const { user, queueId } = account();
    this.#user = user;
    const opened = await openConsole(databaseNameOf(location.origin, user.id), user);
    setCurrentConsole(opened);
    const list = opened.lists.of({ kind: 'queue', queueId }, 'open');
    const show = (): void => rows.show(list.get().tickets.slice(0, SHOWN));
    list.subscribe(show);
    // At a start the console syncs at once; in the work the first pull is what is measured.
    if (new URLSearchParams(location.search).get('phase') === 'work') this.#token = await getJson('/bench/token');
    else this.#sync();
  }

  async pullAll(): Promise<void> {
    this.#sync();
    await status(({ lastPullAtMs, isSyncing }) => lastPullAtMs !== null && !isSyncing);
  }

  async pull(): Promise<void> {
    const { lastPullAtMs: beforeMs } = currentStatus();
    kickSync();
    await status(({ lastPullAtMs, isSyncing }) => lastPullAtMs !== beforeMs && !isSyncing);
  }

  async select(id: string): Promise<void> {
    this.#leave();
    const model = signedInConsole().details.of(id);
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void => {
      if (model.get() !== undefined) resolve();
    };
    this.#leave = model.subscribe(look);
    look();
    await promise;
  }

  async act({ kind, id: ticketId }: Action): Promise<void> {
    const acted = await mutate(...mutationOf(kind, ticketId));
    if (!acted.ok) throw new Error(`${kind} ${ticketId}: ${acted.error.code} ${acted.error.message}`);
  }

  async reach(ids: readonly string[]): Promise<void> {
    const { lists } = signedInConsole();
    const list = lists.of({ kind: 'queue', queueId: account().queueId }, 'open');
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void => {
      if (ids.every((id) => list.find(id) !== undefined)) resolve();
      else list.loadMore();
    };
    const stop = list.subscribe(look);
    look();
    await promise;
    stop();
  }

  async actAhead(action: Action): Promise<void> {
    const acted = this.act(action);
    this.#acting.push(acted);
    // Whoever flushes hears of a failure.
    acted.catch(() => undefined);
    if (signedInConsole().lists.find(action.id)?.assigneeId !== account().user.id) await acted;
    // The agent's next action is another event, and the database's answers come between.
    await turnOf(this.#turns);
  }

  async flush(): Promise<void> {
    await Promise.all(this.#acting.splice(0));
  }

  async setOffline(isOffline: boolean): Promise<void> {
    await postJson('/bench/offline', { isOffline });
  }

  async push(): Promise<void> {
    const { db, feed } = signedInConsole();
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = async (): Promise<void> => {
      if ((await db.outbox.count()) === 0) resolve();
    };
    const stop = feed.subscribe(({ hasOutbox }) => {
      if (hasOutbox) void look();
    });
    kickSync();
    await look();
    await promise;
    stop();
  }

  async count(): Promise<number> {
    return (await currentConsole()?.db.tickets.count()) ?? 0;
  }

  #sync(): void {
    const { databaseName, journal, files, feed } = signedInConsole();
    if (this.#user === null) throw new Error('not open');
    startSync({
      databaseName,
      backendUrl: location.origin,
      user: this.#user,
      feed,
      tokens: async (stale) =>
        tokenSchema.parse(stale === null && this.#token !== null ? this.#token : await getJson('/bench/token')),
      onAnswered: (clientId, seqs) => void journal.acknowledge(clientId, seqs),
      onRenewed: (renewal) => journal.renew(renewal),
      onStored: (id) => void files.drop([id]),
    });
  }
}

function mutationOf(kind: Action['kind'], ticketId: string): [name: string, args: object] {
  switch (kind) {
    case 'pause':
      return [
        'ticket.setStatus',
        { ticketId, status: 'waiting_customer', reason: 'Aguarda o cliente.', followUpAtMs: null },
      ];
    case 'resume':
      return ['ticket.setStatus', { ticketId, status: 'open', reason: '', followUpAtMs: null }];
    case 'claim':
      return ['ticket.claim', { ticketId }];
  }
}

/** Resolves in another turn of the page. */
function turnOf({ port1, port2 }: MessageChannel): Promise<void> {
  return new Promise((resolve) => {
    port1.addEventListener('message', () => resolve(), { once: true });
    port1.start();
    port2.postMessage(null);
  });
}

/** Waits until what the sync worker says is so. */
function status(isSo: (current: ReturnType<typeof currentStatus>) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isSo(currentStatus())) return;
      stop();
      resolve();
    };
    const stop = subscribeStatus(look);
    look();
  });
}

void drive(new PatamarPeer());
