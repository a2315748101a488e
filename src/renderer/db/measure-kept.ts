import type { ConsoleDb } from './console-db.ts';

/** How much of an account's data is on this machine. */
export type Kept = { readonly tickets: number; readonly messages: number; readonly copiesBytes: number };

/** Counts what a database holds: its tickets, their messages, and the bytes of contents that the backend has too. */
export async function measureKept(db: ConsoleDb): Promise<Kept> {
  let messages = 0;
  await db.bundles.each(({ parts }) => {
    for (const { kind } of parts) if (kind === 'message') messages += 1;
  });
  let copiesBytes = 0;
  await db.files
    .where('place')
    .equals('copy')
    .each(({ sizeBytes }) => (copiesBytes += sizeBytes));
  return { tickets: await db.tickets.count(), messages, copiesBytes };
}
