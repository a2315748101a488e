import { useState, useSyncExternalStore } from 'react';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { countClocks, type CountedClock, evaluate, type SlaClock } from '../../shared/sla/clocks.ts';
import { urgency } from '../../shared/sla/urgency.ts';
import { nextLookMs } from '../lib/clock-text.ts';
import { currentNowMs, subscribeNow } from '../lib/use-now.ts';
import type { Workspace } from './read-workspace.ts';
import { useWorkspace } from './workspace.ts';

/** A ticket's clocks at an instant of the backend's time. */
export function ticketClocks(ticket: Ticket, workspace: Workspace, nowMs: number): readonly SlaClock[] {
  return evaluate(ticket, workspace.policies, workspace.calendars, nowMs);
}

/** Clocks, with what they were counted from, and the instant of the backend's time (epoch ms) they are told for. */
export type ToldClocks = {
  readonly counted: readonly CountedClock[];
  readonly clocks: readonly SlaClock[];
  readonly nowMs: number;
};

/**
 * A ticket's clocks, renewed when what is told of them changes: each minute while the end is far, each second when it is
 * near, not at all while they stand. Thousands on screen cost little by that. Empty when no policy covers it.
 */
export function useTicketClocks(ticket: Ticket): ToldClocks {
  const workspace = useWorkspace();
  const [teller] = useState(() => new ClockTeller());
  return useSyncExternalStore(subscribeNow, () => teller.tell(ticket, workspace, currentNowMs()));
}

/** Tells the clocks of a ticket, and the same until they have to be told anew. */
class ClockTeller {
  #told: ToldClocks = { counted: [], clocks: [], nowMs: 0 };
  #ticket: Ticket | null = null;
  #workspace: Workspace | null = null;
  #untilMs = 0;

  tell(ticket: Ticket, workspace: Workspace | null, nowMs: number): ToldClocks {
    const isSame = ticket === this.#ticket && workspace === this.#workspace;
    // A clock that was set back is looked at again.
    if (isSame && nowMs < this.#untilMs && nowMs >= this.#told.nowMs) return this.#told;
    const counted = workspace === null ? [] : countClocks(ticket, workspace.policies, workspace.calendars, nowMs);
    const clocks = counted.map(({ clock }) => clock);
    this.#ticket = ticket;
    this.#workspace = workspace;
    this.#untilMs = nextLookMs(clocks, nowMs);
    this.#told = { counted, clocks, nowMs };
    return this.#told;
  }
}

/** The clock that decides where the ticket stands in its queue; null when none is open. */
export function mostUrgent(clocks: readonly SlaClock[]): SlaClock | null {
  return urgency(clocks).clock;
}
