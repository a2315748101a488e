import type { Result } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import { backendNowMs } from './backend-clock.ts';
import { signedInConsole } from './current-console.ts';
import { lookForRoom } from './room.ts';
import { undoUnsent } from './undo.ts';

/**
 * The one way to change a ticket: its rule runs here at once, and the action waits to be sent. This window shows what it
 * leads to in the same tick; it is kept, so that it survives a crash or a power cut, when this resolves, and every window
 * shows it then.
 *
 * @returns its place in the outbox, or why the rule refuses it. Rejects only when storage itself fails (a full or
 * read-only disk, a closed database): nothing is then kept, and what was typed stays with whoever asked.
 */
export async function mutate(name: string, args: unknown): Promise<Result<{ seq: number }, Refusal>> {
  const { acts } = signedInConsole();
  try {
    const acted = await acts.act({ name, args, performedAtMs: backendNowMs() });
    return acted.ok ? { ok: true, value: { seq: acted.value.seq } } : acted;
  } catch (error) {
    lookForRoom();
    throw error;
  }
}

/** So many are asked for at once: the page shows how far it is in between. */
const AT_ONCE = 40;

/**
 * The same action on many tickets, one an entry; they are kept together (shared/sync/act-queue.ts). Each is decided for itself
 * and by its own rule; `onProgress` is told how many have been.
 *
 * @returns for each what `mutate` answers. Rejects as it does, with those before it kept.
 */
export async function mutateAll(
  name: string,
  argsOfEach: readonly unknown[],
  onProgress: (done: number) => void,
): Promise<readonly Result<{ seq: number }, Refusal>[]> {
  const all: Result<{ seq: number }, Refusal>[] = [];
  for (let from = 0; from < argsOfEach.length; from += AT_ONCE) {
    all.push(...(await Promise.all(argsOfEach.slice(from, from + AT_ONCE).map((args) => mutate(name, args)))));
    onProgress(all.length);
  }
  return all;
}

/** Which of several actions is refused, by its place among them, and why. */
export type StepRefusal = { readonly index: number; readonly refusal: Refusal };

/**
 * Several actions that are one to who does them, each by its own mutation and on what those before it lead to: all are
 * kept, or none. Their rules are asked before the first; should a row change in between, those kept are taken back.
 *
 * @returns their places in the outbox, or every step that the rules refuse. Rejects as `mutate` does.
 */
export async function mutateWhole(
  steps: readonly { readonly name: string; readonly args: unknown }[],
): Promise<Result<{ seqs: readonly number[] }, readonly StepRefusal[]>> {
  const { acts } = signedInConsole();
  const performedAtMs = backendNowMs();
  const foretold = await acts.rehearse(steps.map((step) => ({ ...step, performedAtMs })));
  const refused = foretold.flatMap((refusal, index) => (refusal === null ? [] : [{ index, refusal }]));
  if (refused.length > 0) return { ok: false, error: refused };
  const results = await Promise.all(steps.map(({ name, args }) => mutate(name, args)));
  const seqs = results.flatMap((result) => (result.ok ? [result.value.seq] : []));
  const late = results.flatMap((result, index) => (result.ok ? [] : [{ index, refusal: result.error }]));
  if (late.length === 0) return { ok: true, value: { seqs } };
  if (seqs.length > 0) await undoUnsent(seqs);
  return { ok: false, error: late };
}
