import { err, ok, type Result } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import { currentStatus, subscribeStatus } from '../sync/status-store.ts';
import { sendSoon } from '../sync/sync-client.ts';
import { signedInConsole } from './current-console.ts';

/** Offline, each try to send is over in no time; online, the answer says that it is too late. */
const TRIES = 5;
const WAIT_MS = 1_000;

/**
 * Takes back actions that have not been sent, as if they had never been done: their effect leaves the rows in every
 * window. Resolves when that is kept. While one is on its way, what comes of that is waited for, a few seconds at most.
 *
 * @returns how many were, those that had been answered left out; or why none can be (withdraw.ts): answered already,
 * still on its way, or needed by a later one. Rejects when storage fails; the actions are then as they were.
 */
export async function undoUnsent(seqs: readonly number[]): Promise<Result<{ count: number }, Refusal>> {
  const { acts, journal, feed } = signedInConsole();
  for (let tries = 1; ; tries += 1) {
    const withdrawn = await acts.withdraw(seqs);
    if (withdrawn.ok) {
      const { clientId, rows, ...change } = withdrawn.value;
      // Not waited for, as in mutate.ts: the withdrawal is kept, and this is the second copy.
      void journal.replace(clientId, rows);
      feed.publish(change);
      sendSoon();
      return ok({ count: rows.length });
    }
    if (withdrawn.error.code !== 'conflict.being_sent' || tries === TRIES) return err(withdrawn.error);
    await untilNothingIsSent();
  }
}

/** Waits until the leading worker says that nothing is on its way; not for ever. */
async function untilNothingIsSent(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, WAIT_MS);
  const leave = subscribeStatus(() => {
    if (currentStatus().sending === null) resolve();
  });
  await promise;
  clearTimeout(timer);
  leave();
}
