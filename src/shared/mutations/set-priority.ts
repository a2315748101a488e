import { z } from 'zod';
import { prioritySchema } from '../domain/priority.ts';
import { impactSchema, judged, type Triage, urgencySchema } from '../domain/triage.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

const args = z.object({
  ...ticketArgs,
  priority: prioritySchema,
  reason: z.string().trim().min(3).max(500),
  /** How the ticket is judged now; left out, that stays as it was. */
  impact: impactSchema.optional(),
  urgency: urgencySchema.optional(),
});

/**
 * Gives a ticket another priority, another impact or urgency, or all of them, with the reason; the reason stays on the
 * ticket where the priority is another than they give. Its clocks keep what has elapsed and have the targets of the new
 * priority from then on (docs/sla.md, rule 6). Refused as `validation` when all of it is so already, and when one of
 * impact and urgency comes without the other.
 */
export const setPriority = ticketMutation({
  name: 'ticket.setPriority',
  args,
  rule({ ticket, atMs, done }, { priority, reason, impact, urgency }) {
    if ((impact === undefined) !== (urgency === undefined)) {
      const path = impact === undefined ? 'impact' : 'urgency';
      return { code: 'validation', message: 'impact and urgency come together', details: { path } };
    }
    const from = ticket.priority;
    const is = {
      impact: impact ?? ticket.triage?.impact,
      urgency: urgency ?? ticket.triage?.urgency,
    };
    const triage =
      is.impact === undefined || is.urgency === undefined ? undefined : judged(is.impact, is.urgency, priority, reason);
    if (from === priority && !isJudgedAnew(ticket.triage, triage)) {
      return { code: 'validation', message: `the priority is ${from} already`, details: { path: 'priority' } };
    }
    const priorityChanges =
      from === priority ? ticket.priorityChanges : [...(ticket.priorityChanges ?? []), { atMs, from }];
    const next = {
      ...ticket,
      priority,
      ...(priorityChanges === undefined ? {} : { priorityChanges }),
      ...(triage === undefined ? {} : { triage }),
    };
    const said = impact === undefined || urgency === undefined ? {} : { impact, urgency };
    return done(next, 'priority_set', { from, to: priority, reason, ...said });
  },
});

function isJudgedAnew(before: Triage | undefined, after: Triage | undefined): boolean {
  return before?.impact !== after?.impact || before?.urgency !== after?.urgency;
}
