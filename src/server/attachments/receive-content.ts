import { createHash } from 'node:crypto';
import type { Attachment } from '../../shared/domain/attachment.ts';
import type { User } from '../../shared/domain/workspace.ts';
import { MIN_PIECE_BYTES, type UploadStatus } from '../../shared/protocol/attachments.ts';
import type { Database } from '../db/database.ts';
import { withRetry } from '../db/retry.ts';
import { type Problem, problem } from '../problem.ts';
import { lockClient } from '../sync/client.ts';
import { runBatch } from '../sync/run-batch.ts';
import type { WorkspaceCache } from '../sync/workspace-cache.ts';
import { appendPiece, dropContent, lockContent, readContent, readReceivedBytes } from './content-store.ts';
import { findAttachment } from './find-attachment.ts';

/** The program that says which contents have come. It writes no row that names it. */
const KEEPER: User = {
  id: '0197a1f0-0000-7000-8000-00000000a77a',
  name: 'Patamar',
  email: '',
  role: 'system',
  tiers: [],
  queueIds: [],
  isActive: true,
};
const KEEPER_CLIENT_ID = '0197a1f0-0000-7000-8000-00000000a77b';

export type Receiving = {
  readonly db: Database;
  readonly cache: WorkspaceCache;
  readonly nowMs: () => number;
  /** Told of the scopes that a committed transaction touched. */
  readonly onCommit: (scopes: readonly string[]) => void;
};

/** How much of an attachment's content is there. */
export async function contentStatus(db: Database, { id, sizeBytes, storedAtMs }: Attachment): Promise<UploadStatus> {
  const receivedBytes = storedAtMs === null ? await readReceivedBytes(db, id) : sizeBytes;
  return { receivedBytes, sizeBytes, storedAtMs };
}

/**
 * Appends a piece of an attachment's content, at the byte it goes on from and nowhere else; so a piece that is sent
 * twice, or by two at once, is in it once. With the last one the hash is checked, and everyone learns that the content
 * is there. An empty piece at the end has a content checked whose check was cut off. Of one that is there already
 * nothing is taken.
 *
 * @throws Problem 409 `attachment.offset` with the byte `expected`, 422 `attachment.hash` (what came is dropped), 400
 * `validation` for a piece that is too small or goes beyond the end.
 */
export async function receivePiece(
  receiving: Receiving,
  attachment: Attachment,
  offset: number,
  bytes: Uint8Array,
): Promise<UploadStatus> {
  const { db } = receiving;
  const { id, sizeBytes, storedAtMs } = attachment;
  if (storedAtMs !== null) return contentStatus(db, attachment);
  refuseSize(offset, bytes.length, sizeBytes);
  const receivedBytes = await withRetry(() =>
    db.transaction(async (tx) => {
      const received = await lockContent(tx, id);
      if (offset !== received) throw wrongOffset(received, offset);
      return bytes.length === 0 ? received : appendPiece(tx, id, offset, bytes);
    }),
  );
  if (receivedBytes < sizeBytes) return { receivedBytes, sizeBytes, storedAtMs };
  await settle(receiving, attachment);
  const settled = await findAttachment(db, id);
  return contentStatus(db, settled?.attachment ?? attachment);
}

function refuseSize(offset: number, length: number, sizeBytes: number): void {
  const end = offset + length;
  const isTooSmall = length < MIN_PIECE_BYTES && end < sizeBytes;
  if (end <= sizeBytes && !isTooSmall) return;
  const message = isTooSmall
    ? `a piece before the last has ${MIN_PIECE_BYTES} bytes at least`
    : `the content ends at byte ${sizeBytes}`;
  throw problem('validation', 400, `The piece does not fit: ${message}.`, { details: [{ path: 'body', message }] });
}

function wrongOffset(expected: number, offset: number): Problem {
  return problem('attachment.offset', 409, `Expected byte ${expected}, got ${offset}.`, { members: { expected } });
}

/**
 * Checks a content that has come whole, and says that it is there, or drops it. The hash is worked out outside of a
 * transaction: a whole content never changes but by being dropped, and that by who found the same hash wrong.
 */
async function settle({ db, cache, nowMs, onCommit }: Receiving, attachment: Attachment): Promise<void> {
  const { id, ticketId, sizeBytes, sha256 } = attachment;
  const hash = createHash('sha256');
  for await (const bytes of readContent(db, id, 0, sizeBytes)) hash.update(bytes);
  const isRight = hash.digest('hex') === sha256;
  const scopes = await withRetry(() =>
    db.transaction(async (tx) => {
      const received = await lockContent(tx, id);
      const current = await findAttachment(tx, id);
      // Another request has settled it meanwhile.
      if (received < sizeBytes || current === null || current.attachment.storedAtMs !== null) return [];
      if (!isRight) {
        await dropContent(tx, id);
        return null;
      }
      const receivedAtMs = nowMs();
      const seq = 1 + (await lockClient(tx, KEEPER_CLIENT_ID, KEEPER.id, receivedAtMs));
      const args = { ticketId, attachmentId: id };
      const step = { seq, name: 'ticket.attachmentStored', args, performedAtMs: receivedAtMs, receivedAtMs };
      const { outcomes, scopes: touched } = await runBatch(tx, cache, KEEPER_CLIENT_ID, [{ ...step, actor: KEEPER }]);
      const refusal = outcomes[0]?.error ?? null;
      if (refusal !== null) throw new Error(`Attachment ${id} was received and refused: ${refusal.message}`);
      return touched;
    }),
  );
  if (scopes === null) {
    throw problem('attachment.hash', 422, 'What came is not the file that was attached; send it again from its start.');
  }
  if (scopes.length > 0) onCommit(scopes);
}
