import { problem } from '../problem.ts';
import type { Database } from './database.ts';

/**
 * Refuses a write when the disk under the embedded database is nearly full: an engine that cannot write its log
 * does not fail but hangs. Reads go on. Throws the problem `storage.full` (503).
 */
export async function assertRoom(db: Database, minFreeBytes: number): Promise<void> {
  const freeBytes = await db.freeBytes();
  if (freeBytes === null || freeBytes >= minFreeBytes) return;
  throw problem(
    'storage.full',
    503,
    'The disk of the backend is nearly full; nothing new is accepted until it has room.',
    {
      headers: { 'retry-after': '60' },
    },
  );
}
