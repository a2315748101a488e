import type { User } from '../../shared/domain/workspace.ts';
import type { Account } from '../../shared/ipc/contract.ts';

/** What one window tells the others about who is signed in. `left`: signed out, and the account's data is about to go. */
export type SessionNews =
  | { readonly type: 'entered'; readonly account: Account; readonly user: User }
  | { readonly type: 'left' };

const CHANNEL = 'patamar:session';
/** A window that is frozen does not answer; its connection to the database is then closed by force. */
const LEAVING_WITHIN_MS = 3_000;

let channel: BroadcastChannel | null = null;

/** Hears what the other windows tell, from now on. */
export function hearSessionNews(listener: (news: SessionNews) => void): void {
  channel ??= new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<SessionNews>) => listener(data));
}

/** Tells the other windows. */
export function tellSessionNews(news: SessionNews): void {
  channel ??= new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
}

/** Says that this window has an account's database open, until the function it returns is called or the window is gone. */
export function holdDatabase(databaseName: string): () => void {
  const over = Promise.withResolvers<void>();
  void navigator.locks.request(lockName(databaseName), { mode: 'shared' }, () => over.promise);
  return over.resolve;
}

/** Resolves when no window has an account's database open any more, after three seconds at the latest. */
export async function untilUnused(databaseName: string): Promise<void> {
  const signal = AbortSignal.timeout(LEAVING_WITHIN_MS);
  try {
    await navigator.locks.request(lockName(databaseName), { signal }, () => undefined);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function lockName(databaseName: string): string {
  return `patamar-use:${databaseName}`;
}
