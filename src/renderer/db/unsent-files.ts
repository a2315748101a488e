import { attachmentIdsOf } from '../../shared/mutations/attachment-ids.ts';
import type { AttentionRow } from '../../shared/sync/storage.ts';
import type { UnsentFile, UnsentFiles } from '../../shared/sync/uploads.ts';
import type { ConsoleDb } from './console-db.ts';

/**
 * The files named by actions that the backend has not taken, or has not yet been told to be withdrawn: inside a
 * transaction over those three tables. One that was withdrawn and had arrived all the same is taken.
 */
export async function namedFileIds(db: ConsoleDb): Promise<ReadonlySet<string>> {
  const waiting = (await db.outbox.toArray()).filter(({ outcome }) => outcome === null);
  const unsettled = [...waiting, ...(await db.recovered.toArray())].map(
    ({ args, withdrawn }) => withdrawn?.args ?? args,
  );
  const refused = (await db.attention.toArray()).filter((row) => !hasArrived(row)).map(({ args }) => args);
  return new Set([...unsettled, ...refused].flatMap((args) => attachmentIdsOf(args)));
}

/** Whether the backend has done an action although it stands in *Needs attention*. */
export function hasArrived({ error }: Pick<AttentionRow, 'error'>): boolean {
  return error.code === 'conflict.already_sent';
}

/** The contents whose actions the backend has taken, or whose fate only it knows; oldest first. */
export async function filesToSend(db: ConsoleDb): Promise<readonly UnsentFile[]> {
  return db.transaction('r', [db.files, db.outbox, db.recovered, db.attention], async () => {
    const unsent = await db.files.where('place').anyOf('unsent', 'doubt').sortBy('id');
    if (unsent.length === 0) return [];
    const named = await namedFileIds(db);
    return unsent.filter(({ id }) => !named.has(id)).map(({ id, sizeBytes }) => ({ id, sizeBytes }));
  });
}

/** The contents of a database as they are sent. `onSettled` is told of those that need no second copy any more. */
export class DexieUnsentFiles implements UnsentFiles {
  readonly #db: ConsoleDb;
  readonly #nowMs: () => number;
  readonly #onSettled: (id: string) => void;

  constructor(db: ConsoleDb, nowMs: () => number, onSettled: (id: string) => void) {
    this.#db = db;
    this.#nowMs = nowMs;
    this.#onSettled = onSettled;
  }

  waiting(): Promise<readonly UnsentFile[]> {
    return filesToSend(this.#db);
  }

  async read(id: string, fromByte: number, toByte: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const record = await this.#db.files.get(id);
    if (record === undefined) return null;
    return new Uint8Array(await record.content.slice(fromByte, toByte).arrayBuffer());
  }

  /** It stays as a copy for as long as its ticket is in view. */
  async stored(id: string): Promise<void> {
    const db = this.#db;
    await db.transaction('rw', [db.files, db.tickets], async () => {
      const record = await db.files.get(id);
      if (record === undefined) return;
      const isInView = (await db.tickets.get(record.ticketId)) !== undefined;
      if (isInView) await db.files.update(id, { place: 'copy', usedAtMs: this.#nowMs() });
      else await db.files.delete(id);
    });
    this.#onSettled(id);
  }

  /** No action names it, here or there: its message was withdrawn or never was. It is the draft that it was. */
  async unknown(id: string): Promise<void> {
    const db = this.#db;
    await db.transaction('rw', [db.files], async () => {
      const record = await db.files.get(id);
      if (record !== undefined && record.place !== 'copy') await db.files.update(id, { place: record.draftPlace });
    });
  }
}
