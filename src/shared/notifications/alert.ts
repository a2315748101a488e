import type { ClockKind } from '../sla/clock-spans.ts';
import type { Tier } from '../sla/sla-facts.ts';
import type { AlertKind } from './kinds.ts';

/** As what a person is told of something: the ticket is theirs, it is their queue's, they oversee it, or it is what they did. */
export type ToldAs = 'assignee' | 'queue' | 'supervisor' | 'person';

/** The clock that an alert is about, and the business time that is left of it (ms; 0 at the breach). */
export type AlertedClock = {
  readonly kind: ClockKind;
  readonly tier: Tier | null;
  readonly deadlineAtMs: number;
  readonly leftMs: number;
};

/** Something of a ticket that one person is told, once. `atMs` is when it is due: epoch ms, the backend's time. */
export type Alert = {
  readonly id: string;
  readonly kind: AlertKind;
  readonly ticketId: string;
  readonly atMs: number;
  readonly toldAs: ToldAs;
  /** Of a warning, of a breach, and of either where nobody acknowledged it. */
  readonly clock: AlertedClock | null;
  /** What happened (the kind of the event; of a refused action, its name; of an unacknowledged alert, its kind), and who did it. */
  readonly what: string | null;
  readonly actorId: string | null;
};
