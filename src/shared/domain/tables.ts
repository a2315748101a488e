import { z } from 'zod';
import { calendarRowSchema, policySchema } from '../sla/policy.ts';
import { alertMarkSchema } from './alert-mark.ts';
import { attachmentSchema } from './attachment.ts';
import { attemptPolicySchema } from './attempt-policy.ts';
import { followUpRuleSchema } from './follow-up-rule.ts';
import { formSchema } from './form.ts';
import { macroSchema } from './macro.ts';
import { attemptSchema, eventSchema, handoverSchema, messageSchema } from './parts.ts';
import { routingRuleSchema } from './routing-rule.ts';
import { subticketSchema } from './subticket.ts';
import { ticketSchema } from './ticket.ts';
import { vendorCaseSchema, vendorSchema } from './vendor.ts';
import {
  cannedReplySchema,
  categorySchema,
  customerSchema,
  organizationSchema,
  queueSchema,
  userSchema,
} from './workspace.ts';

/** Rows that belong to a ticket and travel with it. */
export const PART_SCHEMAS = {
  message: messageSchema,
  attempt: attemptSchema,
  handover: handoverSchema,
  event: eventSchema,
  attachment: attachmentSchema,
  alertMark: alertMarkSchema,
  vendorCase: vendorCaseSchema,
  subticket: subticketSchema,
} as const;
export type PartKind = keyof typeof PART_SCHEMAS;
export type PartRow<K extends PartKind = PartKind> = z.infer<(typeof PART_SCHEMAS)[K]>;
export const PART_KINDS = Object.keys(PART_SCHEMAS) as readonly PartKind[];

/** Rows that every member of the workspace has. */
export const WORKSPACE_SCHEMAS = {
  organization: organizationSchema,
  user: userSchema,
  queue: queueSchema,
  category: categorySchema,
  customer: customerSchema,
  calendar: calendarRowSchema,
  policy: policySchema,
  form: formSchema,
  cannedReply: cannedReplySchema,
  routingRule: routingRuleSchema,
  macro: macroSchema,
  vendor: vendorSchema,
  attemptPolicy: attemptPolicySchema,
  followUpRule: followUpRuleSchema,
} as const;
export type WorkspaceKind = keyof typeof WORKSPACE_SCHEMAS;
export type WorkspaceRow<K extends WorkspaceKind = WorkspaceKind> = z.infer<(typeof WORKSPACE_SCHEMAS)[K]>;
export const WORKSPACE_KINDS = Object.keys(WORKSPACE_SCHEMAS) as readonly WorkspaceKind[];

/** The names of tables on the wire. */
export const TABLES = ['ticket', ...PART_KINDS, ...WORKSPACE_KINDS] as const;
export type TableName = 'ticket' | PartKind | WorkspaceKind;
export const tableNameSchema = z.enum(TABLES as unknown as readonly [TableName, ...TableName[]]);

export function isPartKind(table: TableName): table is PartKind {
  return table in PART_SCHEMAS;
}

/** Whether this release knows a table: a newer backend may send rows of others, which a client keeps as they are. */
export function isTableName(table: string): table is TableName {
  return (TABLES as readonly string[]).includes(table);
}

/** The schema of a table's rows. */
export function rowSchema(table: TableName): z.ZodType {
  if (table === 'ticket') return ticketSchema;
  return isPartKind(table) ? PART_SCHEMAS[table] : WORKSPACE_SCHEMAS[table];
}
