import { type AttemptStanding, attemptStanding } from '../attempts/attempt-standing.ts';
import type { WorkspaceKind } from '../domain/tables.ts';
import { calendarSource } from '../sla/calendar-source.ts';
import type { Refusal } from './mutation.ts';
import type { OnTicket } from './ticket-mutation.ts';

/** The kinds of which the limits of attempts look at every row. */
export const LIMIT_KINDS: readonly WorkspaceKind[] = ['attemptPolicy', 'category', 'calendar'];

/** Where a ticket stands with the attempts of its tier at the instant of an action. */
export function standingOf({ rows, ticket, atMs }: Pick<OnTicket, 'rows' | 'ticket' | 'atMs'>): AttemptStanding {
  const world = {
    policies: rows.all('attemptPolicy'),
    categories: rows.all('category'),
    calendars: calendarSource(rows.all('calendar')),
  };
  return attemptStanding(ticket, world, atMs);
}

/** Refuses a further attempt at a tier whose attempts or time are used up, as `limit.attempts`; null lets it through. */
export function refuseBeyondLimit({ tier, used, most, mostMs, reachedBy }: AttemptStanding): Refusal | null {
  if (reachedBy === null) return null;
  const what = reachedBy === 'count' ? `${used} of ${most} attempts` : `${mostMs} ms`;
  return {
    code: 'limit.attempts',
    message: `N${tier} has used ${what} on this ticket: escalate it, or a supervisor allows more`,
    details: { used, most, tier, by: reachedBy, mostMs },
  };
}
