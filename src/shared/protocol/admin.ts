/* oxlint-disable typescript/no-unsafe-type-assertion -- a schema made of a schema, whose type zod does not follow. */
import { z } from 'zod';
import { attemptPolicySchema } from '../domain/attempt-policy.ts';
import { followUpRuleSchema } from '../domain/follow-up-rule.ts';
import { formFieldSchema, formOptionSchema, formSchema, MAX_OPTIONS } from '../domain/form.ts';
import { macroSchema } from '../domain/macro.ts';
import { routingRuleSchema } from '../domain/routing-rule.ts';
import type { WorkspaceKind } from '../domain/tables.ts';
import { vendorSchema } from '../domain/vendor.ts';
import { cannedReplySchema, categorySchema, queueSchema, userSchema } from '../domain/workspace.ts';
import { calendarRowSchema, policySchema } from '../sla/policy.ts';
import { emailSchema } from './auth.ts';

/** Roles that a person can be given; `system` is for programs. */
export const PERSON_ROLES = ['agent', 'supervisor', 'admin'] as const;

const named = (longest: number): z.ZodString => z.string().trim().min(1).max(longest);

/** A person as an administrator saves them: what the row holds, but with an address that mail can reach. */
export const personSchema = userSchema.extend({
  name: named(120),
  email: emailSchema,
  role: z.enum(PERSON_ROLES),
  tiers: userSchema.shape.tiers.max(3),
  queueIds: userSchema.shape.queueIds.max(500),
});

/** An escalation form as an administrator saves it: every question has its words in both languages, and a key of its own. */
export const escalationFormSchema = formSchema.extend({
  name: z.object({ pt: named(120), en: named(120) }),
  fields: z
    .array(
      formFieldSchema.extend({
        label: z.object({ pt: named(200), en: named(200) }),
        options: z
          .array(z.object({ key: formOptionSchema.shape.key, label: z.object({ pt: named(120), en: named(120) }) }))
          .max(MAX_OPTIONS)
          .optional(),
      }),
    )
    .min(1)
    .max(30),
});

/** The rows that administrators change over REST: their place in the address, and what may be saved. */
export const ADMIN_RESOURCES = {
  user: { path: 'people', schema: personSchema },
  queue: { path: 'queues', schema: queueSchema.extend({ name: named(80), position: z.int().min(0).max(100_000) }) },
  category: { path: 'categories', schema: categorySchema.extend({ name: named(120) }) },
  cannedReply: { path: 'canned-replies', schema: cannedReplySchema.extend({ title: named(120), body: named(8_000) }) },
  routingRule: { path: 'routing-rules', schema: routingRuleSchema.extend({ name: named(120) }) },
  attemptPolicy: { path: 'attempt-policies', schema: attemptPolicySchema.extend({ name: named(120) }) },
  macro: { path: 'macros', schema: macroSchema.extend({ name: named(120) }) },
  vendor: { path: 'vendors', schema: vendorSchema.extend({ name: named(120) }) },
  followUpRule: { path: 'follow-up-rules', schema: followUpRuleSchema.extend({ name: named(120) }) },
  form: { path: 'forms', schema: escalationFormSchema },
  calendar: { path: 'calendars', schema: calendarRowSchema },
  policy: { path: 'policies', schema: policySchema },
} as const satisfies Partial<Record<WorkspaceKind, { readonly path: string; readonly schema: z.ZodType }>>;
export type AdminKind = keyof typeof ADMIN_RESOURCES;
export const ADMIN_KINDS = Object.keys(ADMIN_RESOURCES) as readonly AdminKind[];
export type AdminRow<K extends AdminKind = AdminKind> = z.infer<(typeof ADMIN_RESOURCES)[K]['schema']>;

/** The largest row, in bytes of JSON: far above a policy with all it can hold. */
export const MAX_ADMIN_BYTES = 128 * 1024;

/** How much depends on a row, by what: open tickets, members, categories below it, sessions. Zeros are left out. */
const usesSchema = z.partialRecord(z.enum(['openTickets', 'members', 'children', 'sessions']), z.int());
export type Uses = z.infer<typeof usesSchema>;

/** A row with the version that a change must name (`If-Match`), and what depends on it. */
export function adminItemSchema<Row extends z.ZodType>(row: Row): z.ZodType<AdminItem<z.infer<Row>>> {
  return z.object({ row, version: z.string(), uses: usesSchema }) as unknown as z.ZodType<AdminItem<z.infer<Row>>>;
}
export type AdminItem<Row = AdminRow> = { readonly row: Row; readonly version: string; readonly uses: Uses };

/** Shown once; nobody can read it again. Null but for a person who was made just now. */
export const passwordAnswerSchema = z.object({ oneTimePassword: z.string() });
export const sessionsAnswerSchema = z.object({ ended: z.int() });

/** Which part of the audit is asked for. Instants are ISO 8601; `cursor` is what the page before gave as `next`. */
export const auditQuerySchema = z.object({
  personId: z.uuid().optional(),
  kind: z.string().max(40).optional(),
  rowId: z.uuid().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  outcome: z.enum(['accepted', 'refused']).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/**
 * One line of the audit: who did what to which row, when the backend had it, from which device, and what became of it.
 * `code` is why it was refused. `change` holds the fields that differ.
 */
export const auditItemSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  personId: z.uuid(),
  device: z.string().nullable(),
  name: z.string(),
  kind: z.string().nullable(),
  rowId: z.uuid().nullable(),
  /** What the row is called now. */
  label: z.string().nullable(),
  outcome: z.enum(['accepted', 'refused']),
  code: z.string().nullable(),
  change: z.object({ before: z.record(z.string(), z.unknown()), after: z.record(z.string(), z.unknown()) }).nullable(),
});
export type AuditItem = z.infer<typeof auditItemSchema>;

export const auditAnswerSchema = z.object({ items: z.array(auditItemSchema), next: z.string().nullable() });
