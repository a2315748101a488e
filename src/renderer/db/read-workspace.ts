import type { AttemptPolicy } from '../../shared/domain/attempt-policy.ts';
import type { FollowUpRule } from '../../shared/domain/follow-up-rule.ts';
import type { Form } from '../../shared/domain/form.ts';
import type { Macro } from '../../shared/domain/macro.ts';
import type { RoutingRule } from '../../shared/domain/routing-rule.ts';
import type { WorkspaceKind, WorkspaceRow } from '../../shared/domain/tables.ts';
import type { Vendor } from '../../shared/domain/vendor.ts';
import type { CannedReply, Category, Customer, Organization, Queue, User } from '../../shared/domain/workspace.ts';
import { inRuleOrder } from '../../shared/routing/rule-order.ts';
import { calendarSource, type CalendarSource } from '../../shared/sla/calendar-source.ts';
import type { CalendarRow, Policy } from '../../shared/sla/policy.ts';
import type { ConsoleDb, WorkspaceRecord } from './console-db.ts';

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

/** What is read in one piece is copied out of the database in one task of the page: thousands of customers would hold it up. */
const PIECE = 500;

/** Reads the workspace, as of one moment; null while the first sync has brought nothing yet. `me` falls back on what the sign-in said. */
export async function readWorkspace(db: ConsoleDb, signedIn: User): Promise<Workspace | null> {
  const byKind = await db.transaction('r', db.workspace, () => readByKind(db));
  if (byKind.size === 0) return null;
  const rows = <K extends WorkspaceKind>(wanted: K): readonly WorkspaceRow<K>[] =>
    (byKind.get(wanted) ?? []) as readonly WorkspaceRow<K>[];
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

async function readByKind(db: ConsoleDb): Promise<ReadonlyMap<string, readonly WorkspaceRecord['row'][]>> {
  const byKind = new Map<string, WorkspaceRecord['row'][]>();
  let piece = await db.workspace.limit(PIECE).toArray();
  for (;;) {
    for (const { kind, row } of piece) {
      const known = byKind.get(kind);
      if (known === undefined) byKind.set(kind, [row]);
      else known.push(row);
    }
    const last = piece.at(-1);
    if (last === undefined || piece.length < PIECE) return byKind;
    // Not at once: what is here would have to wait for its turn all the same.
    piece = await db.workspace.where('[kind+id]').above([last.kind, last.id]).limit(PIECE).toArray();
  }
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
