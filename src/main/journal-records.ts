import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { journalRowSchema } from '../shared/sync/journal.ts';

// length (4 bytes), CRC-32 of the payload (4 bytes), payload: JSON in UTF-8. Little endian.
const HEADER_BYTES = 8;

/**
 * One thing written into a journal. `client`: the rows after it are that client's, who has been up to `lastSeq` before.
 * `row`: an action is kept. `done`: actions of a client need no second copy any more.
 */
const recordSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('client'), version: z.literal(1), clientId: z.uuid(), lastSeq: z.int().nonnegative() }),
  z.object({ type: z.literal('row'), ...journalRowSchema.shape }),
  z.object({ type: z.literal('done'), clientId: z.uuid(), seqs: z.array(z.int().positive()) }),
]);
export type JournalRecord = z.infer<typeof recordSchema>;

/** A record as the bytes that go into the file. */
export function encodeRecord(record: JournalRecord): Buffer {
  const payload = Buffer.from(JSON.stringify(record));
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(payload.length, 0);
  header.writeUInt32LE(crc32(payload), 4);
  return Buffer.concat([header, payload]);
}

/**
 * Reads records up to the first that is cut short, does not match its checksum or is of no known form: what a kill, a full
 * disk or a power cut leaves at the end. `validBytes` is where that is; the length of `bytes` when all is whole.
 */
export function decodeRecords(bytes: Uint8Array): { records: JournalRecord[]; validBytes: number } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: JournalRecord[] = [];
  let at = 0;
  while (at + HEADER_BYTES <= file.length) {
    const length = file.readUInt32LE(at);
    const end = at + HEADER_BYTES + length;
    // Some file systems leave zeros after a power cut; the checksum of nothing is zero too.
    if (length === 0 || end > file.length) break;
    const payload = file.subarray(at + HEADER_BYTES, end);
    if (crc32(payload) !== file.readUInt32LE(at + 4)) break;
    const record = recordSchema.safeParse(JSON.parse(payload.toString()));
    if (!record.success) break;
    records.push(record.data);
    at = end;
  }
  return { records, validBytes: at };
}
