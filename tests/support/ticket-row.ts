import type { Ticket } from '../../src/shared/domain/ticket.ts';

/** An open ticket of the first tier that nobody has; a test names only what it is about. */
export function aTicket(overrides: Partial<Ticket> = {}): Ticket {
  return {
    id: 't',
    number: 7,
    subject: 'Sem sinal',
    customerId: null,
    channel: 'phone',
    categoryId: null,
    priority: 'P3',
    queueId: 'q1',
    tier: 1,
    status: 'open',
    assigneeId: null,
    createdAtMs: 0,
    updatedAtMs: 0,
    firstRespondedAtMs: null,
    resolvedAtMs: null,
    resolution: null,
    followUpAtMs: null,
    pauses: [],
    stays: [],
    pendingHandoverId: null,
    lastMessageId: null,
    lastCustomerMessageAtMs: null,
    attemptCounts: [0, 0, 0],
    escalationCount: 0,
    returnCount: 0,
    reopenCount: 0,
    externalRef: null,
    ...overrides,
  };
}
