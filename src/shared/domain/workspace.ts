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

/** A queue belongs to one tier; a ticket is in exactly one queue. */
export const queueSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(80),
  tier: tierSchema,
  position: z.int(),
  isActive: z.boolean(),
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

/** A text in both languages of the console. */
export const bilingualSchema = z.object({ pt: z.string(), en: z.string() });

export const formFieldSchema = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  label: bilingualSchema,
  help: bilingualSchema.nullable(),
  isRequired: z.boolean(),
  isLong: z.boolean(),
});
export type FormField = z.infer<typeof formFieldSchema>;

/** What an agent fills in to escalate from one tier to another. A form is never edited in place: a change is a new version. */
export const formSchema = z.object({
  id: z.uuid(),
  version: z.int().positive(),
  name: bilingualSchema,
  fromTier: tierSchema,
  toTier: tierSchema,
  fields: z.array(formFieldSchema).min(1).max(30),
  isActive: z.boolean(),
});
export type Form = z.infer<typeof formSchema>;

/** The workspace itself: one row. */
export const organizationSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(120),
  isSample: z.boolean(),
});
export type Organization = z.infer<typeof organizationSchema>;
