import { liveQuery } from 'dexie';
import { useSyncExternalStore } from 'react';
import type { Result } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import type { AttentionRow, OutboxRow } from '../../shared/sync/storage.ts';
import { currentConsole, signedInConsole } from './current-console.ts';
import { mutate } from './mutate.ts';

/** An action that the backend has not both answered and shown. `acknowledged`: answered, its rows are on their way. */
export type OutboxEntry = {
  readonly seq: number;
  readonly name: string;
  readonly args: unknown;
  readonly performedAtMs: number;
  readonly state: 'kept' | 'sending' | 'acknowledged';
  readonly ticketId: string | null;
};

export type AttentionEntry = AttentionRow & { readonly ticketId: string | null };

/** A list that follows one table, for whichever account is signed in. */
function followTable<Entry>(read: () => Promise<readonly Entry[]>): {
  subscribe: (listener: () => void) => () => void;
  get: () => readonly Entry[];
} {
  let entries: readonly Entry[] = [];
  const listeners = new Set<() => void>();
  let subscription: { unsubscribe(): void } | null = null;
  return {
    get: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      subscription ??= liveQuery(read).subscribe((next) => {
        entries = next;
        for (const tell of listeners) tell();
      });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        subscription?.unsubscribe();
        subscription = null;
        entries = [];
      };
    },
  };
}

const outbox = followTable(async () => (await (currentConsole()?.db.outbox.toArray() ?? [])).map(entryOf));
const attention = followTable(async () =>
  (await (currentConsole()?.db.attention.toArray() ?? [])).map((row) => ({ ...row, ticketId: ticketOf(row.args) })),
);

/** What waits to be sent, in order. */
export function useOutbox(): readonly OutboxEntry[] {
  return useSyncExternalStore(outbox.subscribe, outbox.get);
}

/** What the backend refused and nobody has settled yet. */
export function useAttention(): readonly AttentionEntry[] {
  return useSyncExternalStore(attention.subscribe, attention.get);
}

/** Lets go of a refused action, with its text. */
export async function discardAttention(id: string): Promise<void> {
  await signedInConsole().db.attention.delete(id);
}

/** Does a refused action again on the state of now; on success it leaves *Needs attention*. */
export async function retryAttention(id: string): Promise<Result<{ seq: number }, Refusal>> {
  const { db } = signedInConsole();
  const row = await db.attention.get(id);
  if (row === undefined) return { ok: false, error: { code: 'not_found', message: `nothing is refused as ${id}` } };
  const done = await mutate(row.name, row.args);
  if (done.ok) await db.attention.delete(id);
  return done;
}

function entryOf({ seq, name, args, performedAtMs, outcome }: OutboxRow): OutboxEntry {
  const state = outcome === null ? 'kept' : 'acknowledged';
  return { seq, name, args, performedAtMs, state, ticketId: ticketOf(args) };
}

function ticketOf(args: unknown): string | null {
  if (typeof args !== 'object' || args === null || !('ticketId' in args)) return null;
  return typeof args.ticketId === 'string' ? args.ticketId : null;
}
