import type { Result } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import { act } from '../../shared/sync/act.ts';
import { kickSync } from '../sync/sync-client.ts';
import { backendNowMs } from './backend-clock.ts';
import { signedInConsole } from './current-console.ts';

/**
 * The one way to change a ticket: its rule runs here at once, and the action waits to be sent. Resolves when it is
 * kept, so that it survives a crash or a power cut; every window shows it then.
 *
 * @returns its seq, or why the rule refuses it. Rejects only when storage itself fails.
 */
export async function mutate(name: string, args: unknown): Promise<Result<{ seq: number }, Refusal>> {
  const { storage, identity, feed } = signedInConsole();
  const acted = await act(storage, identity, { name, args, performedAtMs: backendNowMs() });
  if (!acted.ok) return acted;
  feed.publish(acted.value.change);
  kickSync();
  return { ok: true, value: { seq: acted.value.seq } };
}
