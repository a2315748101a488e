import { attachmentIdsOf } from '../../shared/mutations/attachments.ts';
import type { UnsentFile, UnsentFiles } from '../../shared/sync/uploads.ts';
import type { ConsoleDb } from './console-db.ts';

/** The files named by actions that the backend has not taken: inside a transaction over those three tables. */
export async function namedFileIds(db: ConsoleDb): Promise<ReadonlySet<string>> {
  const waiting = (await db.outbox.toArray()).filter(({ outcome }) => outcome === null);
  const actions = [...waiting, ...(await db.recovered.toArray()), ...(await db.attention.toArray())];
  return new Set(actions.flatMap(({ args }) => attachmentIdsOf(args)));
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

  /** One that came back and that no action named is the draft that it was. */
  async unknown(id: string): Promise<void> {
    const db = this.#db;
    await db.transaction('rw', [db.files], async () => {
      const record = await db.files.get(id);
      if (record?.place === 'doubt') await db.files.update(id, { place: record.draftPlace });
    });
  }
}
