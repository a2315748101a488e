import { z } from 'zod';
import { prioritySchema } from './priority.ts';
import { promiseSchema } from './promise.ts';
import { pauseClassSchema, statusSchema } from './status.ts';
import { openSubticketSchema, parentSchema } from './subticket.ts';
import { tierSchema } from './tier.ts';
import { triageSchema } from './triage.ts';
import { vendorCaseBriefSchema } from './vendor.ts';

/** How the customer reached us. `import` marks a ticket of another system's log. */
export const CHANNELS = ['phone', 'email', 'chat', 'whatsapp', 'portal', 'api', 'import'] as const;
export const channelSchema = z.enum(CHANNELS);
export type Channel = z.infer<typeof channelSchema>;

/**
 * A span in which clocks stood still; `toMs` is null while it lasts. `resolved` is the time between a resolution and its
 * reopening. `reminders` is how many the customer has had in it; left out, none.
 */
export const pauseSchema = z.object({
  class: z.union([pauseClassSchema, z.literal('resolved')]),
  fromMs: z.int(),
  toMs: z.int().nullable(),
  reminders: z.int().nonnegative().optional(),
});
export type TicketPause = z.infer<typeof pauseSchema>;

/**
 * One stay of a ticket at a tier: when it entered the queue, when somebody there took it, when it left. Epoch ms.
 * `sentById` is who escalated it from there, left out when nobody has or when it is not known; `isWithdrawn` says that it
 * left because whoever had sent it there took that back, left out otherwise.
 */
export const staySchema = z.object({
  tier: tierSchema,
  queueId: z.uuid(),
  enteredAtMs: z.int(),
  acceptedAtMs: z.int().nullable(),
  leftAtMs: z.int().nullable(),
  /** How many attempts the tier had made before this stay; left out, none. */
  attemptsBefore: z.int().nonnegative().optional(),
  sentById: z.uuid().optional(),
  isWithdrawn: z.boolean().optional(),
});
export type Stay = z.infer<typeof staySchema>;

/** So many attempts are never made on one ticket. */
export const MOST_ATTEMPTS_EVER = 1_000_000;
const allowedSchema = z.int().min(0).max(MOST_ATTEMPTS_EVER);

/** How long the customer waits, or waited, for the next answer: since the oldest message that none has come to. */
export const nextResponseSchema = z.object({ sinceMs: z.int(), endedAtMs: z.int().nullable() });

/**
 * A ticket with the facts its clocks are derived from (pauses, stays, first response, resolution: docs/sla.md).
 * `number` is null until the backend has given one. `updatedAtMs` is the instant of its last event.
 * `lastMessageId` is the last message the customer can see, in either direction, and `lastMessageFrom` whose it is.
 * `supervisorCallId` is the call to a supervisor that waits for an answer; left out or null, none does.
 * What is optional was not written down by the first release: left out, it is not known.
 */
export const ticketSchema = z.object({
  id: z.uuid(),
  number: z.int().positive().nullable(),
  subject: z.string(),
  customerId: z.uuid().nullable(),
  channel: channelSchema,
  categoryId: z.uuid().nullable(),
  priority: prioritySchema,
  /** Left out for a ticket that nobody has judged by impact and urgency. */
  triage: triageSchema.optional(),
  queueId: z.uuid(),
  tier: tierSchema,
  status: statusSchema,
  assigneeId: z.uuid().nullable(),
  createdAtMs: z.int(),
  updatedAtMs: z.int(),
  firstRespondedAtMs: z.int().nullable(),
  resolvedAtMs: z.int().nullable(),
  resolution: z.object({ code: z.string(), summary: z.string() }).nullable(),
  followUpAtMs: z.int().nullable(),
  pauses: z.array(pauseSchema),
  stays: z.array(staySchema),
  pendingHandoverId: z.uuid().nullable(),
  supervisorCallId: z.uuid().nullable().optional(),
  lastMessageId: z.uuid().nullable(),
  lastMessageFrom: z.enum(['customer', 'agent']).nullable().optional(),
  lastCustomerMessageAtMs: z.int().nullable(),
  lastCustomerChannel: channelSchema.optional(),
  nextResponse: nextResponseSchema.nullable().optional(),
  priorityChanges: z.array(z.object({ atMs: z.int(), from: prioritySchema })).optional(),
  categoryChanges: z.array(z.object({ atMs: z.int(), from: z.uuid().nullable() })).optional(),
  attemptCounts: z.tuple([z.int(), z.int(), z.int()]),
  /** Up to which attempt of each tier a supervisor has lifted its limits; left out, nobody has. */
  attemptsAllowed: z.tuple([allowedSchema, allowedSchema, allowedSchema]).optional(),
  escalationCount: z.int(),
  returnCount: z.int(),
  reopenCount: z.int(),
  externalRef: z.string().nullable(),
  /** What the customer was promised last; left out or null, nothing ever was. */
  promise: promiseSchema.nullable().optional(),
  /** What vendors were asked, in order; left out, nothing ever was. */
  vendorCases: z.array(vendorCaseBriefSchema).optional(),
  /** The ticket it is a subticket of, for good; left out or null, it is none. */
  parent: parentSchema.nullable().optional(),
  /** Its subtickets that have not ended; left out, it never had any. */
  openSubtickets: z.array(openSubticketSchema).optional(),
  /** Of a copy that says no more than that it was accepted (access/glimpse.ts); left out of every ticket that is in view. */
  isGlimpse: z.literal(true).optional(),
});
export type Ticket = z.infer<typeof ticketSchema>;
