import { z } from 'zod';

type KindFacts = {
  readonly kind: string;
  /** Whether it is told before anybody has chosen. */
  readonly isOnAtFirst: boolean;
  /** Whether it may break through quiet hours when its ticket is a P1 and the person has chosen so. */
  readonly mayBreakQuiet: boolean;
};

/**
 * The kinds of alert there are, in the order in which people are shown them. A new kind is a record here, two texts
 * (`notifications.kind.<kind>` and its `Hint`) and who plans it; the settings, their screen and what main obeys follow.
 */
export const ALERT_KINDS = [
  // A deadline is near.
  { kind: 'warning', isOnAtFirst: true, mayBreakQuiet: false },
  // A deadline has passed.
  { kind: 'breach', isOnAtFirst: true, mayBreakQuiet: true },
  // A deadline is near or has passed, and nobody has acknowledged the alert where the ticket is.
  { kind: 'unacknowledged', isOnAtFirst: true, mayBreakQuiet: true },
  // A ticket was escalated to a queue of the person's, and waits to be accepted.
  { kind: 'escalation_arrived', isOnAtFirst: true, mayBreakQuiet: true },
  // A ticket that the person had escalated came back.
  { kind: 'escalation_returned', isOnAtFirst: true, mayBreakQuiet: false },
  // Somebody has accepted what the person handed over.
  { kind: 'escalation_accepted', isOnAtFirst: false, mayBreakQuiet: false },
  // A subticket of a ticket of the person's was taken, given back, moved or ended.
  { kind: 'subticket_news', isOnAtFirst: true, mayBreakQuiet: false },
  // Somebody asks for a supervisor on a ticket in a queue that the person oversees.
  { kind: 'supervisor_called', isOnAtFirst: true, mayBreakQuiet: true },
  // A supervisor has answered what the person had asked.
  { kind: 'supervisor_answered', isOnAtFirst: true, mayBreakQuiet: false },
  // Somebody else gave the person a ticket.
  { kind: 'assigned', isOnAtFirst: true, mayBreakQuiet: false },
  // The customer or a colleague wrote on a ticket of the person's.
  { kind: 'reply_on_mine', isOnAtFirst: true, mayBreakQuiet: false },
  // Somebody named the person in a note.
  { kind: 'mentioned', isOnAtFirst: true, mayBreakQuiet: false },
  // The date has come at which a ticket that waits is to be taken up again.
  { kind: 'follow_up_due', isOnAtFirst: true, mayBreakQuiet: false },
  // The backend refused something that the person did.
  { kind: 'refused_action', isOnAtFirst: true, mayBreakQuiet: false },
] as const satisfies readonly KindFacts[];

export const alertKindSchema = z.enum(ALERT_KINDS.map(({ kind }) => kind));
export type AlertKind = z.infer<typeof alertKindSchema>;

/** What is known of a kind. */
export function factsOf(kind: AlertKind): KindFacts {
  const facts = ALERT_KINDS.find((candidate) => candidate.kind === kind);
  if (facts === undefined) throw new Error(`there is no kind of alert ${kind}`);
  return facts;
}
