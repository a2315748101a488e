import { isDeepStrictEqual } from 'node:util';
import { wireSeqOf } from '../../../src/shared/sync/life.ts';
import type { Meta, OutboxRow, RecoveredRow } from '../../../src/shared/sync/storage.ts';

/** An action that an agent was told is kept, or that a killed app had kept without a word. */
export type Entry = {
  readonly clientId: string;
  /** As the backend knows it. */
  readonly seq: number;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The agent has taken it back: it is not done, or was already. */
  readonly isWithdrawn: boolean;
  /** It had been decided, and the backend has gone back to before that. */
  readonly isForgotten: boolean;
};

/** What of a client's database says what is to be sent. */
export type Unsent = {
  readonly meta: Meta;
  readonly outbox: ReadonlyMap<number, OutboxRow>;
  readonly recovered: ReadonlyMap<string, RecoveredRow>;
};

const ADDED = ['messageId', 'attemptId', 'handoverId', 'callId'] as const;
const KIND = { messageId: 'message', attemptId: 'attempt', handoverId: 'handover', callId: 'handover' } as const;
/** The actions whose own part is made by them alone. */
const MAKES_PART = new Set([
  'ticket.reply',
  'ticket.note',
  'ticket.logAttempt',
  'ticket.escalate',
  'ticket.return',
  'ticket.callSupervisor',
]);

/** What one machine has promised its agent: every action that was kept, by the client it is done as. */
export class Ledger {
  readonly #clients = new Map<string, Map<number, Entry>>();

  add(entry: Pick<Entry, 'clientId' | 'seq' | 'name' | 'args'>): void {
    const own = this.#clients.get(entry.clientId) ?? new Map<number, Entry>();
    this.#clients.set(entry.clientId, own.set(entry.seq, { ...entry, isWithdrawn: false, isForgotten: false }));
  }

  get clientIds(): readonly string[] {
    return [...this.#clients.keys()];
  }

  /** The actions of a client in order of seq; those of all without one. */
  entries(clientId?: string): readonly Entry[] {
    const own = clientId === undefined ? [...this.#clients.values()] : [this.#clients.get(clientId) ?? new Map()];
    return own.flatMap((actions) => [...actions.values()].toSorted((a, b) => a.seq - b.seq));
  }

  /** A backup was put back: what is neither known to the backend any more nor waits on the machine may be lost. */
  forget(isSafe: (key: string) => boolean): void {
    for (const { clientId, seq } of this.entries()) {
      if (!isSafe(`${clientId}:${seq}`)) this.#change(clientId, seq, { isForgotten: true });
    }
  }

  /** Follows what a commit did to what is to be sent: new actions, withdrawn ones, and those that changed their client. */
  follow(before: Unsent, after: Unsent): void {
    const { clientId } = before.meta;
    const isRenewed = clientId !== '' && clientId !== after.meta.clientId;
    if (isRenewed) this.#leave(before, after);
    for (const row of after.outbox.values()) {
      const place = { clientId: after.meta.clientId, seq: wireSeqOf(after.meta, row.seq) };
      if (place.seq < 1) continue;
      if (!this.#has(place.clientId, place.seq)) this.#take(place, row);
      if (row.withdrawn !== undefined) this.#change(place.clientId, place.seq, { isWithdrawn: true });
    }
    for (const [key, row] of after.recovered) {
      const old = before.recovered.get(key);
      if (old !== undefined && old.clientId !== row.clientId) this.#clients.get(old.clientId)?.delete(old.seq);
      if (!this.#has(row.clientId, row.seq)) this.#take(row, row);
    }
    for (const [key, row] of before.recovered) {
      if (after.recovered.has(key)) continue;
      // The same action under another client, where the backend had forgotten the first.
      const isSame = (next: RecoveredRow): boolean =>
        next.clientId !== row.clientId &&
        next.performedAtMs === row.performedAtMs &&
        // By value: a database that was read again has its rows anew.
        isDeepStrictEqual(next.args, row.args);
      if ([...after.recovered.values()].some(isSame)) this.#clients.get(row.clientId)?.delete(row.seq);
    }
  }

  #leave(before: Unsent, after: Unsent): void {
    const { clientId } = before.meta;
    const asked = new Set([...after.recovered.values()].map((row) => `${row.clientId}:${row.seq}`));
    for (const row of before.outbox.values()) {
      const seq = wireSeqOf(before.meta, row.seq);
      if (after.outbox.has(row.seq) || asked.has(`${clientId}:${seq}`)) continue;
      // A refused one is told already; any other goes on under the new client, or was withdrawn.
      if (row.outcome === 'rejected') this.#change(clientId, seq, { isForgotten: true });
      else this.#clients.get(clientId)?.delete(seq);
    }
  }

  #take(place: Pick<Entry, 'clientId' | 'seq'>, row: Pick<OutboxRow, 'name' | 'args' | 'withdrawn'>): void {
    const { name, args } = row.withdrawn ?? row;
    this.add({ clientId: place.clientId, seq: place.seq, name, args: args as Entry['args'] });
    if (row.withdrawn !== undefined) this.#change(place.clientId, place.seq, { isWithdrawn: true });
  }

  #has(clientId: string, seq: number): boolean {
    return this.#clients.get(clientId)?.has(seq) === true;
  }

  #change(clientId: string, seq: number, change: Partial<Entry>): void {
    const own = this.#clients.get(clientId);
    const entry = own?.get(seq);
    if (entry !== undefined) own?.set(seq, { ...entry, ...change });
  }
}

/** The key of the row that exists exactly when the action has been done; null for one that only changes rows. */
export function madeBy({ name, args }: Entry): string | null {
  if (name === 'ticket.create') return `ticket:${String(args['ticketId'])}`;
  const field = MAKES_PART.has(name) ? ADDED.find((key) => key in args) : undefined;
  return field === undefined ? null : `${KIND[field]}:${String(args[field])}`;
}
