import type { User } from '../../shared/domain/workspace.ts';
import { deriveId } from '../../shared/lib/derive-id.ts';
import type { Needs, Refusal } from '../../shared/mutations/mutation.ts';
import { decodeMutation } from '../../shared/mutations/registry.ts';
import { storableText } from '../../shared/mutations/storable.ts';
import { UnitOfWork } from '../../shared/mutations/unit-of-work.ts';
import type { Tx } from '../db/database.ts';
import { keepRules, planWritten } from '../sla/plan-written.ts';
import { loadNeeds } from './load.ts';
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
};

export type Outcome = { readonly seq: number; readonly error: Refusal | null };

/**
 * Runs mutations of one client in order inside the caller's transaction. Rules run in memory, each in a layer of
 * its own, so a refused one leaves nothing and needs no savepoint; what they wrote goes to the database in one
 * statement per table, with the outcomes and the client's position. All of it commits together.
 *
 * @returns the outcomes in order, and the scopes to poke after the commit.
 */
export async function runBatch(
  tx: Tx,
  cache: WorkspaceCache,
  clientId: string,
  steps: readonly Step[],
): Promise<{ outcomes: Outcome[]; scopes: string[] }> {
  const decoded = steps.map((step) => ({ step, decoded: decodeMutation(step.name, step.args) }));
  const needs = decoded.flatMap((item) => (item.decoded.ok ? [item.decoded.value.needs] : []));
  await keepRules(tx, needs);
  const unit = new UnitOfWork();
  const queueBefore = await loadNeeds(tx, unit, needs, await cache.people(tx));
  const numbers = await takeNumbers(tx, steps.filter(({ name }) => name === 'ticket.create').length);

  const takenRefs = await readTakenRefs(tx, needs);

  const outcomes = decoded.map(({ step, decoded: mutation }): Outcome => {
    if (!mutation.ok) return { seq: step.seq, error: mutation.error };
    let made = 0;
    const { run, needs: own } = mutation.value;
    const refusal = run(unit, {
      actor: step.actor,
      performedAtMs: step.performedAtMs,
      receivedAtMs: step.receivedAtMs,
      newId: () => deriveId(step.performedAtMs, `${clientId}:${step.seq}:${made++}`),
      ticketNumber: () => numbers.shift() ?? null,
    });
    const error = refusal ?? takeRefs(takenRefs, own);
    if (error === null) unit.keep();
    else unit.discard();
    return { seq: step.seq, error };
  });

  await recordOutcomes(tx, clientId, steps, outcomes);
  await planWritten(tx, cache.sla, unit.written(), Math.max(...steps.map(({ receivedAtMs }) => receivedAtMs)));
  const scopes = await writeRows(tx, unit.written(), queueBefore);
  return { outcomes, scopes };
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

async function takeNumbers(tx: Tx, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await tx.raw<{ number: number }>(
    `select nextval('ticket_number')::int as number from generate_series(1, $1::int)`,
    [count],
  );
  return rows.map(({ number }) => number);
}

async function recordOutcomes(
  tx: Tx,
  clientId: string,
  steps: readonly Step[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const rows = steps.map((step, index) => ({
    seq: step.seq,
    name: storableText(step.name, 80),
    actor: step.actor.id,
    performed: step.performedAtMs,
    received: step.receivedAtMs,
    error: outcomes[index]?.error ?? null,
  }));
  await tx.raw(
    `insert into mutation_result (client_id, seq, name, actor_id, performed_at_ms, received_at_ms, error)
     select $1::uuid, r.seq, r.name, r.actor, r.performed, r.received, r.error
     from jsonb_to_recordset($2::jsonb)
       as r(seq bigint, name text, actor uuid, performed bigint, received bigint, error jsonb)`,
    [clientId, JSON.stringify(rows)],
  );
  await tx.raw('update client set last_seq = $2 where id = $1::uuid', [clientId, steps.at(-1)?.seq ?? 0]);
}
