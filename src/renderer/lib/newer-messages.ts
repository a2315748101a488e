import type { Message } from '../../shared/domain/parts.ts';

/**
 * What came into a conversation with the customer since its author last saw it, in the order in which the backend had
 * it: a reply that a colleague wrote offline before, and sent after, is newer. Everything when they saw nothing. Notes
 * are no part of it, and neither is what has not been sent yet.
 *
 * @param lastSeenId the last message they saw, null for none; when it is not there, only the newest is known to be new.
 */
export function newerMessages(messages: readonly Message[], lastSeenId: string | null): readonly Message[] {
  const said = messages
    .filter(({ kind, sentAtMs }) => kind !== 'note' && sentAtMs !== null)
    .toSorted((a, b) => arrivedAtMs(a) - arrivedAtMs(b) || (a.id < b.id ? -1 : 1));
  if (lastSeenId === null) return said;
  const index = said.findIndex(({ id }) => id === lastSeenId);
  return index === -1 ? said.slice(-1) : said.slice(index + 1);
}

function arrivedAtMs({ sentAtMs, writtenAtMs }: Message): number {
  return sentAtMs ?? writtenAtMs;
}
