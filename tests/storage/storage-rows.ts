import { randomUUID } from 'node:crypto';
import type { Message } from '../../src/shared/domain/parts.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import type { AttentionRow, OutboxRow, RecoveredRow } from '../../src/shared/sync/storage.ts';
import { aTicket } from '../support/ticket-row.ts';
import { ID } from '../support/workspace.ts';

const AT_MS = Date.UTC(2026, 10, 23, 12);

/** A ticket as it lies in a client's database. */
export function aTicketRow(id: string = randomUUID(), subject = 'Sem conexão'): Ticket {
  return aTicket({
    id,
    number: null,
    subject,
    queueId: ID.queue1,
    status: 'new',
    createdAtMs: AT_MS,
    updatedAtMs: AT_MS,
    stays: [{ tier: 1, queueId: ID.queue1, enteredAtMs: AT_MS, acceptedAtMs: null, leftAtMs: null }],
  });
}

/** A message of a ticket. */
export function aMessageRow(ticketId: string, id: string = randomUUID(), body = 'olá'): Message {
  return {
    id,
    ticketId,
    kind: 'note',
    authorId: ID.n1,
    authorName: 'n1',
    body,
    channel: 'phone',
    writtenAtMs: AT_MS,
    sentAtMs: null,
  };
}

/** An action that waits. */
export function anOutboxRow(name = 'ticket.note'): Omit<OutboxRow, 'seq'> {
  return { name, args: { body: 'nota' }, performedAtMs: AT_MS, outcome: null, isCovered: false };
}

/** An action that was brought back. */
export function aRecoveredRow(place: number, seq: number): RecoveredRow {
  return { place, clientId: `client-${place}`, seq, name: 'ticket.note', args: { body: 'nota' }, performedAtMs: AT_MS };
}

/** A refused action. */
export function aRefusedRow(id: string = randomUUID()): AttentionRow {
  const error = { code: 'conflict.claimed', message: 'somebody else has it' } as const;
  const action = { name: 'ticket.claim', args: { ticketId: ID.queue1 }, performedAtMs: AT_MS, refusedAtMs: AT_MS };
  return { id, clientId: 'client-0', seq: 1, ...action, error };
}
