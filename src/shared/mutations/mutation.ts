import type { z } from 'zod';
import type { PartKind, PartRow, WorkspaceKind, WorkspaceRow } from '../domain/tables.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';

/**
 * Why a mutation is refused. The code is stable and translated by the console; `message` is for logs and
 * integrators; `details` holds what the explanation needs (who, when, what it is now).
 */
export type Refusal = {
  readonly code: RefusalCode;
  readonly message: string;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
};

export const REFUSAL_CODES = [
  'validation',
  'forbidden',
  'not_found',
  'unknown_mutation',
  'limit',
  'limit.attempts',
  'conflict.claimed',
  'conflict.not_member',
  'conflict.left_tier',
  'conflict.status',
  'conflict.thread_moved',
  'conflict.handover_settled',
  'conflict.no_way',
  'conflict.completed',
  'conflict.call_open',
  'conflict.call_answered',
  'conflict.no_question',
  'conflict.answered',
  'conflict.promise_changed',
  'conflict.vendor_case_open',
  'conflict.vendor_case_settled',
  'conflict.open_vendor_cases',
  'conflict.open_subtickets',
  'conflict.is_subticket',
  'conflict.subticket_taken',
  'conflict.no_address',
  'conflict.window_over',
  'conflict.exists',
  'conflict.needed',
  'conflict.being_sent',
  'conflict.already_sent',
  'conflict.changed',
  'conflict.in_use',
  'conflict.own_admin',
  'conflict.last_admin',
  'conflict.email',
  'conflict.cycle',
  'sync.gap',
  'sync.client',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export type PartKey = { readonly kind: PartKind; readonly ticketId: string; readonly id: string };
export type WorkspaceKey = { readonly kind: WorkspaceKind; readonly id: string };

/** The rows a rule may look at or write beside the people and queues, which are always there, all of them. Named from the arguments alone, so both sides can fetch them first. */
export type Needs = {
  readonly tickets?: readonly string[];
  readonly parts?: readonly PartKey[];
  /** Tickets whose parents the rule tells of what it does: where one has a parent, that one and its line there are fetched too. */
  readonly parentsOf?: readonly string[];
  readonly workspace?: readonly WorkspaceKey[];
  /** Kinds of which the rule looks at every row. */
  readonly whole?: readonly WorkspaceKind[];
  /** Queues of which the rule asks how many open tickets are in them. */
  readonly queueLoads?: readonly string[];
  /** References of other systems, each of one ticket at most. Only the backend knows them all, and refuses one that is taken. */
  readonly externalRefs?: readonly string[];
};

/**
 * The rows a rule works on: a unit of work in memory, filled from `Needs` before the rule runs and written out
 * whole, or not at all, after it. Rows are values: a rule puts a new one and never changes the one it got.
 */
export type Rows = {
  ticket(id: string): Ticket | undefined;
  putTicket(row: Ticket): void;
  part<K extends PartKind>(kind: K, id: string): PartRow<K> | undefined;
  putPart<K extends PartKind>(kind: K, row: PartRow<K>): void;
  workspace<K extends WorkspaceKind>(kind: K, id: string): WorkspaceRow<K> | undefined;
  putWorkspace<K extends WorkspaceKind>(kind: K, row: WorkspaceRow<K>): void;
  /** Every row of a kind: of people, queues and what `needs.whole` names. */
  all<K extends WorkspaceKind>(kind: K): WorkspaceRow<K>[];
  /** How many open tickets are in a queue of `needs.queueLoads`; null where that is not known, which is on a client. */
  openTickets(queueId: string): number | null;
};

/**
 * Who acts and when. `performedAtMs` is the device's time corrected to the backend's; `receivedAtMs` is the
 * backend's, null on a client. `newId` gives the same ids on both sides; `ticketNumber` is null on a client.
 */
export type MutationContext = {
  readonly actor: User;
  readonly performedAtMs: number;
  readonly receivedAtMs: number | null;
  readonly newId: () => string;
  readonly ticketNumber: () => number | null;
  /** What the actor's device is called, as far as the backend knows; left out on a client, as its own programs do. */
  readonly device?: string;
};

/** A named action: run at once on the agent's machine, and again, with authority, by the backend. */
export type Mutation<Args = unknown> = {
  readonly name: string;
  readonly args: z.ZodType<Args>;
  readonly needs: (args: Args) => Needs;
  /** The rule: pure over `rows`, total over decoded arguments. Returns why it refuses, or null when it has done its work. */
  readonly rule: (rows: Rows, args: Args, context: MutationContext) => Refusal | null;
};

/** Declares a mutation with its argument type inferred from the schema. */
export function defineMutation<Args>(mutation: Mutation<Args>): Mutation<Args> {
  return mutation;
}
