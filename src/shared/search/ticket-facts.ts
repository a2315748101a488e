import { hasEnded, pauseClassOf } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import { tierName } from '../domain/tier.ts';
import type { Category, Customer, Queue, User } from '../domain/workspace.ts';
import { fold, wordsOf } from './fold.ts';
import type { StatusWanted, TicketFilter, TicketMark } from './ticket-query.ts';

/** What filters read of a ticket: the nearest deadline and the first warning before it, null where no clock runs. Epoch ms. */
export type TicketFacts = Pick<
  Ticket,
  | 'number'
  | 'queueId'
  | 'priority'
  | 'status'
  | 'assigneeId'
  | 'customerId'
  | 'categoryId'
  | 'channel'
  | 'escalationCount'
  | 'followUpAtMs'
  | 'supervisorCallId'
  | 'parent'
> & { readonly deadlineAtMs: number | null; readonly warnAtMs: number | null };

/** The names that filters name things by, and who asks. */
export type NamedThings = {
  readonly meId: string;
  readonly users: ReadonlyMap<string, Pick<User, 'id' | 'name'>>;
  readonly queues: Iterable<Pick<Queue, 'id' | 'name' | 'tier'>>;
  readonly categories: ReadonlyMap<string, Category>;
  readonly customers: ReadonlyMap<string, Customer>;
};

type Test = (facts: TicketFacts, nowMs: number) => boolean;

/** One test out of filters: those of one field widen each other, different fields and marks narrow. */
export function filterTest(filters: readonly TicketFilter[], things: NamedThings): Test {
  const byField = Map.groupBy(filters, (filter) => (filter.field === 'is' ? `is:${filter.value}` : filter.field));
  const groups = [...byField.values()].map((group) => group.map((filter) => testOf(filter, things)));
  return (facts, nowMs) => groups.every((group) => group.some((test) => test(facts, nowMs)));
}

function testOf(filter: TicketFilter, things: NamedThings): Test {
  switch (filter.field) {
    case 'priority':
      return ({ priority }) => priority === filter.value;
    case 'channel':
      return ({ channel }) => channel === filter.value;
    case 'status':
      return ({ status }) => isOfStatus(status, filter.value);
    case 'is':
      return (facts, nowMs) => isMarked(facts, filter.value, nowMs);
    case 'queue': {
      const ids = idsNamed(filter, things);
      return ({ queueId }) => ids.has(queueId);
    }
    case 'category': {
      const ids = idsNamed(filter, things);
      return ({ categoryId }) => categoryId !== null && ids.has(categoryId);
    }
    case 'customer': {
      const ids = idsNamed(filter, things);
      return ({ customerId }) => customerId !== null && ids.has(customerId);
    }
    case 'assignee': {
      const { value } = filter;
      if ('name' in value) {
        const ids = peopleNamed(value.name, things);
        return ({ assigneeId }) => assigneeId !== null && ids.has(assigneeId);
      }
      const wanted = value.who === 'me' ? things.meId : null;
      return ({ assigneeId }) => assigneeId === wanted;
    }
  }
}

/** The queues, categories or customers that a filter names. */
export function idsNamed(
  { field, value }: { readonly field: 'queue' | 'category' | 'customer'; readonly value: string },
  { queues, categories, customers }: Pick<NamedThings, 'queues' | 'categories' | 'customers'>,
): ReadonlySet<string> {
  if (field === 'queue') return queueIdsNamed(value, queues);
  return field === 'category' ? categoryIdsNamed(value, categories) : customerIdsNamed(value, customers);
}

/** The people whose name holds the words. */
export function peopleNamed(wanted: string, { users }: Pick<NamedThings, 'users'>): ReadonlySet<string> {
  return idsWhere(users.values(), ({ name }) => holds(name, wanted));
}

/** Whether a status is the one that is wanted, or of the family. */
export function isOfStatus(status: Ticket['status'], wanted: StatusWanted): boolean {
  if (wanted === 'paused') return pauseClassOf(status) !== null;
  if (wanted === 'active') return !hasEnded(status);
  return wanted === 'ended' ? hasEnded(status) : status === wanted;
}

function isMarked(facts: TicketFacts, mark: TicketMark, nowMs: number): boolean {
  switch (mark) {
    case 'overdue':
      return facts.deadlineAtMs !== null && facts.deadlineAtMs < nowMs;
    case 'dueSoon':
      return (
        facts.deadlineAtMs !== null && facts.deadlineAtMs >= nowMs && facts.warnAtMs !== null && facts.warnAtMs <= nowMs
      );
    case 'unassigned':
      return facts.assigneeId === null && !hasEnded(facts.status);
    case 'escalated':
      return facts.escalationCount > 0;
    case 'followUp':
      return facts.followUpAtMs !== null && facts.followUpAtMs <= nowMs && !hasEnded(facts.status);
    case 'supervisorCalled':
      return (facts.supervisorCallId ?? null) !== null;
    case 'subticket':
      return (facts.parent ?? null) !== null;
  }
}

/** Whether a text holds all words of another, each at the beginning of one of its own. */
function holds(text: string, wanted: string): boolean {
  const words = wordsOf(text);
  return wordsOf(wanted).every((part) => words.some((word) => word.startsWith(part)));
}

/** The queues of a tier ("n2", "2"), or those whose name holds the words. */
function queueIdsNamed(value: string, queues: NamedThings['queues']): ReadonlySet<string> {
  const folded = fold(value);
  return idsWhere(queues, ({ name, tier }) => {
    const ofTier = tierName(tier).toLowerCase();
    return folded === ofTier || folded === String(tier) || holds(`${ofTier} ${name}`, value);
  });
}

/** The categories whose name, or whose parent's, holds the words. */
function categoryIdsNamed(value: string, categories: NamedThings['categories']): ReadonlySet<string> {
  return idsWhere(categories.values(), ({ name, parentId }) => {
    const parent = parentId === null ? undefined : categories.get(parentId);
    return holds(`${parent?.name ?? ''} ${name}`, value);
  });
}

function customerIdsNamed(value: string, customers: NamedThings['customers']): ReadonlySet<string> {
  const digits = value.replaceAll(/\D/gu, '');
  const isPhone = digits.length >= 4 && !/\p{L}/u.test(value);
  return idsWhere(customers.values(), ({ name, company, email, phone }) =>
    isPhone
      ? (phone ?? '').replaceAll(/\D/gu, '').includes(digits)
      : holds(`${name} ${company ?? ''} ${email ?? ''}`, value),
  );
}

function idsWhere<Row extends { readonly id: string }>(
  rows: Iterable<Row>,
  isWanted: (row: Row) => boolean,
): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const row of rows) if (isWanted(row)) ids.add(row.id);
  return ids;
}
