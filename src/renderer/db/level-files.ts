import type { KeptFile } from '../../shared/ipc/contract.ts';
import type { ConsoleDb } from './console-db.ts';
import type { FileRecord } from './file-record.ts';
import type { FilesPort } from './files-in-main.ts';
import { namedFileIds } from './unsent-files.ts';

/**
 * Gives main what it has not of the contents that are not sent: before a database is looked at more closely, for it may
 * be deleted then. A main that cannot be reached has said so in its log; a later start makes up for it.
 */
export async function secureFiles(db: ConsoleDb, port: FilesPort): Promise<void> {
  const unsent = await db.files.where('place').notEqual('copy').toArray();
  if (unsent.length === 0) return;
  try {
    const kept = new Set((await port.list()).map(({ id }) => id));
    for (const record of unsent) {
      if (!kept.has(record.id)) await port.keep(keptFileOf(record), await bytesOf(record.content));
    }
  } catch {
    // As said above.
  }
}

/**
 * Brings back what main has and the database has not, since it was lost; whether the backend knows those files is found
 * out later. What the backend has needs no second copy, and what was written into an action is no draft any more,
 * although a kill came before that was noted.
 */
export async function settleFiles(db: ConsoleDb, port: FilesPort): Promise<void> {
  try {
    const kept = await port.list();
    const known = await db.files.bulkGet(kept.map(({ id }) => id));
    for (const [index, file] of kept.entries()) if (known[index] === undefined) await bringBack(db, port, file);
    await port.drop(known.flatMap((record) => (record?.place === 'copy' ? [record.id] : [])));
  } catch {
    // The database is sound without main's copies.
  }
  await noteSent(db);
}

async function bringBack(db: ConsoleDb, port: FilesPort, file: KeptFile): Promise<void> {
  const content = await port.read(file.id);
  if (content === null) {
    await port.drop([file.id]);
    return;
  }
  const draftPlace = file.draftPlace as FileRecord['draftPlace'];
  await db.files.put({ ...file, draftPlace, place: 'doubt', usedAtMs: 0, content: new Blob([content]) });
}

async function noteSent(db: ConsoleDb): Promise<void> {
  await db.transaction('rw', [db.files, db.bundles, db.outbox, db.recovered, db.attention], async () => {
    const drafts = await db.files.where('place').startsWith('draft:').toArray();
    if (drafts.length === 0) return;
    const named = await namedFileIds(db);
    for (const { id, ticketId } of drafts) {
      const bundle = await db.bundles.get(ticketId);
      const isOnTicket = bundle?.parts.some(({ kind, row }) => kind === 'attachment' && row.id === id) === true;
      if (named.has(id) || isOnTicket) await db.files.update(id, { place: 'unsent' });
    }
  });
}

/** What main is told of a file. */
export function keptFileOf({ id, name, mediaType, sizeBytes, sha256, ticketId, draftPlace }: FileRecord): KeptFile {
  return { id, name, mediaType, sizeBytes, sha256, ticketId, draftPlace };
}

async function bytesOf(content: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await content.arrayBuffer());
}
