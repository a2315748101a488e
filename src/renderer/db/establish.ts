import type { JournalClient, JournalPort } from '../../shared/sync/journal.ts';
import { wireSeqOf } from '../../shared/sync/life.ts';
import type { Meta, RecoveredRow, Storage } from '../../shared/sync/storage.ts';
import type { ConsoleDb } from './console-db.ts';
import { appendMissing, byClient, levelJournal, readUnsettled } from './unsettled.ts';

type Outside = { readonly generation: string | null; readonly clients: readonly JournalClient[] };

type Inside = { readonly meta: Meta; readonly nextSeq: number };

export type EstablishOptions = {
  /**
   * What main knows, where it has been asked already: also before it was this window's turn. Another window's turn may have
   * come in between, so only a database that fits it is sound; for any other, main is asked again.
   */
  readonly looked?: Promise<Outside>;
  /** Resolves when main has the contents of files that are not sent: a database may be deleted then, and not before. */
  readonly secured?: Promise<void>;
  /** Told of a sound database as soon as it may be worked on; what follows brings the journal level with it. */
  readonly onReady?: (meta: Meta) => void;
  /** Resolves when the journal may be brought level: whoever waits for the first rows goes before. */
  readonly rested?: () => Promise<void>;
};

/**
 * Makes an opened database ready for work, and finds out whether it is the one that was worked on last. To be called
 * by one window at a time, before anything acts or syncs.
 *
 *   new       nothing is known here or outside: it gets a client and a generation
 *   sound     main knows the same generation, or none: the journal is brought level with it
 *   gone      main knows a generation or unsent work, the database is empty
 *   foreign   main knows another generation, or work of this client that the database has never heard of (it was put
 *             back from a copy; its seqs would be given out twice)
 *
 * A database that is gone or foreign begins a new life: a new client for new work, the unsettled actions of the
 * journal (and those of the foreign database) in `recovered`, to be sent first under the client and seq they were done
 * as, and `meta.recovery` for the agent. Their effects are not replayed on the empty view; they come with the pull that
 * follows. A kill anywhere in between leads here again, with the same actions.
 *
 * A journal that cannot be reached is as one that is not there: a sound database opens all the same.
 *
 * @throws Dexie's errors when the database fails, the journal's when work of a foreign database cannot be saved first.
 */
export async function establish(
  db: ConsoleDb,
  storage: Storage,
  port: JournalPort,
  { looked, secured, onReady, rested }: EstablishOptions = {},
): Promise<Meta> {
  let both = await lookAtBoth(storage, looked ?? lookOutside(port));
  if (looked !== undefined && !isSound(both)) both = await lookAtBoth(storage, lookOutside(port));
  const { inside, outside } = both;
  const { meta } = inside;
  const isEmpty = meta.clientId === '';
  if (isEmpty && outside.generation === null && outside.clients.every(({ rows }) => rows.length === 0)) {
    return begin(storage, port, null);
  }
  if (!isSound(both)) {
    await secured;
    return rebuild(db, storage, port, outside, isEmpty);
  }
  onReady?.(meta);
  await rested?.();
  if (outside.generation === null) await tellGeneration(port, meta.generation);
  await levelJournal(db, port).catch(ignoreJournal);
  return meta;
}

type Both = { readonly inside: Inside; readonly outside: Outside };

async function lookAtBoth(storage: Storage, looked: Promise<Outside>): Promise<Both> {
  const outside = await looked;
  // After the journal: an action that another window does between the two is then not taken for a stranger's.
  return { outside, inside: await lookInside(storage) };
}

function isSound({ inside, outside }: Both): boolean {
  return inside.meta.clientId !== '' && !isForeign(inside, outside);
}

/** What main knows of a database; can be asked before the database is open. */
export async function lookOutside(port: JournalPort): Promise<Outside> {
  try {
    const [generation, clients] = await Promise.all([port.generation(), port.read()]);
    return { generation, clients };
  } catch {
    return { generation: null, clients: [] };
  }
}

/** Main has said in its log what is wrong with the journal; the next write to it, and each start, make up for it. */
function ignoreJournal(): void {}

async function tellGeneration(port: JournalPort, generation: string): Promise<void> {
  await port.generation(generation).catch(ignoreJournal);
}

/** Carries what was found out of a transaction that leaves nothing behind. */
class Looked extends Error {
  readonly found: Inside;

  constructor(found: Inside) {
    super('only looked');
    this.found = found;
  }
}

/** What the database remembers, and the place in the outbox that the next action gets: taken, and given back. */
async function lookInside(storage: Storage): Promise<Inside> {
  try {
    return await storage.transact('act', async (tx) => {
      const nothing = { name: '', args: null, performedAtMs: 0, outcome: null, isCovered: false };
      const [meta, nextSeq] = await Promise.all([tx.meta(), tx.addOutbox(nothing)]);
      throw new Looked({ meta, nextSeq });
    });
  } catch (error) {
    if (error instanceof Looked) return error.found;
    throw error;
  }
}

function isForeign({ meta, nextSeq }: Inside, { generation, clients }: Outside): boolean {
  if (generation !== null && generation !== meta.generation) return true;
  const journaled = clients.find(({ clientId }) => clientId === meta.clientId)?.lastSeq ?? 0;
  return journaled > 0 && journaled >= wireSeqOf(meta, nextSeq);
}

async function rebuild(
  db: ConsoleDb,
  storage: Storage,
  port: JournalPort,
  { clients }: Outside,
  isEmpty: boolean,
): Promise<Meta> {
  const journaled = clients.flatMap(({ clientId, rows }) => rows.map((row) => ({ ...row, clientId })));
  if (isEmpty) return begin(storage, port, recoveredOf(journaled));
  const unsettled = await readUnsettled(db);
  const drafts = await db.drafts.toArray();
  // The database goes next: until the new one has them, the journal is the only place.
  await appendMissing(port, clients, unsettled);
  await db.delete();
  await db.open();
  const own = [...unsettled].flatMap(([clientId, rows]) => [...rows.values()].map((row) => ({ ...row, clientId })));
  const meta = await begin(storage, port, recoveredOf([...journaled, ...own]));
  await db.drafts.bulkPut(drafts);
  return meta;
}

function recoveredOf(rows: Parameters<typeof byClient>[0]): RecoveredRow[] {
  return [...byClient(rows)].flatMap(([clientId, bySeq], place) =>
    [...bySeq.values()].map((row) => ({ ...row, place, clientId })),
  );
}

/** A new life: its own client, and a name that main learns after the database has it. */
async function begin(storage: Storage, port: JournalPort, recovered: readonly RecoveredRow[] | null): Promise<Meta> {
  const meta = await storage.transact('act', async (tx) => {
    const known = await tx.meta();
    const recovery = recovered === null ? null : { found: recovered.length, sent: 0, arrived: 0, refused: 0 };
    const fresh = { clientId: crypto.randomUUID(), generation: crypto.randomUUID(), recovery };
    await tx.putMeta(fresh);
    await tx.putRecovered(recovered ?? []);
    return { ...known, ...fresh };
  });
  await tellGeneration(port, meta.generation);
  return meta;
}
