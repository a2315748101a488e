import { fillPlaceholders } from '../../shared/domain/canned-reply.ts';
import type { FollowUpRule } from '../../shared/domain/follow-up-rule.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Customer, User } from '../../shared/domain/workspace.ts';
import { type FollowUp, type FollowUpRules, nextFollowUp } from '../../shared/follow-up/next-follow-up.ts';
import { deriveId } from '../../shared/lib/derive-id.ts';
import { calendarSource } from '../../shared/sla/calendar-source.ts';
import type { CalendarRow } from '../../shared/sla/policy.ts';
import type { Database, Tx } from '../db/database.ts';
import { withRetry } from '../db/retry.ts';
import { shareRules } from '../sla/sla-rules.ts';
import { lockClient } from '../sync/client.ts';
import { runBatch } from '../sync/run-batch.ts';
import type { WorkspaceCache } from '../sync/workspace-cache.ts';

/** Tickets looked at in one transaction. */
const PER_TRANSACTION = 100;

/** The program that follows tickets up. No row names it. */
const FOLLOWER: User = {
  id: '0197a1f0-0000-7000-8000-00000000f011',
  name: 'Patamar',
  email: '',
  role: 'system',
  tiers: [],
  queueIds: [],
  isActive: true,
};

type Looking = {
  readonly db: Database;
  readonly cache: WorkspaceCache;
  /** The client under which this process's steps are recorded; no other process uses it. */
  readonly clientId: string;
  readonly nowMs: number;
};

type Due = { readonly ticket: Ticket; readonly next: FollowUp };

/**
 * Looks at some tickets that stand still and are to be looked at by `nowMs`: what is due is done, by the mutation
 * `ticket.followUp`, and when to look again is written down, in one transaction. Tickets that somebody else holds are
 * passed over: whatever is due is done by one process, once.
 *
 * @returns how many tickets were looked at and how many acted on, and the scopes to poke.
 */
export function followUpBatch({ db, cache, clientId, nowMs }: Looking): Promise<{
  readonly looked: number;
  readonly done: number;
  readonly scopes: readonly string[];
}> {
  return withRetry(() =>
    db.transaction(async (tx) => {
      // In the order of all who write tickets: the client, the rules, the tickets.
      const lastSeq = await lockClient(tx, clientId, FOLLOWER.id, nowMs);
      await shareRules(tx);
      const tickets = await lockTickets(tx, nowMs);
      if (tickets.length === 0) return { looked: 0, done: 0, scopes: [] };
      const rules = await readRules(tx);
      const found = tickets.map((ticket) => ({ ticket, next: nextFollowUp(ticket, rules, nowMs) }));
      await lookAgain(
        tx,
        found.map(({ ticket, next }) => ({ id: ticket.id, atMs: next?.atMs ?? null })),
      );
      const due = found.flatMap(({ ticket, next }) => (next !== null && next.atMs <= nowMs ? [{ ticket, next }] : []));
      if (due.length === 0) return { looked: tickets.length, done: 0, scopes: [] };
      const mutations = await mutationsOf(tx, due, lastSeq, nowMs);
      const { outcomes, scopes } = await runBatch(tx, cache, clientId, mutations);
      const refusal = outcomes.find(({ error }) => error !== null)?.error ?? null;
      if (refusal !== null) throw new Error(`A ticket could not be followed up: ${refusal.message}`);
      return { looked: tickets.length, done: due.length, scopes };
    }),
  );
}

async function lockTickets(tx: Tx, nowMs: number): Promise<readonly Ticket[]> {
  const rows = await tx.raw<{ row: Ticket }>(
    `select t.row from ticket t join ticket_follow_up f on f.ticket_id = t.id
     where f.look_at_ms <= $1 order by f.look_at_ms, t.id limit ${PER_TRANSACTION} for update of t skip locked`,
    [nowMs],
  );
  return rows.map(({ row }) => row);
}

async function readRules(tx: Tx): Promise<FollowUpRules> {
  const rows = await tx.raw<{ kind: 'followUpRule'; row: FollowUpRule } | { kind: 'calendar'; row: CalendarRow }>(
    `select kind, row from workspace_row where kind in ('followUpRule', 'calendar')`,
  );
  return {
    rules: rows.flatMap((each) => (each.kind === 'followUpRule' ? [each.row] : [])),
    calendars: calendarSource(rows.flatMap((each) => (each.kind === 'calendar' ? [each.row] : []))),
  };
}

/** Writes down when to look at each again; what is written meanwhile is looked at sooner (`planFollowUps`). */
async function lookAgain(tx: Tx, looks: readonly { id: string; atMs: number | null }[]): Promise<void> {
  const gone = looks.flatMap(({ id, atMs }) => (atMs === null ? [id] : []));
  const kept = looks.filter(({ atMs }) => atMs !== null);
  if (gone.length > 0) await tx.raw('delete from ticket_follow_up where ticket_id = any($1::uuid[])', [gone]);
  if (kept.length === 0) return;
  await tx.raw(
    `update ticket_follow_up f set look_at_ms = l."atMs"
     from jsonb_to_recordset($1::jsonb) as l(id uuid, "atMs" bigint) where f.ticket_id = l.id`,
    [JSON.stringify(kept)],
  );
}

async function mutationsOf(
  tx: Tx,
  due: readonly Due[],
  lastSeq: number,
  nowMs: number,
): Promise<Parameters<typeof runBatch>[3][0][]> {
  const ids = due.flatMap(({ ticket }) => (ticket.customerId === null ? [] : [ticket.customerId]));
  const rows = await tx.raw<{ row: Customer }>(
    `select row from workspace_row where kind = 'customer' and id = any($1::uuid[])`,
    [ids],
  );
  const customers = new Map(rows.map(({ row }) => [row.id, row]));
  return due.map(({ ticket, next }, index) => ({
    seq: lastSeq + 1 + index,
    name: 'ticket.followUp',
    args: { ticketId: ticket.id, step: stepOf(ticket, next, customers.get(ticket.customerId ?? '')) },
    performedAtMs: next.atMs,
    receivedAtMs: nowMs,
    actor: FOLLOWER,
  }));
}

function stepOf(ticket: Ticket, next: FollowUp, customer: Customer | undefined): object {
  if (next.kind !== 'remind') return next;
  const { rule, nth, atMs } = next;
  const text = rule.text[customer?.language ?? rule.language];
  const number = ticket.number === null ? null : String(ticket.number);
  const values = { 'cliente.nome': customer?.name ?? null, 'chamado.numero': number, 'agente.nome': null };
  return {
    kind: 'remind',
    nth,
    messageId: deriveId(atMs, `reminder:${ticket.id}:${atMs}`),
    body: fillPlaceholders(text, values),
  };
}
