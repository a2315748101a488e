import { type AttemptStanding, attemptStanding } from '../../shared/attempts/attempt-standing.ts';
import { hasEnded } from '../../shared/domain/status.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Workspace } from './read-workspace.ts';

/** What a ticket has used of its tier's attempts and time at an instant of the backend's time (epoch ms). */
export function ticketAttempts(ticket: Ticket, workspace: Workspace, nowMs: number): AttemptStanding {
  const { attemptPolicies, categories, calendars } = workspace;
  return attemptStanding(ticket, { policies: attemptPolicies, categories: [...categories.values()], calendars }, nowMs);
}

/** Whether a ticket's tier may try no more while there is still something to solve. */
export function isTriedOut(ticket: Ticket, workspace: Workspace, nowMs: number): boolean {
  return !hasEnded(ticket.status) && ticketAttempts(ticket, workspace, nowMs).reachedBy !== null;
}
