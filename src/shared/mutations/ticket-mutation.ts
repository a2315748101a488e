import { z } from 'zod';
import { type EventKind, sourceSchema, type Source, type TicketEvent } from '../domain/parts.ts';
import type { PartKind } from '../domain/tables.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import type { Mutation, MutationContext, Needs, Refusal, Rows } from './mutation.ts';
import { eventAtMs, record, refuseEnded, workableTicket } from './steps.ts';

/** What every action on a ticket carries. `source` is for programs that bring in another system's history. */
export const ticketArgs = { ticketId: z.uuid(), source: sourceSchema.optional() };

type TicketArgs = { readonly ticketId: string; readonly source?: Source | undefined };

/** What a rule on a ticket works with. */
export type OnTicket = {
  readonly rows: Rows;
  /** As it is before the action. */
  readonly ticket: Ticket;
  /** When the action counts as done, epoch ms. */
  readonly atMs: number;
  readonly context: MutationContext;
  /** Ends the rule: writes the ticket, and what happened into its history. */
  readonly done: (next: Ticket, kind: EventKind, data?: TicketEvent['data']) => null;
};

/** `ticketId`: of another ticket than the one that is acted on. */
type PartName = { readonly kind: PartKind; readonly id: string; readonly ticketId?: string };

type TicketMutation<Args extends TicketArgs> = {
  readonly name: string;
  readonly args: z.ZodType<Args>;
  /** Tickets that the action makes beside. */
  readonly makes?: (args: Args) => readonly string[];
  /** The action changes nothing that the parent of a subticket is told: it is not fetched. */
  readonly leavesParent?: true;
  /** The message, attempt, hand-over or files that the action adds; refused as `conflict.exists` when an id is taken. */
  readonly adds?: (args: Args) => PartName | readonly PartName[];
  /** Parts that are there already and that the rule looks at. */
  readonly reads?: (args: Args) => readonly PartName[];
  /** Rows of the workspace that the rule looks at, beside queues and people. */
  readonly workspace?: (args: Args) => NonNullable<Needs['workspace']>;
  /** Whether a ticket that has ended may be acted on; else it is refused as `conflict.status`. */
  readonly mayHaveEnded?: boolean;
  /** Whether the actor may do it to the ticket where it is; who works its queue may, without this. */
  readonly mayAct?: (actor: User, ticket: Ticket) => boolean;
  /** A refusal that comes before the question whether the actor may act here at all. */
  readonly first?: (ticket: Ticket, args: Args) => Refusal | null;
  readonly rule: (on: OnTicket, args: Args) => Refusal | null;
};

/**
 * Declares an action on one ticket. Refused as `not_found` when it is not there and `forbidden` when it is in a queue
 * that the actor does not work, before the rule is asked.
 */
export function ticketMutation<Args extends TicketArgs>(declared: TicketMutation<Args>): Mutation<Args> {
  const { name, args: schema, reads, workspace, makes, leavesParent = false } = declared;
  return {
    name,
    args: schema,
    needs(args) {
      const { ticketId } = args;
      const parts = [...addedBy(declared, args), ...(reads?.(args) ?? [])].map((part) => ({ ticketId, ...part }));
      return {
        tickets: [ticketId, ...(makes?.(args) ?? [])],
        ...(leavesParent ? {} : { parentsOf: [ticketId] }),
        ...(parts.length === 0 ? {} : { parts }),
        ...(workspace === undefined ? {} : { workspace: workspace(args) }),
      };
    },
    rule: (rows, args, context) => applyToTicket(declared, rows, args, context),
  };
}

function addedBy<Args extends TicketArgs>({ adds }: TicketMutation<Args>, args: Args): readonly PartName[] {
  return adds === undefined ? [] : [adds(args)].flat();
}

function applyToTicket<Args extends TicketArgs>(
  declared: TicketMutation<Args>,
  rows: Rows,
  args: Args,
  context: MutationContext,
): Refusal | null {
  const { mayHaveEnded = false, mayAct, first, rule } = declared;
  const there = rows.ticket(args.ticketId);
  const early = there === undefined ? null : (first?.(there, args) ?? null);
  if (early !== null) return early;
  const found = workableTicket(rows, args, context, mayAct);
  if (!found.ok) return found.error;
  const ticket = found.value;
  const ended = mayHaveEnded ? null : refuseEnded(ticket, context);
  if (ended !== null) return ended;
  const taken = addedBy(declared, args).find(({ kind, id }) => rows.part(kind, id) !== undefined);
  if (taken !== undefined) {
    return { code: 'conflict.exists', message: `${taken.kind} ${taken.id} is there already` };
  }
  const atMs = eventAtMs(ticket, context);
  const done: OnTicket['done'] = (next, kind, data) => {
    record(rows, next, { kind, source: args.source, ...(data === undefined ? {} : { data }) }, atMs, context);
    return null;
  };
  return rule({ rows, ticket, atMs, context, done }, args);
}
