import {
  type Attachment,
  type FileFacts,
  fileNameOf,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  mediaTypeOf,
} from '../../shared/domain/attachment.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { attachmentIdsOf } from '../../shared/mutations/attachment-ids.ts';
import { newId } from '../lib/new-id.ts';
import { sha256Hex } from '../lib/sha256.ts';
import { sendSoon } from '../sync/sync-client.ts';
import { makeCopyRoom } from './copy-room.ts';
import { signedInConsole } from './current-console.ts';
import type { DraftPlace, FilePlace, FileRecord } from './file-record.ts';
import { keptFileOf } from './level-files.ts';
import { bytesLeftHere } from './room.ts';
import { namedFileIds } from './unsent-files.ts';

/** Why a file was not added. `unreadable`: it is a folder, has gone, or may not be read. `storage`: there is no room here. */
export type FileRefusal = {
  readonly code: 'empty' | 'too_large' | 'too_many' | 'unreadable' | 'storage';
  readonly name: string;
  readonly sizeBytes: number;
};

/**
 * Adds a file to what is being written on a ticket: its content is on this machine when this resolves, in the database
 * and with main. What an action names later is thus always here.
 */
export async function addDraftFile(
  place: DraftPlace,
  ticketId: string,
  file: File,
): Promise<Result<FileFacts, FileRefusal>> {
  const refuse = (code: FileRefusal['code']): Result<never, FileRefusal> =>
    err({ code, name: fileNameOf(file.name), sizeBytes: file.size });
  if (file.size > MAX_ATTACHMENT_BYTES) return refuse('too_large');
  const { db, files } = signedInConsole();
  if ((await db.files.where('place').equals(place).count()) >= MAX_ATTACHMENTS) return refuse('too_many');
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  if (bytes === null) return refuse('unreadable');
  if (bytes.length === 0) return refuse('empty');
  const facts: FileFacts = {
    id: newId(),
    name: fileNameOf(file.name),
    mediaType: mediaTypeOf(file.type),
    sizeBytes: bytes.length,
    sha256: await sha256Hex(bytes),
  };
  // A Blob of our own: the one given is the file itself, which may change or go.
  const content = new Blob([bytes]);
  const record: FileRecord = { ...facts, ticketId, place, draftPlace: place, usedAtMs: Date.now(), content };
  try {
    await makeCopyRoom(db, bytes.length, await bytesLeftHere());
    await db.files.add(record);
  } catch {
    return refuse('storage');
  }
  // The second copy does not stand in the way of the first: main says in its log why, and the next start makes up for it.
  await files.keep(keptFileOf(record), bytes).catch(() => undefined);
  return ok(facts);
}

/** What is said of the files of a draft, in the order they were added. */
export async function readDraftFiles(place: DraftPlace): Promise<readonly FileFacts[]> {
  const records = await signedInConsole().db.files.where('place').equals(place).sortBy('id');
  return records.map(({ id, name, mediaType, sizeBytes, sha256 }) => ({ id, name, mediaType, sizeBytes, sha256 }));
}

/** Takes a file out of what is being written. */
export async function removeDraftFile(id: string): Promise<void> {
  const { db, files } = signedInConsole();
  await db.files.delete(id);
  await files.drop([id]).catch(() => undefined);
}

/** An action that names these files is kept: they are no drafts any more, and are sent when it is through. */
export async function noteFilesNamed(ids: readonly string[]): Promise<void> {
  const { db } = signedInConsole();
  await db.files
    .where('id')
    .anyOf(ids)
    .filter(({ place }) => place.startsWith('draft:'))
    .modify({ place: 'unsent' });
  sendSoon();
}

/** Puts the files of an action that was given up back to where they were written, to be sent with another. */
export async function giveFilesBack(args: unknown): Promise<void> {
  await signedInConsole()
    .db.files.where('id')
    .anyOf(attachmentIdsOf(args))
    .filter(({ place }) => place !== 'copy')
    .modify((record, context) => {
      context.value = { ...record, place: record.draftPlace };
    });
}

/**
 * Lets go of the files of an action that was given up, but for those that another action names and those that are being
 * written with again.
 */
export async function forgetFilesOf(args: unknown): Promise<void> {
  const { db, files } = signedInConsole();
  const ids = attachmentIdsOf(args);
  if (ids.length === 0) return;
  const gone = await db.transaction('rw', [db.files, db.outbox, db.recovered, db.attention], async () => {
    const named = await namedFileIds(db);
    const free = ids.filter((id) => !named.has(id));
    const records = await db.files.bulkGet(free);
    const unsent = records.flatMap((record) =>
      record === undefined || record.place === 'copy' || record.place.startsWith('draft:') ? [] : [record.id],
    );
    await db.files.bulkDelete(unsent);
    return unsent;
  });
  await files.drop(gone).catch(() => undefined);
}

/** Why each of some contents is on this machine; those that are not are left out. */
export async function readFilePlaces(ids: readonly string[]): Promise<ReadonlyMap<string, FilePlace>> {
  const records = await signedInConsole().db.files.bulkGet([...ids]);
  return new Map(records.flatMap((record) => (record === undefined ? [] : [[record.id, record.place]])));
}

/** A content that is on this machine, which counts as used now; null when it is not. */
export async function readContent(id: string): Promise<Blob | null> {
  const { db } = signedInConsole();
  const record = await db.files.get(id);
  if (record === undefined) return null;
  await db.files.update(id, { usedAtMs: Date.now() });
  return record.content;
}

/** Keeps a content that was fetched, for as long as there is room and its ticket is in view. Rejects when the disk is full. */
export async function keepCopy(attachment: Attachment, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const { db } = signedInConsole();
  const { id, name, mediaType, sizeBytes, sha256, ticketId } = attachment;
  await makeCopyRoom(db, sizeBytes, await bytesLeftHere());
  const content = new Blob([bytes]);
  await db.transaction('rw', [db.files, db.tickets], async () => {
    // It may have left the view while it was fetched.
    if ((await db.tickets.get(ticketId)) === undefined) return;
    const facts = { id, name, mediaType, sizeBytes, sha256, ticketId };
    await db.files.put({ ...facts, place: 'copy', draftPlace: 'draft:', usedAtMs: Date.now(), content });
  });
}
