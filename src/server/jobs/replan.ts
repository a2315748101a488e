import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Database } from '../db/database.ts';
import { withRetry } from '../db/retry.ts';
import { planSteps } from '../sla/plan-steps.ts';
import { holdRules, type SlaRulesCache, shareRules } from '../sla/sla-rules.ts';

/** Tickets planned anew in one transaction, and so locked together: for some tens of milliseconds. */
const PER_TRANSACTION = 250;

/** What a batch came to: more to do, nothing left, or another process at it. */
export type Replanned = 'more' | 'done' | 'elsewhere';

/**
 * Plans the next open tickets anew after a change of the rules, in id order, and writes down how far it came, in one
 * transaction: whoever goes on, after a crash too, goes on there. One process does this at a time.
 */
export function replanBatch(db: Database, cache: SlaRulesCache, nowMs: number): Promise<Replanned> {
  return withRetry(() =>
    db.transaction(async (tx) => {
      await shareRules(tx);
      // The steps and how far it came are lost together if the machine is, and made again: not worth waiting for the disk.
      await tx.raw('set local synchronous_commit = off');
      const [plan] = await tx.raw<{ isBehind: boolean; cursor: string | null }>(
        `select planned_ver < ver as "isBehind", cursor_id as cursor from sla_plan for update skip locked`,
      );
      if (plan === undefined) return 'elsewhere';
      if (!plan.isBehind) return 'done';
      const tickets = await tx.raw<{ row: Ticket }>(
        `select row from ticket where not is_ended and ($1::uuid is null or id > $1::uuid)
         order by id limit ${PER_TRANSACTION} for update`,
        [plan.cursor],
      );
      const rows = tickets.map(({ row }) => row);
      await planSteps(tx, cache, rows, nowMs);
      if (rows.length < PER_TRANSACTION) {
        await tx.raw('update sla_plan set planned_ver = ver, cursor_id = null');
        return 'done';
      }
      await tx.raw('update sla_plan set cursor_id = $1::uuid', [rows.at(-1)?.id]);
      return 'more';
    }),
  );
}

/** Begins a new version of the plan because a version of a policy or calendar takes effect at `eraAtMs`; once, whoever sees it. */
export function beginEra(db: Database, eraAtMs: number, nowMs: number): Promise<void> {
  return withRetry(() =>
    db.transaction(async (tx) => {
      await holdRules(tx);
      await tx.raw(
        'update sla_plan set ver = ver + 1, cursor_id = null, era_at_ms = $2::bigint where era_at_ms < $1::bigint',
        [eraAtMs, Math.max(nowMs, eraAtMs)],
      );
    }),
  );
}
