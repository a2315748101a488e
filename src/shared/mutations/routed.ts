import type { RoutingRule } from '../domain/routing-rule.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Queue } from '../domain/workspace.ts';
import { routeTicket } from '../routing/route-ticket.ts';
import type { Rows } from './mutation.ts';

/** The kinds of which routing looks at every row. */
export const ROUTING_KINDS = ['routingRule', 'category'] as const;

/** What of a ticket the rules are asked about, beside what the customer said first. */
export type Routable = Pick<Ticket, 'subject' | 'priority' | 'channel' | 'customerId' | 'categoryId'>;

/** The rule that takes a ticket, and the queue it leads to; null when none does. */
export function takenBy(
  rows: Rows,
  said: Routable,
  message: string | null,
): { readonly rule: RoutingRule; readonly queue: Queue } | null {
  const customer = said.customerId === null ? undefined : rows.workspace('customer', said.customerId);
  const facts = { ...said, message, company: customer?.company ?? null, plan: customer?.plan ?? null };
  const world = { categories: rows.all('category'), queues: rows.all('queue') };
  const rule = routeTicket(rows.all('routingRule'), facts, world).taken;
  const queue = rule === null ? undefined : rows.workspace('queue', rule.queueId);
  return rule === null || queue === undefined ? null : { rule, queue };
}
