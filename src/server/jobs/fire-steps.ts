import type { Ticket } from '../../shared/domain/ticket.ts';
import type { User } from '../../shared/domain/workspace.ts';
import { type StepName, warningOf } from '../../shared/sla/steps.ts';
import type { Database, Tx } from '../db/database.ts';
import { withRetry } from '../db/retry.ts';
import { planSteps, type StoredStep, takeDueSteps } from '../sla/plan-steps.ts';
import { shareRules } from '../sla/sla-rules.ts';
import { lockClient } from '../sync/client.ts';
import { runBatch } from '../sync/run-batch.ts';
import type { WorkspaceCache } from '../sync/workspace-cache.ts';

/** Tickets whose steps are told in one transaction. */
const PER_TRANSACTION = 100;

/** The program that tells the steps of clocks. No row names it. */
const CLOCKWORK: User = {
  id: '0197a1f0-0000-7000-8000-00000000c10c',
  name: 'Patamar',
  email: '',
  role: 'system',
  tiers: [],
  queueIds: [],
  isActive: true,
};

/** A step that was told, with its ticket. */
export type ToldStep = { readonly step: StoredStep; readonly ticket: Ticket; readonly lateMs: number };

type Firing = {
  readonly db: Database;
  readonly cache: WorkspaceCache;
  /** The client under which this process's steps are recorded; no other process uses it. */
  readonly clientId: string;
  readonly nowMs: number;
  /** What else goes with the steps into the same transaction, such as a message to somebody. */
  readonly alsoTell: (tx: Tx, told: readonly ToldStep[]) => Promise<void>;
};

/**
 * Tells the steps of some tickets that are due at `nowMs`: out of the plan, down as told, and into the history by the
 * mutation `ticket.slaStep`, in one transaction. Tickets that somebody else holds are passed over. A step that no longer
 * holds, since a rule was changed, is planned anew instead.
 *
 * @returns how many tickets were taken, how many steps told, and the scopes to poke.
 */
export function fireBatch(firing: Firing): Promise<{ tickets: number; steps: number; scopes: readonly string[] }> {
  const { db, cache, clientId, nowMs, alsoTell } = firing;
  return withRetry(() =>
    db.transaction(async (tx) => {
      // In the order of all who write tickets: the client, the rules, the tickets, and only then their steps.
      const lastSeq = await lockClient(tx, clientId, CLOCKWORK.id, nowMs);
      await shareRules(tx);
      const tickets = await lockDueTickets(tx, nowMs);
      if (tickets.size === 0) return { tickets: 0, steps: 0, scopes: [] };
      await planSteps(tx, cache.sla, [...tickets.values()], nowMs);
      const steps = await takeDueSteps(tx, [...tickets.keys()], nowMs);
      const told = steps.flatMap((step): ToldStep[] => {
        const ticket = tickets.get(step.ticketId);
        return ticket === undefined ? [] : [{ step, ticket, lateMs: lateBy(step, nowMs) }];
      });
      if (told.length === 0) return { tickets: tickets.size, steps: 0, scopes: [] };
      await alsoTell(tx, told);
      const mutations = told.map((one, index) => mutationOf(one, lastSeq + 1 + index, nowMs));
      const { outcomes, scopes } = await runBatch(tx, cache, clientId, mutations);
      const refusal = outcomes.find(({ error }) => error !== null)?.error ?? null;
      if (refusal !== null) throw new Error(`A step of a clock was refused: ${refusal.message}`);
      return { tickets: tickets.size, steps: told.length, scopes };
    }),
  );
}

/** Facts may be any numbers that can be stored, and a mutation's arguments are whole numbers that can be told apart. */
function lateBy({ dueAtMs }: StoredStep, nowMs: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, nowMs - dueAtMs));
}

async function lockDueTickets(tx: Tx, nowMs: number): Promise<ReadonlyMap<string, Ticket>> {
  const rows = await tx.raw<{ row: Ticket }>(
    `select t.row from ticket t
     join (select ticket_id, min(due_at_ms) as due_at_ms from sla_step where due_at_ms <= $1 group by ticket_id) s
       on s.ticket_id = t.id
     order by s.due_at_ms, t.id limit ${PER_TRANSACTION} for update of t skip locked`,
    [nowMs],
  );
  return new Map(rows.map(({ row }) => [row.id, row]));
}

/** What a step warns by, as the history and the webhook say it: both null for the breach. */
export function warningArgs(step: StepName): { percent: number | null; beforeMs: number | null } {
  return { percent: null, beforeMs: null, ...warningOf(step) };
}

function mutationOf({ step, ticket, lateMs }: ToldStep, seq: number, nowMs: number): Parameters<typeof runBatch>[3][0] {
  const args = {
    ticketId: ticket.id,
    clock: step.kind,
    tier: step.tier === 0 ? null : step.tier,
    ...warningArgs(step),
    dueAtMs: step.dueAtMs,
    deadlineAtMs: step.deadlineAtMs,
    lateMs,
  };
  return { seq, name: 'ticket.slaStep', args, performedAtMs: step.dueAtMs, receivedAtMs: nowMs, actor: CLOCKWORK };
}
