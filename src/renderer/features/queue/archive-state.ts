import type { TransportError } from '../../../shared/sync/transport.ts';

/** Pages that are read by themselves while they bring nothing that is not on this machine already. */
const MOST_BY_ITSELF = 3;

/** How a question to the archive stands. `isSettled`: the agent has stopped typing. `found`: tickets that are not here. */
export type ArchiveAnswer = {
  readonly isOnline: boolean;
  readonly isSettled: boolean;
  readonly isFetching: boolean;
  readonly error: TransportError | null;
  readonly pages: number;
  readonly hasMore: boolean;
  readonly found: number;
};

/**
 * What is said of it: `noneSoFar` and `found` where older tickets can be asked for, `none` and `end` where everything has
 * been looked through.
 */
export type ArchiveState = 'offline' | 'asking' | 'unreachable' | 'failed' | 'noneSoFar' | 'found' | 'none' | 'end';

export function archiveState(answer: ArchiveAnswer): ArchiveState {
  const { isOnline, isSettled, isFetching, error, hasMore, found } = answer;
  if (!isOnline) return 'offline';
  if (!isSettled || isFetching || readsOn(answer)) return 'asking';
  if (error !== null) return error.kind === 'unreachable' ? 'unreachable' : 'failed';
  if (hasMore) return found === 0 ? 'noneSoFar' : 'found';
  return found === 0 ? 'none' : 'end';
}

/** Whether the next page is asked for without anybody pressing anything. */
export function readsOn({ isOnline, isSettled, error, pages, hasMore, found }: ArchiveAnswer): boolean {
  return isOnline && isSettled && error === null && hasMore && found === 0 && pages < MOST_BY_ITSELF;
}
