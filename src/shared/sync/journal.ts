import { z } from 'zod';
import { pushedMutationSchema } from '../protocol/push.ts';
import type { NamedAction } from './storage.ts';

/** An action as the journal keeps it, by its seq on the wire. */
export type JournalRow = {
  readonly seq: number;
  readonly name: string;
  readonly args: unknown;
  readonly performedAtMs: number;
  /** What it was before it was withdrawn. */
  readonly withdrawn?: NamedAction;
};

/** A row of the journal as it is written and read. */
export const journalRowSchema = pushedMutationSchema.extend({
  withdrawn: z.object({ name: z.string().max(80), args: z.unknown() }).exactOptional(),
});

/** What a journal holds of one client: its unacknowledged actions by seq, and the highest seq it ever held. */
export type JournalClient = {
  readonly clientId: string;
  readonly lastSeq: number;
  readonly rows: readonly JournalRow[];
};

/**
 * A second copy of unsent work outside the database, and the name of the database's present life. Both are of one
 * database. Each method rejects when the disk (or the way to it) refuses.
 */
export type JournalPort = {
  /** Resolves when the rows are on disk. Rows that are there already are left as they are. */
  append(clientId: string, rows: readonly JournalRow[]): Promise<void>;
  acknowledge(clientId: string, seqs: readonly number[]): Promise<void>;
  /** Clients in the order of their first action. */
  read(): Promise<readonly JournalClient[]>;
  /** The life of the database that is known outside it, after taking `next` for it where that is given. */
  generation(next?: string): Promise<string | null>;
  /** Removes both: the account leaves this machine. */
  forget(): Promise<void>;
};
