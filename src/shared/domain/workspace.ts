import { z } from 'zod';
import { tierSchema } from './tier.ts';

export const ROLES = ['agent', 'supervisor', 'admin', 'system'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** The most that a signature may hold. */
export const SIGNATURE_LENGTH = 500;

/** A person (or, with role `system`, a program) that acts. Agents work the queues they are members of. */
export const userSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(120),
  email: z.string().max(254),
  role: roleSchema,
  tiers: z.array(tierSchema),
  queueIds: z.array(z.uuid()),
  isActive: z.boolean(),
  /** Stands below their letters, with the placeholders of canned replies; left out, none does. */
  signature: z.string().max(SIGNATURE_LENGTH).optional(),
});
export type User = z.infer<typeof userSchema>;

/** The longest that an alert waits in one queue to be acknowledged: a day. */
export const MOST_ALERT_MINUTES = 1_440;

/** The most queues that one can name as its ways on or back. */
export const MAX_WAYS = 50;

/**
 * A queue belongs to one tier; a ticket is in exactly one queue. `escalatesTo` and `returnsTo` are the queues to which its
 * tickets can go; left out or empty, to every queue of a higher tier, or of a lower one (tier-graph.ts). `alertsGoTo` is the
 * queue whose people are told of an alert of its tickets that nobody has acknowledged for `alertsGoAfterMinutes`
 * (alert-chain.ts); left out or null, nobody is.
 */
export const queueSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(80),
  tier: tierSchema,
  position: z.int(),
  isActive: z.boolean(),
  escalatesTo: z.array(z.uuid()).max(MAX_WAYS).optional(),
  returnsTo: z.array(z.uuid()).max(MAX_WAYS).optional(),
  alertsGoTo: z.uuid().nullable().optional(),
  alertsGoAfterMinutes: z.int().min(1).max(MOST_ALERT_MINUTES).optional(),
});
export type Queue = z.infer<typeof queueSchema>;

export const customerSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(160),
  email: z.string().max(254).nullable(),
  phone: z.string().max(40).nullable(),
  company: z.string().max(160).nullable(),
  city: z.string().max(120).nullable(),
  plan: z.string().max(120).nullable(),
  /** What they are written to in; left out, it is not known. */
  language: z.enum(['pt', 'en']).optional(),
});
export type Customer = z.infer<typeof customerSchema>;

export const categorySchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(120),
  parentId: z.uuid().nullable(),
  /** Left out by those that were made before categories could be retired: they are in use. */
  isActive: z.boolean().optional(),
  /** What is tried for it, for agents to choose from; left out or empty, that of the nearest category above holds. */
  attemptList: z.array(z.string().trim().min(3).max(300)).max(50).optional(),
  /** What N1 asks and says on a call about it; left out or empty, that of the nearest category above holds. */
  script: z.string().max(8_000).optional(),
});
export type Category = z.infer<typeof categorySchema>;

/** An answer in the team's words, with placeholders (`canned-reply.ts`). Without tiers or queues it is for all of them. */
export const cannedReplySchema = z.object({
  id: z.uuid(),
  title: z.string().min(1).max(120),
  body: z.string().min(1).max(8_000),
  tiers: z.array(tierSchema).max(3),
  queueIds: z.array(z.uuid()).max(200),
  isActive: z.boolean(),
});
export type CannedReply = z.infer<typeof cannedReplySchema>;

/** The workspace itself: one row. */
export const organizationSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(120),
  isSample: z.boolean(),
});
export type Organization = z.infer<typeof organizationSchema>;
