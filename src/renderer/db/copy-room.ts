import type { ConsoleDb } from './console-db.ts';

/** What copies take at most. */
const MOST_BYTES = 500_000_000;
/** Of what there is for us, copies leave this much to the tickets themselves, and to others. */
const SHARE = 0.25;

/** The most that copies may take, in bytes: 500 MB, or a quarter of what is left and what they take where that is less. */
export function copyLimitBytes(leftBytes: number, copiesBytes: number): number {
  return Math.min(MOST_BYTES, Math.floor((Math.max(0, leftBytes) + copiesBytes) * SHARE));
}

/**
 * Lets copies go until the rest and `newBytes` more take no more than the limit, least recently used first. What the
 * backend does not have never goes.
 */
export async function makeCopyRoom(db: ConsoleDb, newBytes: number, leftBytes: number): Promise<void> {
  await db.transaction('rw', [db.files], async () => {
    const copies = await db.files.where('place').equals('copy').sortBy('usedAtMs');
    let bytes = copies.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const limit = copyLimitBytes(leftBytes, bytes);
    const gone: string[] = [];
    for (const { id, sizeBytes } of copies) {
      if (bytes + newBytes <= limit) break;
      gone.push(id);
      bytes -= sizeBytes;
    }
    await db.files.bulkDelete(gone);
  });
}
