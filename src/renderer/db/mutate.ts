import type { Result } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import type { Written } from '../../shared/mutations/unit-of-work.ts';
import { actAll } from '../../shared/sync/act-all.ts';
import { act, type Acted } from '../../shared/sync/act.ts';
import { sendSoon } from '../sync/sync-client.ts';
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
  const { storage, identity, journal, feed, foresight } = signedInConsole();
  const performedAtMs = backendNowMs();
  const foreseen = foresight.show({ name, args, performedAtMs });
  let written: readonly Written[] | null = null;
  let acted: Result<Acted, Refusal>;
  try {
    acted = await act(storage, identity, { name, args, performedAtMs });
    if (acted.ok) written = acted.value.written;
  } catch (error) {
    lookForRoom();
    throw error;
  } finally {
    foreseen.settle(written);
  }
  if (!acted.ok) return acted;
  // Not waited for: the action is kept, and this is the second copy (its window of loss: journal.ts).
  const { seq, clientId, wireSeq, change } = acted.value;
  void journal.append(clientId, [{ seq: wireSeq, name, args, performedAtMs }]);
  feed.publish(change);
  sendSoon();
  return { ok: true, value: { seq } };
}

/** So many are kept at once: a transaction is over within a frame or two, and the page shows how far it is in between. */
const AT_ONCE = 40;

/**
 * The same action on many tickets, one an entry. Each is decided for itself and by its own rule; `onProgress` is told how
 * many have been.
 *
 * @returns for each its place in the outbox, or why the rule refuses it. Rejects as `mutate` does, with those before it kept.
 */
export async function mutateAll(
  name: string,
  argsOfEach: readonly unknown[],
  onProgress: (done: number) => void,
): Promise<readonly ({ readonly seq: number } | { readonly refusal: Refusal })[]> {
  const { storage, identity, journal, feed } = signedInConsole();
  const performedAtMs = backendNowMs();
  const all: ({ readonly seq: number } | { readonly refusal: Refusal })[] = [];
  try {
    for (let from = 0; from < argsOfEach.length; from += AT_ONCE) {
      const actions = argsOfEach.slice(from, from + AT_ONCE).map((args) => ({ name, args, performedAtMs }));
      const { results, clientId, kept, change } = await actAll(storage, identity, actions);
      all.push(...results);
      onProgress(all.length);
      if (change === null) continue;
      void journal.append(clientId, kept);
      feed.publish(change);
    }
  } catch (error) {
    lookForRoom();
    throw error;
  } finally {
    // Once for all: they are sent together.
    sendSoon();
  }
  return all;
}
