import type { WorkspaceKind } from '../../shared/domain/tables.ts';
import { actionIds } from '../../shared/mutations/action-ids.ts';
import { type Decoded, decodeMutation } from '../../shared/mutations/registry.ts';
import { UnitOfWork, type Written } from '../../shared/mutations/unit-of-work.ts';
import type { Identity } from '../../shared/sync/replay.ts';
import type { TicketRecord } from '../../shared/sync/storage.ts';
import type { Workspace } from './read-workspace.ts';
import type { TicketDetails } from './ticket-details.ts';
import type { TicketLists } from './ticket-lists.ts';
import { placeTicket } from './ticket-order.ts';

type Action = { readonly name: string; readonly args: unknown; readonly performedAtMs: number };

/** What an action was shown to lead to, until `settle` says what it did: its rows, or null for nothing. */
export type Foreseen = { readonly settle: (actual: readonly Written[] | null) => void };

const NOTHING_FORESEEN: Foreseen = { settle: () => undefined };

export type ForesightOptions = {
  readonly identity: Identity;
  readonly workspace: () => Workspace | null;
  readonly lists: TicketLists;
  readonly details: TicketDetails;
};

/**
 * Shows what an action leads to before the disk has it: its rule runs on the rows that this window holds in memory. The
 * database decides right after, on its own rows; where a row that the rule needs is not held, or the rule refuses on
 * what is held, nothing is foreseen and the database alone tells.
 */
export class Foresight {
  readonly #options: ForesightOptions;
  /** How many were run, for ids of their own. */
  #foreseen = 0;

  constructor(options: ForesightOptions) {
    this.#options = options;
  }

  /** Shows what an action will lead to, in this window and at once. */
  show(action: Action): Foreseen {
    const { lists, details, workspace } = this.#options;
    const known = workspace();
    const decoded = decodeMutation(action.name, action.args);
    if (known === null || !decoded.ok) return NOTHING_FORESEEN;
    const written = this.#written(action, decoded.value, known);
    if (written === null) return NOTHING_FORESEEN;
    const { user } = this.#options.identity;
    const records = written.flatMap(({ table, row }) =>
      table === 'ticket' ? [placeTicket(row, known.policies, known.calendars, action.performedAtMs, user.id)] : [],
    );
    for (const record of records) lists.foresee(record);
    details.foresee(written);
    return { settle: (actual) => this.#settle(records, written, actual) };
  }

  #settle(records: readonly TicketRecord[], written: readonly Written[], actual: readonly Written[] | null): void {
    const { lists, details } = this.#options;
    for (const record of records) lists.settle(record);
    details.settle(written, actual);
    if (actual === null) lists.readAgain();
  }

  /** What the rule writes; null when it cannot be told here. */
  #written(action: Action, { needs, run }: Decoded, known: Workspace): Written[] | null {
    const { user } = this.#options.identity;
    const unit = new UnitOfWork();
    for (const queue of known.queues) unit.load('queue', queue.id, queue);
    for (const person of known.users.values()) unit.load('user', person.id, person);
    for (const kind of needs.whole ?? []) {
      for (const row of wholeOf(known, kind)) unit.load(kind, row.id, row);
    }
    for (const { kind, id } of needs.workspace ?? []) {
      const row = rowOf(known, kind, id);
      if (row === undefined) return null;
      unit.load(kind, id, row);
    }
    for (const id of needs.tickets ?? []) if (!this.#loadTicket(unit, id)) return null;
    for (const id of needs.parentsOf ?? []) if (!this.#loadParent(unit, id)) return null;
    for (const { kind, ticketId, id } of needs.parts ?? []) {
      const detail = this.#options.details.find(ticketId);
      const row =
        kind === 'vendorCase'
          ? detail?.vendorCases.find(isCalled(id))
          : kind === 'subticket'
            ? detail?.subtickets.find(isCalled(id))
            : undefined;
      if (row !== undefined) unit.load(kind, id, row);
    }
    const refusal = run(unit, {
      actor: known.users.get(user.id) ?? user,
      performedAtMs: action.performedAtMs,
      receivedAtMs: null,
      // Their seq is not known yet; they go when the rows of the database come.
      newId: actionIds('foreseen', ++this.#foreseen, action.performedAtMs),
      ticketNumber: () => null,
    });
    if (refusal !== null) return null;
    return unit.keep();
  }

  /** Whether what the parent of a subticket is told can be shown; where it is not held, the database tells. */
  #loadParent(unit: UnitOfWork, id: string): boolean {
    const { parent } = unit.ticket(id) ?? {};
    if (parent === undefined || parent === null) return true;
    const detail = this.#options.details.find(parent.id);
    if (detail === undefined) return this.#options.lists.find(parent.id) === undefined;
    const line = detail.subtickets.find(isCalled(id));
    if (line === undefined) return false;
    unit.load('ticket', parent.id, detail.ticket);
    unit.load('subticket', id, line);
    return true;
  }

  /** Whether a ticket is held with what a rule may look at. One that is not there is for the rule to find out. */
  #loadTicket(unit: UnitOfWork, id: string): boolean {
    const { lists, details } = this.#options;
    const detail = details.find(id);
    const ticket = detail?.ticket ?? lists.find(id);
    if (ticket === undefined) return true;
    unit.load('ticket', id, ticket);
    if (ticket.pendingHandoverId === null) return true;
    const waiting = detail?.handovers.find((handover) => handover.id === ticket.pendingHandoverId);
    if (waiting === undefined) return false;
    unit.load('handover', waiting.id, waiting);
    return true;
  }
}

function isCalled(id: string): (row: { readonly id: string }) => boolean {
  return (row) => row.id === id;
}

function rowOf(known: Workspace, kind: WorkspaceKind, id: string): unknown {
  switch (kind) {
    case 'user':
      return known.users.get(id);
    case 'category':
      return known.categories.get(id);
    case 'customer':
      return known.customers.get(id);
    case 'queue':
      return known.queues.find((queue) => queue.id === id);
    case 'form':
      return known.forms.find((form) => form.id === id);
    case 'vendor':
      return known.vendors.find((vendor) => vendor.id === id);
    case 'policy':
      return known.policies.find((policy) => policy.id === id);
    case 'organization':
    case 'calendar':
    case 'cannedReply':
    case 'routingRule':
    case 'macro':
    case 'attemptPolicy':
    case 'followUpRule':
      return undefined;
  }
}

/** Every row of a kind that rules about tickets look at whole. */
function wholeOf(known: Workspace, kind: WorkspaceKind): readonly { readonly id: string }[] {
  if (kind === 'category') return [...known.categories.values()];
  if (kind === 'calendar') return [...known.calendarRows.values()];
  if (kind === 'routingRule') return known.routingRules;
  if (kind === 'followUpRule') return known.followUpRules;
  return kind === 'attemptPolicy' ? known.attemptPolicies : [];
}
