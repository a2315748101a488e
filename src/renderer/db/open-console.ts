import type { User } from '../../shared/domain/workspace.ts';
import { setStorageAside } from '../../shared/ipc/contract.ts';
import type { Kept } from '../../shared/sync/act-queue.ts';
import type { JournalPort } from '../../shared/sync/journal.ts';
import type { Identity } from '../../shared/sync/replay.ts';
import type { Change, Meta, Storage } from '../../shared/sync/storage.ts';
import { call } from '../lib/bridge.ts';
import { sendSoon } from '../sync/sync-client.ts';
import { Acts } from './acts.ts';
import { backendNowMs, beginClock } from './backend-clock.ts';
import { CallsModel } from './calls-model.ts';
import { ChangeFeed } from './change-feed.ts';
import type { ConsoleDb } from './console-db.ts';
import { establish, lookOutside } from './establish.ts';
import { type FilesPort, filesInMain } from './files-in-main.ts';
import { IndexedDbStorage } from './indexed-db-storage.ts';
import { journalInMain, JournalWriter } from './journal.ts';
import { secureFiles, settleFiles } from './level-files.ts';
import { closeWhenAsked, openAhead, openDatabase } from './open-database.ts';
import { OpenTickets } from './open-tickets.ts';
import { QueueCountsModel } from './queue-counts-model.ts';
import { QueueRiskModel } from './queue-risk-model.ts';
import { ReadModel } from './read-model.ts';
import { readWorkspace, type Workspace } from './read-workspace.ts';
import { watchRoom } from './room.ts';
import { TicketDetails } from './ticket-details.ts';
import { TicketLists } from './ticket-lists.ts';

/** An account's database, open in this window, with what follows it. */
export type OpenConsole = {
  readonly databaseName: string;
  readonly db: ConsoleDb;
  readonly storage: Storage;
  readonly identity: Identity;
  readonly acts: Acts;
  readonly journal: JournalWriter;
  /** The second copies of contents that are not sent. */
  readonly files: FilesPort;
  readonly feed: ChangeFeed;
  readonly workspace: ReadModel<Workspace | null>;
  readonly counts: QueueCountsModel;
  readonly risks: QueueRiskModel;
  readonly calls: CallsModel;
  readonly lists: TicketLists;
  readonly details: TicketDetails;
  readonly openTickets: OpenTickets;
  close(): void;
};

/** The name of the database of an account on a backend. */
export function databaseNameOf(backendUrl: string, userId: string): string {
  return `patamar:${new URL(backendUrl).host}:${userId}`;
}

/** The first rows of a list are there by then. */
const SETTLED_MS = 150;

/** Other work of a start goes before what nobody waits for, but not for longer. */
const REST_MS = 200;

type Established = {
  readonly db: ConsoleDb;
  readonly storage: IndexedDbStorage;
  readonly meta: Meta;
  readonly workspace: Workspace | null;
};

/**
 * Opens and establishes a database. One window at a time, since whether a database is a new one is found out once; the
 * others wait until the journal and the files are level with it, this window does not.
 */
function openEstablished(databaseName: string, user: User, port: JournalPort, files: FilesPort): Promise<Established> {
  const { promise, resolve, reject } = Promise.withResolvers<Established>();
  const open = async (): Promise<void> => {
    const db = (await ahead) ?? (await openDatabase(databaseName, setAside));
    const storage = new IndexedDbStorage(db, backendNowMs, user.id);
    // All under way at once, for somebody waits for it.
    const secured = secureFiles(db, files);
    const read = readWorkspace(db, user);
    for (const early of [secured, read]) early.catch(() => undefined);
    let isReady = false;
    const onReady = (meta: Meta): void => {
      isReady = true;
      read.then((workspace) => resolve({ db, storage, meta, workspace }), reject);
    };
    const meta = await establish(db, storage, port, { looked, secured, onReady, rested: () => nap(REST_MS) });
    await secured;
    if (!isReady) resolve({ db, storage, meta, workspace: await readWorkspace(db, user) });
    await settleFiles(db, files);
  };
  navigator.locks.request(`patamar-open:${databaseName}`, open).catch(reject);
  // Under way while the turn is waited for; what another window makes of the database in its own is seen (establish.ts).
  const looked = lookOutside(port);
  const ahead = openAhead(databaseName);
  return promise;
}

/**
 * Opens an account's database, making it anew where it is lost or broken (open-database.ts, establish.ts), and starts to
 * follow it.
 *
 * @throws the database's error when it cannot be opened at all: the disk is full, or may not be written.
 */
export async function openConsole(databaseName: string, user: User): Promise<OpenConsole> {
  const port = journalInMain(databaseName);
  const files = filesInMain(databaseName);
  const { db, storage, meta, workspace: known } = await openEstablished(databaseName, user, port, files);
  watchRoom();
  const stopClosing = closeWhenAsked(db);
  beginClock({ offsetMs: meta.clockOffsetMs, measuredAtMs: meta.clockMeasuredAtMs });
  const feed = new ChangeFeed(databaseName);
  const workspace = new ReadModel<Workspace | null>(null, () => readWorkspace(db, user));
  const counts = new QueueCountsModel(db, user.id);
  const risks = new QueueRiskModel(db, user.id, backendNowMs);
  const calls = new CallsModel(db);
  const lists = new TicketLists(db, user.id);
  const details = new TicketDetails(db);
  const identity = { user };
  const openTickets = new OpenTickets(db);
  const journal = new JournalWriter(db, port);
  const onKept = ({ clientId, rows, change }: Kept): void => {
    // Not waited for: the actions are kept, and this is the second copy (its window of loss: journal.ts).
    void journal.append(clientId, rows);
    // This window has shown it: whoever waits for the action goes on before anything is read again for it.
    feed.publishSoon(change);
    sendSoon();
  };
  const acts = new Acts({ storage, identity, workspace: workspace.get, lists, details, onKept });
  workspace.set(known);
  let isClosed = false;
  // After the first rows of a list, which an agent waits for: the rules are much code, and counting reads every index.
  const settled = setTimeout(() => {
    void acts.fetchRules();
    counts.refresh();
    risks.refresh();
    calls.refresh();
  }, SETTLED_MS);
  feed.subscribe((change: Change) => {
    if (change.hasWorkspace || change.isReset) workspace.refresh();
    if (change.ticketIds.length > 0 || change.isReset) {
      lists.take(change);
      details.take(change);
      openTickets.take(change);
      // Lists show what they were told in the microtasks before this one: to begin counting takes longer than that.
      queueMicrotask(() => {
        if (isClosed) return;
        counts.refresh();
        risks.note();
        calls.refresh();
      });
    }
  });
  return {
    databaseName,
    db,
    storage,
    identity,
    acts,
    journal,
    files,
    feed,
    workspace,
    counts,
    risks,
    calls,
    lists,
    details,
    openTickets,
    close() {
      isClosed = true;
      clearTimeout(settled);
      risks.stop();
      stopClosing();
      feed.close();
      db.close();
    },
  };
}

/** Whether main has moved the files of every database of this profile away. */
async function setAside(): Promise<boolean> {
  return (await call(setStorageAside, undefined)).isDone;
}

function nap(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
