import type { Ticket } from '../domain/ticket.ts';
import type { Queue } from '../domain/workspace.ts';

type Beginning = Omit<
  Ticket,
  | 'id'
  | 'number'
  | 'subject'
  | 'customerId'
  | 'channel'
  | 'categoryId'
  | 'priority'
  | 'externalRef'
  | 'parent'
  | 'triage'
>;

/** What every ticket begins with in its first queue: nobody has it, and nothing was said, tried or handed over yet. */
export function newTicketIn({ id: queueId, tier }: Queue, atMs: number): Beginning {
  return {
    queueId,
    tier,
    status: 'new',
    assigneeId: null,
    createdAtMs: atMs,
    updatedAtMs: atMs,
    firstRespondedAtMs: null,
    resolvedAtMs: null,
    resolution: null,
    followUpAtMs: null,
    pauses: [],
    stays: [{ tier, queueId, enteredAtMs: atMs, acceptedAtMs: null, leftAtMs: null }],
    pendingHandoverId: null,
    lastMessageId: null,
    lastMessageFrom: null,
    lastCustomerMessageAtMs: null,
    nextResponse: null,
    attemptCounts: [0, 0, 0],
    escalationCount: 0,
    returnCount: 0,
    reopenCount: 0,
  };
}
