import fc from 'fast-check';
import type { AnyRow, RowRef, StorageTx } from '../../src/shared/sync/storage.ts';
import { refKey, written } from '../../src/shared/sync/storage.ts';
import { ID, people } from '../support/workspace.ts';
import { aMessageRow, anOutboxRow, aRecoveredRow, aRefusedRow, aTicketRow } from './storage-rows.ts';

/** One operation of a transaction: which, on which of a few rows, with which content. */
export type Operation = { readonly kind: (typeof KINDS)[number]; readonly pick: number; readonly content: string };

const KINDS = [
  'putTicket',
  'putMessage',
  'putWorkspace',
  'deleteRow',
  'deleteTickets',
  'ownRows',
  'addMarks',
  'marks',
  'putBase',
  'putNoBase',
  'clearBases',
  'addOutbox',
  'putOutbox',
  'deleteOutbox',
  'putRecovered',
  'deleteRecovered',
  'addAttention',
  'putMeta',
  'getRow',
  'allBases',
  'outbox',
] as const;

const TICKETS = Array.from({ length: 4 }, (_, index) => `00000000-0000-7000-8000-00000000100${index}`);
const MESSAGES = Array.from({ length: 8 }, (_, index) => `00000000-0000-7000-8000-00000000200${index}`);

const ticketOf = (pick: number): string => TICKETS[pick % TICKETS.length] ?? '';
const messageRef = (pick: number): RowRef => ({
  table: 'message',
  ticketId: ticketOf(pick % MESSAGES.length),
  id: MESSAGES[pick % MESSAGES.length] ?? '',
});
const refOfPick = (pick: number): RowRef =>
  pick % 3 === 0 ? { table: 'ticket', id: ticketOf(pick) } : messageRef(pick);

/** Every row that the operations may touch. */
const refs: readonly RowRef[] = [
  ...TICKETS.map((id): RowRef => ({ table: 'ticket', id })),
  ...MESSAGES.map((_, index) => messageRef(index)),
  { table: 'queue', id: ID.queue1 },
  { table: 'user', id: ID.n1 },
];

const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom(...KINDS),
  pick: fc.nat(23),
  content: fc.string({ maxLength: 8 }),
});

/** Transactions of some operations each, by one of two connections, some of which fail at their end. */
export const anyOperations = fc.record({
  refs: fc.constant(refs),
  transactions: fc.array(
    fc.record({
      operations: fc.array(operation, { minLength: 1, maxLength: 8 }),
      fails: fc.constantFrom(false, false, false, true),
      connection: fc.nat(1),
    }),
    { minLength: 1, maxLength: 10 },
  ),
});

/** Performs an operation; answers what it answers. */
export async function perform(tx: StorageTx, { kind, pick, content }: Operation): Promise<unknown> {
  const ref = refOfPick(pick);
  switch (kind) {
    case 'putTicket':
      return tx.putRows([written('ticket', aTicketRow(ticketOf(pick), content))]);
    case 'putMessage':
      return tx.putRows([written('message', rowOf(messageRef(pick), content))]);
    case 'putWorkspace':
      return tx.putRows([written('user', { ...people.n1, name: `n${content}` })]);
    case 'deleteRow':
      return tx.deleteRows([ref]);
    case 'deleteTickets':
      return tx.deleteTickets([ticketOf(pick), ticketOf(pick + 1)]);
    case 'ownRows':
      return [await tx.hasRows(), (await tx.ownRows()).map(refKey).toSorted()];
    case 'addMarks':
      return pick % 5 === 0 ? tx.clearMarks() : tx.addMarks({ seen: [`a${pick % 7}`], gone: [`a${pick % 3}`] });
    case 'marks':
      return [...(await tx.marks())].toSorted();
    case 'putBase':
      return tx.keepBases([{ ref, row: rowOf(ref, content) }]);
    case 'putNoBase':
      return tx.keepBases([{ ref, row: null }]);
    case 'clearBases':
      return tx.clearBases();
    case 'addOutbox':
      return tx.addOutbox(anOutboxRow(content));
    case 'putOutbox':
      return tx.putOutbox((await tx.outbox()).slice(0, pick % 3).map((row) => ({ ...row, isCovered: true })));
    case 'deleteOutbox':
      return tx.deleteOutbox((await tx.outbox()).slice(0, pick % 3).map(({ seq }) => seq));
    case 'putRecovered':
      return tx.putRecovered([aRecoveredRow(pick % 3, 1 + (pick % 11))]);
    case 'deleteRecovered':
      return tx.deleteRecovered([{ place: pick % 3, seq: 1 + (pick % 11) }]);
    case 'addAttention':
      return tx.addAttention([aRefusedRow(ticketOf(pick))]);
    case 'putMeta':
      return tx.putMeta(pick % 2 === 0 ? { cookie: content } : { lastSeq: pick, leaderEpoch: pick });
    case 'getRow':
      return tx.getRows([ref]);
    case 'allBases':
      return (await tx.allBases())
        .map(({ ref: of, row }) => [refKey(of), row] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
    case 'outbox':
      return tx.outbox();
  }
}

function rowOf(ref: RowRef, content: string): AnyRow {
  return 'ticketId' in ref ? aMessageRow(ref.ticketId, ref.id, content) : aTicketRow(ref.id, content);
}
