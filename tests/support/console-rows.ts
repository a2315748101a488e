import type { Workspace } from '../../src/renderer/db/read-workspace.ts';
import type { Form } from '../../src/shared/domain/form.ts';
import type { TicketEvent } from '../../src/shared/domain/parts.ts';
import type { Queue, User } from '../../src/shared/domain/workspace.ts';
import { calendarSource } from '../../src/shared/sla/calendar-source.ts';

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
    formRows: new Map(),
    cannedReplies: [],
    macros: [],
    routingRules: [],
    vendors: [],
    attemptPolicies: [],
    followUpRules: [],
    policies: [],
    calendars: calendarSource([]),
    calendarRows: new Map(),
  };
}
