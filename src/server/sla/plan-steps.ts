import { hasEnded } from '../../shared/domain/status.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { openSteps, type SlaStep, stepKey } from '../../shared/sla/steps.ts';
import type { Tx } from '../db/database.ts';
import type { SlaRules, SlaRulesCache } from './sla-rules.ts';

/** A step of a ticket as it lies in the database. */
export type StoredStep = SlaStep & { readonly ticketId: string };

type Told = { readonly pending: SlaStep[]; readonly fired: SlaStep[] };
type State = {
  readonly ver: number;
  readonly eraAtMs: number;
  readonly told: ReadonlyMap<string, Told>;
};

const COLUMNS = `ticket_id as "ticketId", kind, tier, cycle_at_ms as "cycleAtMs", step,
  due_at_ms as "dueAtMs", deadline_at_ms as "deadlineAtMs"`;

/**
 * Brings the steps of tickets to what their clocks have at `nowMs`, in the transaction that writes or has locked the
 * tickets, and that keeps the rules (`shareRules` or `holdRules`). Writes only what differs.
 *
 * @param changed the rules of a transaction that changes them itself; without it, those in force.
 */
export async function planSteps(
  tx: Tx,
  cache: SlaRulesCache,
  tickets: readonly Ticket[],
  nowMs: number,
  changed?: SlaRules,
): Promise<void> {
  if (tickets.length === 0) return;
  const { ver, eraAtMs, told } = await readState(tx, tickets);
  const rules = changed ?? (await cache.rules(tx, ver));
  // A clock behind that of the process that saw a policy take effect must not bring the one before back.
  const asOfMs = Math.max(nowMs, eraAtMs);
  const put: StoredStep[] = [];
  const gone: StoredStep[] = [];
  for (const ticket of tickets) {
    const { pending, fired } = told.get(ticket.id) ?? { pending: [], fired: [] };
    const open = hasEnded(ticket.status) ? [] : openSteps(ticket, rules, asOfMs, { pending, fired });
    const before = new Map(pending.map((step) => [stepKey(step), step]));
    for (const step of open.filter(isInTime)) {
      const old = before.get(stepKey(step));
      before.delete(stepKey(step));
      const isSame = old?.dueAtMs === step.dueAtMs && old.deadlineAtMs === step.deadlineAtMs;
      if (!isSame) put.push({ ...step, ticketId: ticket.id });
    }
    for (const step of before.values()) gone.push({ ...step, ticketId: ticket.id });
  }
  await removeSteps(tx, gone);
  await putSteps(tx, put);
}

/** An instant that a database and a date can hold: facts may be any numbers that agents' machines have sent. */
function isInTime({ cycleAtMs, dueAtMs, deadlineAtMs }: SlaStep): boolean {
  return [cycleAtMs, dueAtMs, deadlineAtMs].every(Number.isSafeInteger);
}

/** The steps of the tickets `$1` in a table, as one JSON value. */
function stepsIn(table: 'sla_step' | 'sla_fired'): string {
  return `(select coalesce(jsonb_agg(to_jsonb(s)), '[]')
    from (select ${COLUMNS} from ${table} where ticket_id = any($1::uuid[])) s)`;
}

async function readState(tx: Tx, tickets: readonly Ticket[]): Promise<State> {
  const [state] = await tx.raw<{ ver: number; era: number; pending: StoredStep[]; fired: StoredStep[] }>(
    `select ver, era_at_ms as era, ${stepsIn('sla_step')} as pending, ${stepsIn('sla_fired')} as fired from sla_plan`,
    [tickets.map(({ id }) => id)],
  );
  if (state === undefined) throw new Error('The row of sla_plan is not there');
  const told = new Map<string, Told>();
  const of = (id: string): Told => {
    const known = told.get(id) ?? { pending: [], fired: [] };
    told.set(id, known);
    return known;
  };
  for (const { ticketId, ...step } of state.pending) of(ticketId).pending.push(step);
  for (const { ticketId, ...step } of state.fired) of(ticketId).fired.push(step);
  return { ver: state.ver, eraAtMs: state.era, told };
}

/** A step in a statement's JSON parameter. */
export const STEP_RECORD = `as s("ticketId" uuid, kind text, tier smallint, "cycleAtMs" bigint, step bigint,
  "dueAtMs" bigint, "deadlineAtMs" bigint)`;

async function removeSteps(tx: Tx, steps: readonly StoredStep[]): Promise<void> {
  if (steps.length === 0) return;
  await tx.raw(
    `delete from sla_step t using jsonb_to_recordset($1::jsonb) ${STEP_RECORD}
     where t.ticket_id = s."ticketId" and t.kind = s.kind and t.tier = s.tier
       and t.cycle_at_ms = s."cycleAtMs" and t.step = s.step`,
    [JSON.stringify(steps)],
  );
}

async function putSteps(tx: Tx, steps: readonly StoredStep[]): Promise<void> {
  if (steps.length === 0) return;
  await tx.raw(
    `insert into sla_step (ticket_id, kind, tier, cycle_at_ms, step, due_at_ms, deadline_at_ms)
     select s."ticketId", s.kind, s.tier, s."cycleAtMs", s.step, s."dueAtMs", s."deadlineAtMs"
     from jsonb_to_recordset($1::jsonb) ${STEP_RECORD}
     on conflict (ticket_id, kind, tier, cycle_at_ms, step)
       do update set due_at_ms = excluded.due_at_ms, deadline_at_ms = excluded.deadline_at_ms`,
    [JSON.stringify(steps)],
  );
}

/** Takes the steps of locked tickets that are due at `nowMs` out of the plan, and writes them down as told. */
export async function takeDueSteps(tx: Tx, ticketIds: readonly string[], nowMs: number): Promise<StoredStep[]> {
  const taken = await tx.raw<StoredStep>(
    `delete from sla_step where ticket_id = any($1::uuid[]) and due_at_ms <= $2 returning ${COLUMNS}`,
    [ticketIds, nowMs],
  );
  if (taken.length === 0) return [];
  await tx.raw(
    `insert into sla_fired (ticket_id, kind, tier, cycle_at_ms, step, due_at_ms, deadline_at_ms, fired_at_ms)
     select s."ticketId", s.kind, s.tier, s."cycleAtMs", s.step, s."dueAtMs", s."deadlineAtMs", $2
     from jsonb_to_recordset($1::jsonb) ${STEP_RECORD}
     on conflict (ticket_id, kind, tier, cycle_at_ms, step) do update set due_at_ms = excluded.due_at_ms,
       deadline_at_ms = excluded.deadline_at_ms, fired_at_ms = excluded.fired_at_ms`,
    [JSON.stringify(taken), nowMs],
  );
  return taken.toSorted((a, b) => a.dueAtMs - b.dueAtMs || (stepKey(a) < stepKey(b) ? -1 : 1));
}
