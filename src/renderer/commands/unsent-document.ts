import type { Ticket } from '../../shared/domain/ticket.ts';
import type { User } from '../../shared/domain/workspace.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import type { AttentionEntry, OutboxEntry } from '../db/outbox-view.ts';
import { typedText } from '../lib/mutation-label.ts';

type Unsent = {
  readonly account: Pick<User, 'name' | 'email'>;
  readonly exportedAtMs: number;
  readonly waiting: readonly OutboxEntry[];
  readonly refused: readonly AttentionEntry[];
  readonly tickets: ReadonlyMap<string, Pick<Ticket, 'number' | 'subject'>>;
  readonly labelOf: (name: string) => string;
  readonly explain: (refusal: Refusal) => string;
};

/** One action of an export: what it was, on which ticket, when, in the words that were typed, and with all it held. */
type ExportedAction = {
  readonly state: 'unsent' | 'refused';
  readonly action: string;
  readonly ticket: { readonly number: number | null; readonly subject: string } | null;
  readonly performedAt: string;
  readonly text: string;
  readonly reason?: string;
  readonly name: string;
  readonly args: unknown;
};

/** What has not reached the backend and what it refused, to be read by people: in order, texts first, instants in ISO 8601. */
export function unsentDocument(unsent: Unsent): {
  readonly account: object;
  readonly exportedAt: string;
  readonly actions: readonly ExportedAction[];
} {
  const { account, exportedAtMs, waiting, refused, tickets, labelOf, explain } = unsent;
  const exported = (
    { name, args, ticketId, performedAtMs }: Pick<OutboxEntry, 'name' | 'args' | 'ticketId' | 'performedAtMs'>,
    state: ExportedAction['state'],
    reason?: string,
  ): ExportedAction => {
    const ticket = ticketId === null ? undefined : tickets.get(ticketId);
    return {
      state,
      action: labelOf(name),
      ticket: ticket === undefined ? null : { number: ticket.number, subject: ticket.subject },
      performedAt: new Date(performedAtMs).toISOString(),
      text: typedText(args),
      ...(reason === undefined ? {} : { reason }),
      name,
      args,
    };
  };
  return {
    account: { name: account.name, email: account.email },
    exportedAt: new Date(exportedAtMs).toISOString(),
    actions: [
      ...waiting.map((entry) => exported(entry, 'unsent')),
      ...refused.map((entry) => exported(entry, 'refused', explain(entry.error))),
    ].toSorted((a, b) => (a.performedAt < b.performedAt ? -1 : a.performedAt > b.performedAt ? 1 : 0)),
  };
}
