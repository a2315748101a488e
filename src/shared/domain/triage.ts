import { z } from 'zod';
import type { Priority } from './priority.ts';

/** Whom it affects. */
export const IMPACTS = ['person', 'team', 'everyone'] as const;
export const impactSchema = z.enum(IMPACTS);
export type Impact = z.infer<typeof impactSchema>;

/** What they can still do. */
export const URGENCIES = ['able', 'hindered', 'stopped'] as const;
export const urgencySchema = z.enum(URGENCIES);
export type Urgency = z.infer<typeof urgencySchema>;

/**
 * Priority by impact and urgency: the simple priority coding of ITIL (Service Operation, 2011 edition, 4.2.5.4), whose
 * fourth and fifth priority are one here: there are four.
 */
const MATRIX: Readonly<Record<Impact, Readonly<Record<Urgency, Priority>>>> = {
  everyone: { stopped: 'P1', hindered: 'P2', able: 'P3' },
  team: { stopped: 'P2', hindered: 'P3', able: 'P4' },
  person: { stopped: 'P3', hindered: 'P4', able: 'P4' },
};

/** The priority that impact and urgency give. */
export function priorityOf(impact: Impact, urgency: Urgency): Priority {
  return MATRIX[impact][urgency];
}

/** How a ticket was judged. `overrideReason` says why its priority is another than impact and urgency give; null while it is that one. */
export const triageSchema = z.object({
  impact: impactSchema,
  urgency: urgencySchema,
  overrideReason: z.string().nullable(),
});
export type Triage = z.infer<typeof triageSchema>;

/** The same as people say it: a reason is more than a letter or two. */
export const saidTriageSchema = triageSchema.extend({ overrideReason: z.string().trim().min(3).max(500).nullable() });

/** A ticket's triage once it has a priority, for the reason given where that is another than the matrix has. */
export function judged(impact: Impact, urgency: Urgency, priority: Priority, reason: string | null): Triage {
  return { impact, urgency, overrideReason: priority === priorityOf(impact, urgency) ? null : reason };
}
