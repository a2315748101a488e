import type { OutboxEntry } from '../db/outbox-entry.ts';

/** What was done at once to several tickets lies this near to each other. */
const AT_ONCE_MS = 60_000;

/** Entries that are one to who made them, in their order; most are alone. */
export type OutboxGroup = { readonly id: string; readonly entries: readonly OutboxEntry[] };

/**
 * Groups what stands beside each other and is the same act on different tickets, equally far on its way: a status that
 * was set on five hundred tickets is one line. What was typed differs, so two replies never are one.
 */
export function groupOutbox(entries: readonly OutboxEntry[]): readonly OutboxGroup[] {
  const groups: OutboxEntry[][] = [];
  let key = '';
  let tickets = new Set<string | null>();
  for (const entry of entries) {
    const own = sameness(entry);
    const group = groups.at(-1);
    const last = group?.at(-1);
    const isNear = last !== undefined && Math.abs(entry.performedAtMs - last.performedAtMs) <= AT_ONCE_MS;

    if (group !== undefined && own !== null && own === key && isNear && !tickets.has(entry.ticketId)) group.push(entry);
    else {
      groups.push([entry]);
      tickets = new Set();
    }
    tickets.add(entry.ticketId);
    key = own ?? '';
  }
  return groups.flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ id: first.id, entries: group }];
  });
}

/** The same for two entries that differ in their ticket alone, or in which alert of it was marked; null for one that is about none. */
function sameness({ name, args, state, ticketId }: OutboxEntry): string | null {
  if (ticketId === null || typeof args !== 'object' || args === null) return null;
  return JSON.stringify([name, state, { ...args, ticketId: undefined, alertId: undefined, markId: undefined }]);
}
