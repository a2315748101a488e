import { z } from 'zod';
import { channelSchema } from './ticket.ts';
import { tierSchema } from './tier.ts';

/**
 * Something said on a ticket. `customer` and `reply` are seen by the customer, `note` is not.
 * `sentAtMs` is when the backend had it (and so sent it, for a reply): null while it waits on an agent's machine.
 * `isAutomatic`: the backend wrote it, by a rule of the workspace; left out, somebody did. `mentions` are the people whom
 * a note names; left out, nobody.
 */
export const messageSchema = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  kind: z.enum(['customer', 'reply', 'note']),
  authorId: z.uuid().nullable(),
  authorName: z.string().nullable(),
  body: z.string(),
  channel: channelSchema,
  writtenAtMs: z.int(),
  sentAtMs: z.int().nullable(),
  isAutomatic: z.boolean().optional(),
  mentions: z.array(z.uuid()).optional(),
});
export type Message = z.infer<typeof messageSchema>;

export const ATTEMPT_OUTCOMES = ['solved', 'partial', 'failed', 'unavailable'] as const;
export const attemptOutcomeSchema = z.enum(ATTEMPT_OUTCOMES);
export type AttemptOutcome = z.infer<typeof attemptOutcomeSchema>;

/** One try at solving a ticket, at the tier it was made. `minutes` is what the agent says it took. */
export const attemptSchema = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  tier: tierSchema,
  what: z.string(),
  outcome: attemptOutcomeSchema,
  minutes: z.int().nonnegative(),
  note: z.string(),
  authorId: z.uuid().nullable(),
  atMs: z.int(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** Answers that who escalated gave afterwards, to what the receiving tier's form of now asks and theirs did not. */
const addedAnswersSchema = z.object({
  byId: z.uuid().nullable(),
  atMs: z.int(),
  answers: z.record(z.string(), z.string()),
});

/**
 * A ticket passed from one tier's queue to another's: up (`escalation`) or back (`return`); or a supervisor called to it,
 * which moves nothing (`supervisor`); or a part of the work that another queue was asked to do, as a ticket of its own
 * (`subticket`, on that ticket). Never changed but for how it was settled and what was added.
 *
 * `unanswered`: the keys of the questions that the newest version of the form requires and that the one that was filled in
 * did not ask. `added`: answers given to these since, in order. Left out, there are none. `toUserId`: to whom a return
 * went; left out, to the queue. `asked` and `answer`: what a supervisor is asked, and says; of other kinds left out.
 */
export const handoverSchema = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  kind: z.enum(['escalation', 'return', 'supervisor', 'subticket']),
  fromTier: tierSchema,
  toTier: tierSchema,
  fromQueueId: z.uuid(),
  toQueueId: z.uuid(),
  byId: z.uuid().nullable(),
  atMs: z.int(),
  formId: z.uuid().nullable(),
  formVersion: z.int().nullable(),
  answers: z.record(z.string(), z.string()).nullable(),
  reason: z.string().nullable(),
  missing: z.array(z.string()),
  unanswered: z.array(z.string()).optional(),
  added: z.array(addedAnswersSchema).optional(),
  toUserId: z.uuid().optional(),
  asked: z.string().optional(),
  answer: z.string().optional(),
  state: z.enum(['pending', 'accepted', 'returned', 'withdrawn', 'answered']),
  settledById: z.uuid().nullable(),
  settledAtMs: z.int().nullable(),
});
export type Handover = z.infer<typeof handoverSchema>;

export const EVENT_KINDS = [
  'created',
  'claimed',
  'assigned',
  'released',
  'replied',
  'noted',
  'customer_wrote',
  'attempted',
  'attempts_allowed',
  'status_set',
  'priority_set',
  'reclassified',
  'no_reply_needed',
  'promised',
  'promise_kept',
  'vendor_opened',
  'vendor_referenced',
  'vendor_answered',
  'vendor_withdrawn',
  'subticket_opened',
  'subticket_accepted',
  'subticket_moved',
  'subticket_returned',
  'subticket_resolved',
  'subticket_cancelled',
  'subticket_withdrawn',
  'subticket_reopened',
  'reminded',
  'escalated',
  'returned',
  'accepted',
  'escalation_withdrawn',
  'handover_completed',
  'supervisor_called',
  'call_answered',
  'resolved',
  'reopened',
  'closed',
  'cancelled',
  'external',
  'sla_warned',
  'sla_breached',
] as const;
export const eventKindSchema = z.enum(EVENT_KINDS);
export type EventKind = z.infer<typeof eventKindSchema>;

/** Where an imported event came from: the system, its own reference, and who it says did it, in its own words. */
export const sourceSchema = z.object({
  system: z.string().max(40),
  ref: z.string().max(200),
  actorName: z.string().max(200),
  text: z.string().max(500),
});
export type Source = z.infer<typeof sourceSchema>;

/** One line of a ticket's history. `data` holds what its kind needs to be told (ids, names, before and after). */
export const eventSchema = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  kind: eventKindSchema,
  actorId: z.uuid().nullable(),
  atMs: z.int(),
  receivedAtMs: z.int().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  source: sourceSchema.nullable(),
  /** On which device, as its person named it when they signed in; left out, it is not known, or nobody's. */
  device: z.string().optional(),
});
export type TicketEvent = z.infer<typeof eventSchema>;
