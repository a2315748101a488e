import type { User } from '../../shared/domain/workspace.ts';
import { actionIds } from '../../shared/mutations/action-ids.ts';
import type { Needs, Refusal } from '../../shared/mutations/mutation.ts';
import { type Decoded, decodeMutation } from '../../shared/mutations/registry.ts';
import { UnitOfWork } from '../../shared/mutations/unit-of-work.ts';
import type { Tx } from '../db/database.ts';
import { planFollowUps } from '../follow-up/plan-follow-ups.ts';
import { keepRules, planWritten } from '../sla/plan-written.ts';
import { loadNeeds } from './load.ts';
import { type AuditChange, changeOf, type OutcomeRecord, recordOutcomes, type Subject } from './record-outcomes.ts';
import type { WorkspaceCache } from './workspace-cache.ts';
import { writeRows } from './write.ts';

/** One mutation to run: what came over the wire, by whom, and when the backend had it. */
export type Step = {
  readonly seq: number;
  readonly name: string;
  readonly args: unknown;
  readonly performedAtMs: number;
  readonly receivedAtMs: number;
  readonly actor: User;
  /** Decided before its rule is asked: what was to be changed is no longer as it was. Kept like any other refusal. */
  readonly refusal?: Refusal;
};

export type Outcome = { readonly seq: number; readonly error: Refusal | null };

/**
 * Runs mutations of one client in order inside the caller's transaction. Rules run in memory, each in a layer of
 * its own, so a refused one leaves nothing and needs no savepoint; what they wrote goes to the database in one
 * statement per table, with the outcomes and the client's position. All of it commits together. Batches that change
 * the workspace take turns, so that what their rules see of everybody is true. `sessionId`: on whose device.
 *
 * @returns the outcomes in order, and the scopes to poke after the commit.
 */
export async function runBatch(
  tx: Tx,
  cache: WorkspaceCache,
  clientId: string,
  steps: readonly Step[],
  sessionId: string | null = null,
): Promise<{ outcomes: Outcome[]; scopes: string[] }> {
  const decoded = steps.map((step) => ({ step, decoded: decodeMutation(step.name, step.args) }));
  const needs = decoded.flatMap((item) => (item.decoded.ok ? [item.decoded.value.needs] : []));
  await keepRules(tx, needs);
  const unit = new UnitOfWork();
  if (needs.some((need) => (subjectOf(need)?.kind ?? 'ticket') !== 'ticket')) await lockWorkspace(tx);
  const ticketsBefore = await loadNeeds(tx, unit, needs, await cache.people(tx));
  const numbers = await takeNumbers(tx, steps.filter(({ name }) => NUMBERED.has(name)).length);

  const takenRefs = await readTakenRefs(tx, needs);
  const device = await deviceOf(tx, sessionId);

  const records = decoded.map(({ step, decoded: mutation }): OutcomeRecord => {
    if (!mutation.ok) return { ...step, error: mutation.error, subject: null, change: null };
    const { run, needs: own } = mutation.value;
    const about = { subject: subjectOf(own), change: savedChange(unit, mutation.value) };
    if (step.refusal !== undefined) return { ...step, ...about, error: step.refusal };
    const refusal = run(unit, {
      actor: step.actor,
      performedAtMs: step.performedAtMs,
      receivedAtMs: step.receivedAtMs,
      newId: actionIds(clientId, step.seq, step.performedAtMs),
      ticketNumber: () => numbers.shift() ?? null,
      ...(device === null ? {} : { device }),
    });
    const error = refusal ?? takeRefs(takenRefs, own);
    if (error === null) unit.keep();
    else unit.discard();
    return { ...step, ...about, error };
  });

  await recordOutcomes(tx, clientId, records, sessionId);
  await planWritten(tx, cache.sla, unit.written(), Math.max(...steps.map(({ receivedAtMs }) => receivedAtMs)));
  const scopes = await writeRows(tx, unit.written(), ticketsBefore);
  await planFollowUps(tx, unit.written());
  return { outcomes: records.map(({ seq, error }) => ({ seq, error })), scopes };
}

/** What a mutation is about: its ticket, or the row of the workspace that it saves. */
function subjectOf({ workspace = [], tickets = [] }: Needs): Subject | null {
  const [ticketId] = tickets;
  return ticketId === undefined ? (workspace[0] ?? null) : { kind: 'ticket', id: ticketId };
}

/** What a save changes, or would: its row as decoded, so that what came along with it is not kept either. */
function savedChange(unit: UnitOfWork, { name, args, needs }: Decoded): AuditChange | null {
  const [key] = needs.workspace ?? [];
  if (key === undefined || name !== `${key.kind}.save`) return null;
  return changeOf(unit.workspace(key.kind, key.id), (args as { readonly row: object }).row);
}

/** Lets changes of the workspace take turns. Held to the end of the transaction. The number is this lock's alone in this database. */
export async function lockWorkspace(tx: Tx): Promise<void> {
  await tx.raw('select pg_advisory_xact_lock(4710001)');
}

/** What the device of a session is called; null for none, and for a program's. */
async function deviceOf(tx: Tx, sessionId: string | null): Promise<string | null> {
  if (sessionId === null) return null;
  const [session] = await tx.raw<{ name: string | null }>(
    'select device_name as name from session where id = $1::uuid',
    [sessionId],
  );
  return session?.name ?? null;
}

/** Which of the references that a batch names are some ticket's already. */
async function readTakenRefs(tx: Tx, needs: readonly Needs[]): Promise<Set<string>> {
  const named = needs.flatMap(({ externalRefs }) => externalRefs ?? []);
  if (named.length === 0) return new Set();
  const rows = await tx.raw<{ ref: string }>(
    'select external_ref as ref from ticket where external_ref = any($1::text[])',
    [named],
  );
  return new Set(rows.map(({ ref }) => ref));
}

/** Adds a mutation's references to those taken; refuses one that is. */
function takeRefs(taken: Set<string>, { externalRefs = [] }: Needs): Refusal | null {
  const ref = externalRefs.find((one) => taken.has(one));
  if (ref !== undefined)
    return { code: 'conflict.exists', message: `another ticket has the external reference ${ref}` };
  for (const one of externalRefs) taken.add(one);
  return null;
}

/** The actions that make a ticket. */
const NUMBERED: ReadonlySet<string> = new Set(['ticket.create', 'ticket.openSubticket']);

async function takeNumbers(tx: Tx, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await tx.raw<{ number: number }>(
    `select nextval('ticket_number')::int as number from generate_series(1, $1::int)`,
    [count],
  );
  return rows.map(({ number }) => number);
}
