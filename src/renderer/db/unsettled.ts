import { WITHDRAW } from '../../shared/mutations/withdraw.ts';
import type { JournalClient, JournalPort, JournalRow } from '../../shared/sync/journal.ts';
import { wireSeqOf } from '../../shared/sync/life.ts';
import type { AttentionRow } from '../../shared/sync/storage.ts';
import type { ConsoleDb } from './console-db.ts';

/** Actions by client and seq. */
export type ByClient = ReadonlyMap<string, ReadonlyMap<number, JournalRow>>;

/**
 * What must not be lost with the database: actions that the backend has not answered, those brought back from an
 * earlier life, and refused ones that the agent has not settled (their text is nowhere else; sent again, the backend
 * answers with the same refusal).
 */
export async function readUnsettled(db: ConsoleDb): Promise<ByClient> {
  return db.transaction('r', [db.outbox, db.recovered, db.attention, db.meta], async () => {
    const { clientId, seqBase } = await db.remembered();
    const waiting = (await db.outbox.toArray()).filter(({ outcome }) => outcome === null);
    return byClient([
      ...(await db.recovered.toArray()),
      ...(await db.attention.toArray()).map(sentAs),
      ...waiting.map((row) => ({ ...row, clientId, seq: wireSeqOf({ seqBase }, row.seq) })),
    ]);
  });
}

/** A refused action as it was sent: what was withdrawn too late stands in *Needs attention* as what it had been. */
function sentAs(row: AttentionRow): JournalRow & { readonly clientId: string } {
  const { clientId, seq, name, args, performedAtMs, error } = row;
  if (error.code !== 'conflict.already_sent') return row;
  return { clientId, seq, performedAtMs, name: WITHDRAW, args: {}, withdrawn: { name, args } };
}

/** Brings the journal level with a sound database: what is missing is written, what is settled is let go. */
export async function levelJournal(db: ConsoleDb, port: JournalPort): Promise<void> {
  // The journal first: an action that is kept between the two is then missing from it, and not taken for settled.
  const journaled = await port.read();
  const unsettled = await readUnsettled(db);
  await appendMissing(port, journaled, unsettled);
  for (const { clientId, rows } of journaled) {
    const settled = rows.map(({ seq }) => seq).filter((seq) => unsettled.get(clientId)?.has(seq) !== true);
    if (settled.length > 0) await port.acknowledge(clientId, settled);
  }
}

/** Writes into the journal what it has not, and what was withdrawn in the place of what it was. */
export async function appendMissing(
  port: JournalPort,
  journaled: readonly JournalClient[],
  wanted: ByClient,
): Promise<void> {
  for (const [clientId, rows] of wanted) {
    const held = journaled.find((client) => client.clientId === clientId)?.rows ?? [];
    const known = new Map(held.map(({ seq, name }) => [seq, name]));
    const missing = [...rows.values()].filter(({ seq, name }) => known.get(seq) !== name);
    const outdated = missing.filter(({ seq }) => known.has(seq)).map(({ seq }) => seq);
    if (outdated.length > 0) await port.acknowledge(clientId, outdated);
    if (missing.length > 0) await port.append(clientId, missing);
  }
}

/** Groups actions by client, in the order in which clients first appear; the first of a client and seq counts. */
export function byClient(rows: readonly (JournalRow & { readonly clientId: string })[]): ByClient {
  const clients = new Map<string, Map<number, JournalRow>>();
  for (const { clientId, seq, name, args, performedAtMs, withdrawn } of rows) {
    const known = clients.get(clientId) ?? new Map<number, JournalRow>();
    clients.set(clientId, known);
    if (!known.has(seq)) {
      known.set(seq, { seq, name, args, performedAtMs, ...(withdrawn === undefined ? {} : { withdrawn }) });
    }
  }
  return clients;
}
