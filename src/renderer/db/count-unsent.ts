import type { OutboxRow } from '../../shared/sync/storage.ts';
import type { ConsoleDb } from './console-db.ts';
import { filesToSend } from './unsent-files.ts';

/** How many actions, refused ones and files would be lost with a database. */
export async function countUnsent(db: ConsoleDb): Promise<number> {
  const waiting = (await db.outbox.toArray()).filter(isWaiting).length;
  return waiting + (await db.recovered.count()) + (await db.attention.count()) + (await filesToSend(db)).length;
}

/** What was taken back is nothing that could be lost. */
function isWaiting({ outcome, withdrawn }: OutboxRow): boolean {
  return outcome === null && withdrawn === undefined;
}
