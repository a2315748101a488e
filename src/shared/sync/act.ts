import { ok, type Result } from '../lib/result.ts';
import type { Refusal } from '../mutations/mutation.ts';
import { type Decoded, decodeMutation } from '../mutations/registry.ts';
import type { Written } from '../mutations/unit-of-work.ts';
import { wireSeqOf } from './life.ts';
import { type Identity, loadNeeds, runOne, writeUnit } from './replay.ts';
import { type Change, changeOf, type OutboxRow, type Storage, type StorageTx } from './storage.ts';

/** What an agent does. */
export type Action = { readonly name: string; readonly args: unknown; readonly performedAtMs: number };

/**
 * An action that is kept, the rows it led to, and what its transaction changed. `seq` is its place in the outbox;
 * `clientId` and `wireSeq` are what the backend and the journal know it by.
 */
export type Acted = {
  readonly seq: number;
  readonly clientId: string;
  readonly wireSeq: number;
  readonly written: readonly Written[];
  readonly change: Change;
};

/**
 * Does an action on this machine: its rule runs on the local rows and it is put into the outbox, in one durable
 * transaction. When this resolves, the action is kept.
 *
 * @returns its seq and what changed, or why the rule refuses it here (then nothing is stored).
 */
export async function act(storage: Storage, identity: Identity, action: Action): Promise<Result<Acted, Refusal>> {
  const [done] = await actTogether(storage, identity, [action]);
  if (done === undefined) throw new Error('an action has no outcome');
  return done;
}

/**
 * Does several actions in one durable transaction, each as if it were alone and came after the one before: its rule runs
 * on what those before it have left, and where it refuses, the others are kept all the same.
 *
 * @returns for each its seq and what changed, or why its rule refuses it here. Rejects when the storage fails: then none
 * is kept.
 */
export async function actTogether(
  storage: Storage,
  identity: Identity,
  actions: readonly Action[],
): Promise<Result<Acted, Refusal>[]> {
  const doings = actions.map((action): Doing => ({ action, mutation: decodeMutation(action.name, action.args) }));
  const first = doings.find(({ mutation }) => mutation.ok);
  if (first === undefined) return doings.flatMap(({ mutation }) => (mutation.ok ? [] : [mutation]));
  let outcomes: Result<Acted, Refusal>[] = [];
  try {
    await storage.transact('act', async (tx) => {
      outcomes = await actWithin(tx, identity, doings, first);
      // Nothing may be left behind: the seq that was taken is given back with everything else.
      if (outcomes.every(({ ok: isKept }) => !isKept)) throw new NothingDone();
    });
  } catch (error) {
    if (!(error instanceof NothingDone)) throw error;
  }
  return outcomes;
}

type Doing = { readonly action: Action; readonly mutation: Result<Decoded, Refusal> };

/** Undoes a transaction in which every rule refused. */
class NothingDone extends Error {
  override readonly name = 'NothingDone';
}

async function actWithin(
  tx: StorageTx,
  identity: Identity,
  doings: readonly Doing[],
  first: Doing,
): Promise<Result<Acted, Refusal>[]> {
  const needs = doings.flatMap(({ mutation }) => (mutation.ok ? [mutation.value.needs] : []));
  // The first goes into the outbox before its rule has run, so that there is one round of requests to wait for. Where the
  // rule refuses it, the first that passes takes its place, and its seq.
  const [firstSeq, unit, life] = await Promise.all([tx.addOutbox(waiting(first)), loadNeeds(tx, needs), tx.meta()]);
  const kept: Doing[] = [];
  const done = doings.map((doing) => {
    const seq = firstSeq + kept.length;
    const run = runOne(unit, doing.mutation, { ...doing.action, seq }, { ...identity, life });
    if (!run.ok) return run;
    kept.push(doing);
    return ok({ seq, clientId: life.clientId, wireSeq: wireSeqOf(life, seq), written: run.value });
  });
  const [passed, ...others] = kept;
  if (passed !== undefined && passed !== first) await tx.putOutbox([{ ...waiting(passed), seq: firstSeq }]);
  const [refs] = await Promise.all([writeUnit(tx, unit), addInOrder(tx, others, firstSeq + 1)]);
  const change = await changeOf(tx, refs, { hasOutbox: true, isReset: false });
  return done.map((outcome) => (outcome.ok ? ok({ ...outcome.value, change }) : outcome));
}

/** @throws Error when the outbox counts otherwise than the ids that rules have derived from these seqs. */
async function addInOrder(tx: StorageTx, doings: readonly Doing[], fromSeq: number): Promise<void> {
  const seqs = await Promise.all(doings.map((doing) => tx.addOutbox(waiting(doing))));
  if (seqs.some((seq, index) => seq !== fromSeq + index))
    throw new Error(`the outbox does not count on from ${fromSeq}`);
}

function waiting({ action }: Doing): Omit<OutboxRow, 'seq'> {
  return { ...action, outcome: null, isCovered: false };
}
