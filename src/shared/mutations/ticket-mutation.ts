import { z } from 'zod';
import { type EventKind, sourceSchema, type Source, type TicketEvent } from '../domain/parts.ts';
import { isStatusAction, nextStatus, type StatusAction } from '../domain/status-machine.ts';
import { pauseClassOf, type Status } from '../domain/status.ts';
import type { PartKind, WorkspaceKind } from '../domain/tables.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Mutation, MutationContext, Needs, Refusal, Rows } from './mutation.ts';
import { eventAtMs, record, refuseEnded, statusConflict, workableTicket } from './steps.ts';

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
  /** The status that the action leaves the ticket in, as the status machine has it. */
  readonly next: Status;
  /** Ends the rule: writes the ticket, and what happened into its history. */
  readonly done: (next: Ticket, kind: EventKind, data?: TicketEvent['data']) => null;
};

/** `ticketId`: of another ticket than the one that is acted on. */
type PartName = { readonly kind: PartKind; readonly id: string; readonly ticketId?: string };

type TicketMutation<Args extends TicketArgs> = {
  readonly name: string;
  readonly args: z.ZodType<Args>;
  /** Tickets that the action makes beside, or changes where they are at hand. */
  readonly makes?: (args: Args) => readonly string[];
  /** The action changes nothing that the parent of a subticket is told: it is not fetched. */
  readonly leavesParent?: true;
  /** The message, attempt, hand-over or files that the action adds; refused as `conflict.exists` when an id is taken. */
  readonly adds?: (args: Args) => PartName | readonly PartName[];
  /** Parts that are there already and that the rule looks at. */
  readonly reads?: (args: Args) => readonly PartName[];
  /** Rows of the workspace that the rule looks at, beside queues and people. */
  readonly workspace?: (args: Args) => NonNullable<Needs['workspace']>;
  /** Kinds of which the rule looks at every row. */
  readonly whole?: readonly WorkspaceKind[];
  /** Which action of the status machine this is; left out, the one of this name. */
  readonly does?: (args: Args) => StatusAction;
  /** For an action that the status machine does not name: whether a ticket that has ended may be acted on. */
  readonly mayHaveEnded?: boolean;
  /** Whether the actor may do it to the ticket where it is; who works its queue may, without this. */
  readonly mayAct?: (actor: User, ticket: Ticket) => boolean;
  /** A refusal that comes before the question whether the actor may act here at all. */
  readonly first?: (ticket: Ticket, args: Args, context: MutationContext) => Refusal | null;
  readonly rule: (on: OnTicket, args: Args) => Refusal | null;
};

/**
 * Declares an action on one ticket. Refused as `not_found` when it is not there and `forbidden` when it is in a queue
 * that the actor does not work, and as `conflict.status` where the status machine has no way on, before the rule is asked.
 */
export function ticketMutation<Args extends TicketArgs>(declared: TicketMutation<Args>): Mutation<Args> {
  const { name, args: schema, reads, workspace, whole, makes, leavesParent = false } = declared;
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
        ...(whole === undefined ? {} : { whole }),
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
  const { mayAct, first, rule } = declared;
  const there = rows.ticket(args.ticketId);
  const early = there === undefined ? null : (first?.(there, args, context) ?? null);
  if (early !== null) return early;
  const found = workableTicket(rows, args, context, mayAct);
  if (!found.ok) return found.error;
  const ticket = found.value;
  const status = statusAfter(declared, ticket, args, context);
  if (!status.ok) return status.error;
  const taken = addedBy(declared, args).find(({ kind, id }) => rows.part(kind, id) !== undefined);
  if (taken !== undefined) {
    return { code: 'conflict.exists', message: `${taken.kind} ${taken.id} is there already` };
  }
  const atMs = eventAtMs(ticket, context);
  const done: OnTicket['done'] = (next, kind, data) => {
    record(
      rows,
      settled(ticket, next, context),
      { kind, source: args.source, ...(data === undefined ? {} : { data }) },
      atMs,
      context,
    );
    return null;
  };
  return rule({ rows, ticket, atMs, context, next: status.value, done }, args);
}

/** A follow-up date that has woken a ticket is settled by the next thing that a person does on it. */
function settled(before: Ticket, after: Ticket, { actor }: MutationContext): Ticket {
  const isWoken = before.followUpAtMs !== null && pauseClassOf(before.status) === null;
  if (!isWoken || actor.role === 'system' || after.followUpAtMs !== before.followUpAtMs) return after;
  return { ...after, followUpAtMs: null };
}

/** Where the action leaves the ticket's status. One that the status machine does not name leaves it as it is. */
function statusAfter<Args extends TicketArgs>(
  { name, does, mayHaveEnded = false }: TicketMutation<Args>,
  ticket: Ticket,
  args: Args,
  context: MutationContext,
): Result<Status, Refusal> {
  const action = does?.(args) ?? name;
  if (!isStatusAction(action)) {
    const ended = mayHaveEnded ? null : refuseEnded(ticket, context);
    return ended === null ? ok(ticket.status) : err(ended);
  }
  const next = nextStatus(action, ticket.status, context.actor.role === 'system');
  return next === null ? err(statusConflict(ticket, `${action} does not fit ${ticket.status}`)) : ok(next);
}
