import { calendarSource, type CalendarSource } from '../../shared/sla/calendar-source.ts';
import type { CalendarRow, Policy } from '../../shared/sla/policy.ts';
import type { Queryable, Tx } from '../db/database.ts';

/** The policies and calendars by which clocks are derived, ready to be used. */
export type SlaRules = { readonly policies: readonly Policy[]; readonly calendars: CalendarSource };

/** Any number, the same in all processes: see `shareRules`. */
const ADVISORY_LOCK = 4_710_002;

/**
 * Keeps policies and calendars as they are until the transaction ends. Whoever plans steps holds this, so that nothing
 * is planned by rules that were replaced meanwhile, to be missed by the re-planning that follows. Taken before tickets
 * are locked.
 */
export async function shareRules(tx: Tx): Promise<void> {
  await tx.raw('select pg_advisory_xact_lock_shared($1)', [ADVISORY_LOCK]);
}

/** Waits until nobody plans steps, and keeps all from it until the transaction ends: to change the rules. */
export async function holdRules(tx: Tx): Promise<void> {
  await tx.raw('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
}

/** The policies and calendars as this transaction sees them, its own changes too. */
export async function readRuleRows(tx: Queryable): Promise<{ policies: Policy[]; calendars: CalendarRow[] }> {
  const rows = await tx.raw<{ kind: 'policy'; row: Policy } | { kind: 'calendar'; row: CalendarRow }>(
    `select kind, row from workspace_row where kind in ('policy', 'calendar')`,
  );
  return {
    policies: rows.flatMap((each) => (each.kind === 'policy' ? [each.row] : [])),
    calendars: rows.flatMap((each) => (each.kind === 'calendar' ? [each.row] : [])),
  };
}

/**
 * The instants (epoch ms, `at_ms`) at which the versions of policies and calendars come into force, planned ones too, as
 * a table in a statement.
 */
export const VERSION_INSTANTS = `(
  select (w.row->>'effectiveFromMs')::bigint as at_ms from workspace_row w where w.kind in ('policy', 'calendar')
  union all
  select (v->>'effectiveFromMs')::bigint
  from workspace_row w, jsonb_array_elements(coalesce(w.row->'previous', '[]')) v
  where w.kind in ('policy', 'calendar'))`;

/** Keeps the rules in memory for as long as their version (`sla_plan.ver`) stands still. */
export class SlaRulesCache {
  #ver = -1;
  #rules: SlaRules = { policies: [], calendars: () => null };

  /** The rules of a version that this transaction has seen, while it keeps them from being changed. */
  async rules(tx: Queryable, ver: number): Promise<SlaRules> {
    if (ver === this.#ver) return this.#rules;
    const { policies, calendars } = await readRuleRows(tx);
    const rules = { policies, calendars: calendarSource(calendars) };
    if (ver > this.#ver) {
      this.#ver = ver;
      this.#rules = rules;
    }
    return rules;
  }
}
