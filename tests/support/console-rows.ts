import type { Workspace } from '../../src/renderer/db/read-workspace.ts';
import type { TicketEvent } from '../../src/shared/domain/parts.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import type { Form, Queue, User } from '../../src/shared/domain/workspace.ts';
import { calendarSource } from '../../src/shared/sla/calendar-source.ts';

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

/** A line of a ticket's history. */
export function anEvent(kind: TicketEvent['kind'], actorId: string, atMs: number): TicketEvent {
  return { id: `${kind} ${atMs}`, ticketId: 't', kind, actorId, atMs, receivedAtMs: atMs, data: {}, source: null };
}

/** A person; an agent of the first queue unless said otherwise. */
export function aPerson(id: string, overrides: Partial<User> = {}): User {
  return {
    id,
    name: id,
    email: `${id}@test.example`,
    role: 'agent',
    tiers: [1],
    queueIds: ['q1'],
    isActive: true,
    ...overrides,
  };
}

const queue = (tier: 1 | 2 | 3): Queue => ({ id: `q${tier}`, name: `N${tier}`, tier, position: 1, isActive: true });
const form = (fromTier: 1 | 2, toTier: 2 | 3): Form => ({
  id: `f${fromTier}`,
  version: 1,
  name: { pt: '', en: '' },
  fromTier,
  toTier,
  fields: [],
  isActive: true,
});

/** A workspace with a queue in each tier and the forms between them, as `me` (an agent of the first queue) sees it. */
export function aWorkspace(...others: readonly User[]): Workspace {
  const me = aPerson('me');
  return {
    organization: null,
    me,
    users: new Map([me, ...others].map((user) => [user.id, user])),
    queues: [queue(1), queue(2), queue(3)],
    categories: new Map(),
    customers: new Map(),
    forms: [form(1, 2), form(2, 3)],
    policies: [],
    calendars: calendarSource([]),
  };
}
