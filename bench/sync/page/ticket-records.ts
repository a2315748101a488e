import type { BenchTicket } from '../tickets.ts';
import { pausedOrder, runningOrder } from '../tickets.ts';
import type { Action } from './peer.ts';

/** What an action changes in a ticket, for those that have no rules of their own. */
export function changeOf({ kind }: Action, ticket: BenchTicket, userId: string): Partial<BenchTicket> {
  const updatedAtMs = Date.now();
  switch (kind) {
    case 'pause':
      return { status: 'waiting_customer', order: pausedOrder(ticket), updatedAtMs };
    case 'resume':
      return { status: 'open', order: runningOrder(ticket), updatedAtMs };
    case 'claim':
      return { assigneeId: userId, updatedAtMs };
  }
}

/** An action as it waits to be sent. */
export type Operation = { readonly number: number; readonly id: string; readonly change: Partial<BenchTicket> };

/** A page of tickets from a peer's backend. */
export type TicketPage = { readonly rows: BenchTicket[]; readonly cursor: number; readonly more: boolean };

/** How many tickets a page holds, and how many actions a push. */
export const PAGE = 5_000;
export const PUSH = 1_000;
