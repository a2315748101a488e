import type { Needs } from '../../shared/mutations/mutation.ts';
import type { Written } from '../../shared/mutations/unit-of-work.ts';
import { calendarSource } from '../../shared/sla/calendar-source.ts';
import { calendarRowSchema, policySchema } from '../../shared/sla/policy.ts';
import type { Tx } from '../db/database.ts';
import { planSteps } from './plan-steps.ts';
import { holdRules, readRuleRows, type SlaRules, type SlaRulesCache, shareRules } from './sla-rules.ts';

const RULE_KINDS: ReadonlySet<string> = new Set(['policy', 'calendar']);
/** Changes of these plan tickets anew, those that nobody else writes meanwhile. */
const HELD_KINDS: ReadonlySet<string> = new Set([...RULE_KINDS, 'followUpRule']);

/** Keeps the rules of clocks as they are for mutations that write tickets, and to itself for those that change a rule. */
export async function keepRules(tx: Tx, needs: readonly Needs[]): Promise<void> {
  if (needs.some(({ workspace = [] }) => workspace.some(({ kind }) => HELD_KINDS.has(kind)))) await holdRules(tx);
  else if (needs.some(({ tickets = [] }) => tickets.length > 0)) await shareRules(tx);
}

/**
 * Plans the steps of the tickets that rules have put, before they are written; the caller has locked them and called
 * `keepRules`. A change of a policy or calendar begins a new version of the plan, by which the tickets that are not
 * among these are planned anew later (see `replanBatch`).
 */
export async function planWritten(
  tx: Tx,
  cache: SlaRulesCache,
  written: readonly Written[],
  nowMs: number,
): Promise<void> {
  const tickets = written.flatMap((entry) => (entry.table === 'ticket' ? [entry.row] : []));
  const changes = written.filter(({ table }) => RULE_KINDS.has(table));
  if (changes.length === 0) return planSteps(tx, cache, tickets, nowMs);
  await planSteps(tx, cache, tickets, nowMs, await changedRules(tx, changes));
  await tx.raw('update sla_plan set ver = ver + 1, cursor_id = null, era_at_ms = greatest(era_at_ms, $1::bigint)', [
    nowMs,
  ]);
}

/** The rules in force with those in place of them, or beside, that are about to be written. */
async function changedRules(tx: Tx, changes: readonly Written[]): Promise<SlaRules> {
  const { policies, calendars } = await readRuleRows(tx);
  const policyById = new Map(policies.map((row) => [row.id, row]));
  const calendarById = new Map(calendars.map((row) => [row.id, row]));
  for (const change of changes) {
    if (change.table === 'policy') policyById.set(change.row.id, policySchema.parse(change.row));
    if (change.table === 'calendar') calendarById.set(change.row.id, calendarRowSchema.parse(change.row));
  }
  return { policies: [...policyById.values()], calendars: calendarSource([...calendarById.values()]) };
}
