import { type Form, withFormVersions } from '../domain/form.ts';
import type { WorkspaceKind, WorkspaceRow } from '../domain/tables.ts';
import { compileCalendar } from '../sla/calendar.ts';
import { type CalendarRow, MAX_VERSIONS, type Policy } from '../sla/policy.ts';
import type { MutationContext, Refusal, Rows } from './mutation.ts';

/** Why a calendar cannot be counted in, naming the field (an unknown zone, intervals that overlap, no open time); null for one that can. */
export function refuseCalendar({ spec }: CalendarRow): Refusal | null {
  const compiled = compileCalendar(spec);
  if (compiled.ok) return null;
  const { code, field, detail } = compiled.error;
  return { code: 'validation', message: `spec.${detail}`, details: { path: `row.spec.${field}`, reason: code } };
}

/** The calendars that a policy counts in, each with the field that names it. */
export function calendarsOf({ calendarId, tiers }: Policy): readonly { readonly field: string; readonly id: string }[] {
  const ofTiers = Object.entries(tiers).flatMap(([tier, target]) =>
    target?.calendarId === undefined ? [] : [{ field: `tiers.${tier}.calendarId`, id: target.calendarId }],
  );
  return [{ field: 'calendarId', id: calendarId }, ...ofTiers];
}

/** Why a policy cannot be counted by, naming the field: a calendar that there is not gives it no clocks. Null for one that can. */
export function refusePolicy(rows: Rows, policy: Policy): Refusal | null {
  const missing = calendarsOf(policy).find(({ id }) => rows.workspace('calendar', id) === undefined);
  if (missing === undefined) return null;
  const message = `${missing.field} names no calendar: ${missing.id}`;
  return { code: 'validation', message, details: { path: `row.${missing.field}`, reason: 'unknown-calendar' } };
}

/**
 * A row as it is stored: a policy or a calendar that changes keeps its versions before, for what has elapsed was counted
 * by them and closed tickets never change (docs/sla.md, rule 1). What is saved comes into force at `effectiveFromMs`, or
 * when it is saved where that is past; one saved before the last came into force takes its place. What a row says of its own
 * earlier versions is not believed.
 */
export function withVersions<K extends WorkspaceKind>(
  kind: K,
  before: WorkspaceRow<K> | undefined,
  row: WorkspaceRow<K>,
  { performedAtMs, receivedAtMs }: Pick<MutationContext, 'performedAtMs' | 'receivedAtMs'>,
): WorkspaceRow<K> {
  const atMs = Math.min(receivedAtMs ?? Infinity, performedAtMs);
  if (kind === 'policy')
    return policyWithVersions(before as Policy | undefined, row as Policy, atMs) as WorkspaceRow<K>;
  if (kind === 'form') return withFormVersions(before as Form | undefined, row as Form) as WorkspaceRow<K>;
  if (kind !== 'calendar') return row;
  return calendarWithVersions(before as CalendarRow | undefined, row as CalendarRow, atMs) as WorkspaceRow<K>;
}

function policyWithVersions(before: Policy | undefined, saved: Policy, atMs: number): Policy {
  const { previous: _claimed, ...row } = saved;
  const effectiveFromMs = Math.max(row.effectiveFromMs, atMs);
  if (before === undefined) return { ...row, effectiveFromMs };
  const { previous = [], ...last } = before;
  const kept = [...previous, last].filter((version) => version.effectiveFromMs < effectiveFromMs);
  return { ...row, effectiveFromMs, previous: kept.slice(-MAX_VERSIONS) };
}

/** A calendar that was only given another name has no version more. */
function calendarWithVersions(before: CalendarRow | undefined, saved: CalendarRow, atMs: number): CalendarRow {
  const { previous: _claimed, ...row } = saved;
  if (before === undefined) return row;
  const { previous = [], spec, effectiveFromMs: lastFromMs = Number.MIN_SAFE_INTEGER } = before;
  if (inOneOrder(spec) === inOneOrder(row.spec)) return { ...before, name: row.name };
  const effectiveFromMs = Math.max(row.effectiveFromMs ?? atMs, atMs);
  const kept = [...previous, { spec, effectiveFromMs: lastFromMs }].filter(
    (version) => version.effectiveFromMs < effectiveFromMs,
  );
  return { ...row, effectiveFromMs, previous: kept.slice(-MAX_VERSIONS) };
}

/** A value as JSON with the keys of its objects in one order: a database keeps them in an order of its own. */
function inOneOrder(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
