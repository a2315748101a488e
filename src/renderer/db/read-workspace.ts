import type { AttemptPolicy } from '../../shared/domain/attempt-policy.ts';
import type { FollowUpRule } from '../../shared/domain/follow-up-rule.ts';
import type { Form } from '../../shared/domain/form.ts';
import type { Macro } from '../../shared/domain/macro.ts';
import type { RoutingRule } from '../../shared/domain/routing-rule.ts';
import type { WorkspaceKind, WorkspaceRow } from '../../shared/domain/tables.ts';
import type { Vendor } from '../../shared/domain/vendor.ts';
import type { CannedReply, Category, Customer, Organization, Queue, User } from '../../shared/domain/workspace.ts';
import { inRuleOrder } from '../../shared/routing/route-ticket.ts';
import { calendarSource, type CalendarSource } from '../../shared/sla/calendar-source.ts';
import type { CalendarRow, Policy } from '../../shared/sla/policy.ts';
import type { ConsoleDb } from './console-db.ts';

/** The workspace as this window holds it in memory: people, queues and settings, without tickets. */
export type Workspace = {
  readonly organization: Organization | null;
  readonly me: User;
  readonly users: ReadonlyMap<string, User>;
  /** Active ones, by tier and position. */
  readonly queues: readonly Queue[];
  readonly categories: ReadonlyMap<string, Category>;
  readonly customers: ReadonlyMap<string, Customer>;
  /** Those in use. */
  readonly forms: readonly Form[];
  /** All of them: for reading what was filled in. */
  readonly formRows: ReadonlyMap<string, Form>;
  /** Active ones, by title. */
  readonly cannedReplies: readonly CannedReply[];
  /** Active ones, by name. */
  readonly macros: readonly Macro[];
  /** In the order in which they are asked, those not in use too. */
  readonly routingRules: readonly RoutingRule[];
  /** Active ones, by name. */
  readonly vendors: readonly Vendor[];
  /** Those not in use too. */
  readonly attemptPolicies: readonly AttemptPolicy[];
  readonly followUpRules: readonly FollowUpRule[];
  readonly policies: readonly Policy[];
  readonly calendars: CalendarSource;
  /** As they were written: for their names. */
  readonly calendarRows: ReadonlyMap<string, CalendarRow>;
};

/** Reads the workspace; null while the first sync has brought nothing yet. `me` falls back on what the sign-in said. */
export async function readWorkspace(db: ConsoleDb, signedIn: User): Promise<Workspace | null> {
  const records = await db.workspace.toArray();
  if (records.length === 0) return null;
  const rows = <K extends WorkspaceKind>(wanted: K): WorkspaceRow<K>[] =>
    records.flatMap(({ kind, row }) => (kind === wanted ? [row as WorkspaceRow<K>] : []));
  const users = byId(rows('user'));
  return {
    organization: rows('organization')[0] ?? null,
    me: users.get(signedIn.id) ?? signedIn,
    users,
    queues: rows('queue')
      .filter(({ isActive }) => isActive)
      .toSorted((a, b) => a.tier - b.tier || a.position - b.position),
    categories: byId(rows('category')),
    customers: byId(rows('customer')),
    forms: rows('form').filter(({ isActive }) => isActive),
    formRows: byId(rows('form')),
    cannedReplies: rows('cannedReply')
      .filter(({ isActive }) => isActive)
      .toSorted((a, b) => a.title.localeCompare(b.title)),
    macros: rows('macro')
      .filter(({ isActive }) => isActive)
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    vendors: rows('vendor')
      .filter(({ isActive }) => isActive)
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    routingRules: inRuleOrder(rows('routingRule')),
    attemptPolicies: rows('attemptPolicy'),
    followUpRules: rows('followUpRule'),
    policies: rows('policy'),
    calendars: calendarSource(rows('calendar')),
    calendarRows: byId(rows('calendar')),
  };
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
