import { err, ok, type Result } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import { withdraw } from '../../shared/sync/withdraw.ts';
import { currentStatus, subscribeStatus } from '../sync/status-store.ts';
import { sendSoon } from '../sync/sync-client.ts';
import { signedInConsole } from './current-console.ts';

/** Offline, each try to send is over in no time; online, the answer says that it is too late. */
const TRIES = 5;
const WAIT_MS = 1_000;

/**
 * Takes an action back that has not been sent, as if it had never been done: its effect leaves the rows in every window.
 * Resolves when that is kept. While the action is on its way, what comes of that is waited for, a few seconds at most.
 *
 * @returns why it cannot be (withdraw.ts): answered already, still on its way, or needed by a later one. Rejects when
 * storage fails; the action is then as it was.
 */
export async function undoUnsent(seq: number): Promise<Result<void, Refusal>> {
  const { storage, identity, journal, feed } = signedInConsole();
  for (let tries = 1; ; tries += 1) {
    const withdrawn = await withdraw(storage, identity, seq);
    if (withdrawn.ok) {
      const { clientId, row, ...change } = withdrawn.value;
      // Not waited for, as in mutate.ts: the withdrawal is kept, and this is the second copy.
      void journal.replace(clientId, row);
      feed.publish(change);
      sendSoon();
      return ok(undefined);
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
