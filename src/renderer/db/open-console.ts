import type { User } from '../../shared/domain/workspace.ts';
import type { Identity } from '../../shared/sync/replay.ts';
import type { Change, Storage } from '../../shared/sync/storage.ts';
import { backendNowMs, setClockOffsetMs } from './backend-clock.ts';
import { ChangeFeed } from './change-feed.ts';
import { ConsoleDb } from './console-db.ts';
import { DexieStorage } from './dexie-storage.ts';
import { QueueCountsModel } from './queue-counts-model.ts';
import { ReadModel } from './read-model.ts';
import { readWorkspace, type Workspace } from './read-workspace.ts';
import { TicketLists } from './ticket-lists.ts';

/** An account's database, open in this window, with what follows it. */
export type OpenConsole = {
  readonly databaseName: string;
  readonly db: ConsoleDb;
  readonly storage: Storage;
  readonly identity: Identity;
  readonly feed: ChangeFeed;
  readonly workspace: ReadModel<Workspace | null>;
  readonly counts: QueueCountsModel;
  readonly lists: TicketLists;
  close(): void;
};

/** The name of the database of an account on a backend. */
export function databaseNameOf(backendUrl: string, userId: string): string {
  return `patamar:${new URL(backendUrl).host}:${userId}`;
}

/**
 * Opens an account's database and starts to follow it.
 *
 * @throws Dexie's errors when the database cannot be opened.
 */
export async function openConsole(databaseName: string, user: User): Promise<OpenConsole> {
  const db = new ConsoleDb(databaseName, 'strict');
  const storage = new DexieStorage({ strict: db, relaxed: db }, backendNowMs);
  const meta = await storage.transact('act', async (tx) => {
    const known = await tx.meta();
    if (known.clientId !== '') return known;
    const fresh = { ...known, clientId: crypto.randomUUID() };
    await tx.putMeta({ clientId: fresh.clientId });
    return fresh;
  });
  setClockOffsetMs(meta.clockOffsetMs);
  const feed = new ChangeFeed(databaseName);
  const workspace = new ReadModel<Workspace | null>(null, () => readWorkspace(db, user));
  const counts = new QueueCountsModel(db, user.id);
  const lists = new TicketLists(db, user.id);
  workspace.set(await readWorkspace(db, user));
  counts.refresh();
  feed.subscribe((change: Change) => {
    if (change.hasWorkspace || change.isReset) workspace.refresh();
    if (change.ticketIds.length > 0 || change.isReset) {
      lists.take(change);
      counts.refresh();
    }
  });
  return {
    databaseName,
    db,
    storage,
    identity: { clientId: meta.clientId, user },
    feed,
    workspace,
    counts,
    lists,
    close() {
      feed.close();
      db.close();
    },
  };
}
