import type { Refusal } from '../mutations/mutation.ts';
import { decodeMutation } from '../mutations/registry.ts';
import type { Action } from './act.ts';
import { type Identity, loadNeeds, runOne } from './replay.ts';
import type { Storage } from './storage.ts';

/**
 * Runs the rules of several actions on the local rows, each on what those before it have left, and keeps nothing.
 *
 * @returns for each why its rule refuses it here, or null.
 */
export async function rehearse(
  storage: Storage,
  identity: Identity,
  actions: readonly Action[],
): Promise<(Refusal | null)[]> {
  const decoded = actions.map((action) => ({ action, mutation: decodeMutation(action.name, action.args) }));
  const needs = decoded.flatMap(({ mutation }) => (mutation.ok ? [mutation.value.needs] : []));
  let refusals: (Refusal | null)[] = [];
  await storage.transact('sync', async (tx) => {
    const [unit, life] = await Promise.all([loadNeeds(tx, needs), tx.meta()]);
    refusals = decoded.map(({ action, mutation }, index) => {
      const run = runOne(unit, mutation, { ...action, seq: index }, { ...identity, life });
      return run.ok ? null : run.error;
    });
  });
  return refusals;
}
