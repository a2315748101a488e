import { useMemo, useSyncExternalStore } from 'react';
import type { Result } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import type { SyncStatus } from '../../shared/sync/status.ts';
import {
  type AttentionRow,
  OUTBOX_CHANGED,
  type OutboxRow,
  type RecoveredRow,
  type Recovery,
} from '../../shared/sync/storage.ts';
import { currentStatus, subscribeStatus } from '../sync/status-store.ts';
import { currentConsole, signedInConsole, subscribeConsole } from './current-console.ts';
import { forgetFilesOf } from './files.ts';
import { mutate } from './mutate.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { ReadModel } from './read-model.ts';
import { SentLog } from './sent-log.ts';
import { hasArrived } from './unsent-files.ts';

export type { OutboxEntry };

export type AttentionEntry = AttentionRow & { readonly ticketId: string | null };

/** A list that follows what waits and what was refused, for whichever account is signed in. */
function followTable<Entry>(read: () => Promise<readonly Entry[]>): {
  subscribe: (listener: () => void) => () => void;
  get: () => readonly Entry[];
  reading: () => Promise<void> | null;
} {
  const model = new ReadModel<readonly Entry[]>([], read);
  let stop: (() => void) | null = null;
  return {
    get: model.get,
    reading: () => model.reading,
    subscribe(listener) {
      const leave = model.subscribe(listener);
      stop ??= followOutbox(model);
      return () => {
        leave();
        if (model.isWatched) return;
        stop?.();
        stop = null;
        model.set([]);
      };
    },
  };
}

/** Has a list read again whenever what it is of changes, or another account signs in. Returns how to stop. */
function followOutbox(model: { refresh(): void }): () => void {
  let leaveFeed: (() => void) | undefined;
  const attach = (): void => {
    leaveFeed?.();
    const feed = currentConsole()?.feed;
    leaveFeed = feed?.subscribe(({ hasOutbox, isReset }) => {
      if (hasOutbox || isReset) model.refresh();
    });
    model.refresh();
  };
  const leaveConsole = subscribeConsole(attach);
  attach();
  return () => {
    leaveFeed?.();
    leaveConsole();
  };
}

const outbox = followTable(async () => {
  const db = currentConsole()?.db;
  if (db === undefined) return [];
  const brought = await db.recovered.toArray();
  const waiting = await db.outbox.toArray();
  // Last: what is refused meanwhile has left the outbox in the same transaction.
  const refused = await db.attention.toArray();
  // What was withdrawn is gone for the agent, and what was refused is in Needs attention; that their places are still to
  // be told is the engine's affair.
  const shown = [
    ...brought.filter(isMeant),
    ...waiting.filter(isMeant).filter(({ outcome }) => outcome !== 'rejected'),
  ].map((row) => ('clientId' in row ? recoveredEntryOf(row) : entryOf(row)));
  const all = [...brought.map(recoveredEntryOf), ...waiting.map(entryOf)];
  sentLogOf(db).take({ shown, presentIds: new Set(all.map(({ id }) => id)), refused });
  return shown;
});

function isMeant({ withdrawn }: Pick<OutboxRow, 'withdrawn'>): boolean {
  return withdrawn === undefined;
}

/** One log for each account that signs in. */
const sentLogs = new WeakMap<object, SentLog>();

function sentLogOf(db: object): SentLog {
  const log = sentLogs.get(db) ?? new SentLog();
  sentLogs.set(db, log);
  return log;
}
const attention = followTable(async () =>
  (await (currentConsole()?.db.attention.toArray() ?? [])).map((row) => ({ ...row, ticketId: ticketOf(row.args) })),
);

/** What waits to be sent, in order. */
export function useOutbox(): readonly OutboxEntry[] {
  const entries = useSyncExternalStore(outbox.subscribe, outbox.get);
  const sending = useSyncExternalStore(subscribeStatus, sendingNow);
  return useMemo(
    () => (sending === null ? entries : entries.map((entry) => (isSending(entry, sending) ? asSending(entry) : entry))),
    [entries, sending],
  );
}

/** What waits to be sent at this moment, while a screen follows it. */
export function outboxNow(): readonly OutboxEntry[] {
  return outbox.get();
}

/** Reading what waits, where something has changed since it was read; null where `outboxNow` has all of it. */
export function outboxReading(): Promise<void> | null {
  return outbox.reading();
}

const NOTHING: readonly OutboxEntry[] = [];

/** The last actions of this session that the backend has taken in, the newest first. */
export function useRecentlySent(): readonly OutboxEntry[] {
  return useSyncExternalStore(outbox.subscribe, () => {
    const db = currentConsole()?.db;
    return db === undefined ? NOTHING : sentLogOf(db).sent;
  });
}

type Sending = NonNullable<SyncStatus['sending']>;

/** Without a line nothing is on its way, however often it is tried. */
function sendingNow(): Sending | null {
  const { connection, sending } = currentStatus();
  return connection === 'online' ? sending : null;
}

function isSending({ state, seq }: OutboxEntry, { first, last }: Sending): boolean {
  return state === 'kept' && seq >= first && seq <= last;
}

function asSending(entry: OutboxEntry): OutboxEntry {
  return { ...entry, state: 'sending' };
}

const recovery = followTable(async () => {
  const found = (await currentConsole()?.db.remembered())?.recovery ?? null;
  return found === null ? [] : [found];
});

/** How bringing back unsent work stands, after this machine's database was lost; null once the agent has taken note. */
export function useRecovery(): Recovery | null {
  return useSyncExternalStore(recovery.subscribe, recovery.get)[0] ?? null;
}

/** The agent has taken note of what was brought back. */
export async function dismissRecovery(): Promise<void> {
  const { db, feed } = signedInConsole();
  await db.remember({ recovery: null });
  feed.publish(OUTBOX_CHANGED);
}

/** What the backend refused and nobody has settled yet. */
export function useAttention(): readonly AttentionEntry[] {
  return useSyncExternalStore(attention.subscribe, attention.get);
}

/** Lets go of a refused action, with its text. */
export async function discardAttention(id: string): Promise<void> {
  const { db, journal, feed } = signedInConsole();
  const row = await db.attention.get(id);
  if (row === undefined) return;
  await db.attention.delete(id);
  if (!hasArrived(row)) await forgetFilesOf(row.args);
  feed.publish(OUTBOX_CHANGED);
  void journal.acknowledge(row.clientId, [row.seq]);
}

/** Does a refused action again on the state of now; on success it leaves *Needs attention*. */
export async function retryAttention(id: string): Promise<Result<{ seq: number }, Refusal>> {
  const { db } = signedInConsole();
  const row = await db.attention.get(id);
  if (row === undefined) return { ok: false, error: { code: 'not_found', message: `nothing is refused as ${id}` } };
  const done = await mutate(row.name, row.args);
  if (done.ok) await discardAttention(id);
  return done;
}

function entryOf({ seq, name, args, performedAtMs, outcome }: OutboxRow): OutboxEntry {
  const state = outcome === null ? 'kept' : 'acknowledged';
  return { id: String(seq), seq, name, args, performedAtMs, state, ticketId: ticketOf(args) };
}

function recoveredEntryOf({ clientId, seq, name, args, performedAtMs }: RecoveredRow): OutboxEntry {
  return { id: `${clientId}:${seq}`, seq, name, args, performedAtMs, state: 'recovered', ticketId: ticketOf(args) };
}

function ticketOf(args: unknown): string | null {
  if (typeof args !== 'object' || args === null || !('ticketId' in args)) return null;
  return typeof args.ticketId === 'string' ? args.ticketId : null;
}
