import type { ConsoleDb } from '../../../src/renderer/db/console-db.ts';
import type { TableName } from '../../../src/shared/domain/tables.ts';
import { type Storage, written } from '../../../src/shared/sync/storage.ts';
import { MemoryState } from '../../support/memory-storage.ts';

/** Everything a client's database holds. */
export async function readWhole(db: ConsoleDb, storage: Storage): Promise<MemoryState> {
  const state = new MemoryState();
  for (const { row } of await db.tickets.toArray()) state.putRows([written('ticket', row)]);
  for (const { parts } of await db.bundles.toArray()) {
    state.putRows(parts.map(({ kind, row }) => written(kind as TableName, row)));
  }
  state.putRows((await db.workspace.toArray()).map(({ kind, row }) => written(kind as TableName, row)));
  await storage.transact('sync', async (tx) => {
    state.keepBases(await tx.allBases());
    state.putOutbox(await tx.outbox());
    state.putRecovered(await tx.recovered());
    state.addAttention(await tx.attention());
    state.meta = await tx.meta();
  });
  return state;
}
