import type { Ticket } from '../../shared/domain/ticket.ts';
import { evaluate, type SlaClock } from '../../shared/sla/clocks.ts';
import { urgency } from '../../shared/sla/urgency.ts';
import { useNowMs } from '../lib/use-now.ts';
import type { Workspace } from './read-workspace.ts';
import { useWorkspace } from './workspace.ts';

const NONE: readonly SlaClock[] = [];

/** A ticket's clocks at an instant of the backend's time. */
export function ticketClocks(ticket: Ticket, workspace: Workspace, nowMs: number): readonly SlaClock[] {
  return evaluate(ticket, workspace.policies, workspace.calendars, nowMs);
}

/** A ticket's clocks, renewed every second. Empty when no policy covers it. */
export function useTicketClocks(ticket: Ticket): readonly SlaClock[] {
  const workspace = useWorkspace();
  const nowMs = useNowMs();
  return workspace === null ? NONE : ticketClocks(ticket, workspace, nowMs);
}

/** The clock that decides where the ticket stands in its queue; null when none is open. */
export function mostUrgent(clocks: readonly SlaClock[]): SlaClock | null {
  return urgency(clocks).clock;
}
