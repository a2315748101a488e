import type { Result } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import { backendNowMs } from './backend-clock.ts';
import { signedInConsole } from './current-console.ts';
import { lookForRoom } from './room.ts';

/**
 * The one way to change a ticket: its rule runs here at once, and the action waits to be sent. This window shows what it
 * leads to in the same tick; it is kept, so that it survives a crash or a power cut, when this resolves, and every window
 * shows it then.
 *
 * @returns its place in the outbox, or why the rule refuses it. Rejects only when storage itself fails (a full or
 * read-only disk, a closed database): nothing is then kept, and what was typed stays with whoever asked.
 */
export async function mutate(name: string, args: unknown): Promise<Result<{ seq: number }, Refusal>> {
  const { acts, foresight } = signedInConsole();
  const action = { name, args, performedAtMs: backendNowMs() };
  const foreseen = foresight.show(action);
  try {
    const acted = await acts.act(action, foreseen.settle);
    return acted.ok ? { ok: true, value: { seq: acted.value.seq } } : acted;
  } catch (error) {
    lookForRoom();
    throw error;
  }
}
