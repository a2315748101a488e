import type { EventKind, Handover, TicketEvent } from '../domain/parts.ts';
import { hasEnded } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import type { Alert, ToldAs } from './alert.ts';
import type { AlertKind } from './kinds.ts';
import { overseesQueue, worksQueue } from './who-is-told.ts';

/** A ticket with what has happened to it. */
export type TicketStory = {
  readonly ticket: Ticket;
  readonly events: readonly TicketEvent[];
  readonly handovers: readonly Handover[];
};

type Telling = { readonly kind: AlertKind; readonly toldAs: ToldAs };

/**
 * What a person is told of the events of a ticket, as long as it is so; never of what they did themselves, nor of what was
 * brought in from another system. An event counts from when the backend had it: what a colleague did offline is news then.
 */
export function eventAlerts(story: TicketStory, people: ReadonlyMap<string, User>, person: User): Alert[] {
  if (!person.isActive || person.role === 'system') return [];
  return story.events.flatMap((event): Alert[] => {
    if (event.actorId === person.id || event.source !== null) return [];
    const telling = tellingOf(event, story, { people, person });
    if (telling === null) return [];
    const { id, ticketId, kind: what, actorId, atMs, receivedAtMs } = event;
    return [
      {
        id: `event:${id}`,
        ...telling,
        ticketId,
        atMs: Math.max(atMs, receivedAtMs ?? atMs),
        clock: null,
        what,
        actorId,
      },
    ];
  });
}

type Whom = { readonly people: ReadonlyMap<string, User>; readonly person: User };

function tellingOf(event: TicketEvent, story: TicketStory, whom: Whom): Telling | null {
  const { ticket, handovers } = story;
  const { person } = whom;
  const handover = handovers.find(({ id }) => id === event.data['handoverId']);
  // A subticket arrives by being made.
  if (event.kind === 'escalated' || (event.kind === 'created' && handover?.kind === 'subticket')) {
    const isTold = isWaiting(handover, ticket) && worksQueue(person, ticket.queueId);
    return isTold ? { kind: 'escalation_arrived', toldAs: 'queue' } : null;
  }
  if (event.kind === 'returned') {
    const toldAs = isWaiting(handover, ticket) ? toldOfReturn(handover, story, whom) : null;
    return toldAs === null ? null : { kind: 'escalation_returned', toldAs };
  }
  if (event.kind === 'assigned' || event.kind === 'escalation_withdrawn') {
    return isGivenTo(person, event, story) ? { kind: 'assigned', toldAs: 'assignee' } : null;
  }
  if (event.kind === 'supervisor_called') {
    const isTold = handover?.state === 'pending' && overseesQueue(person, ticket.queueId);
    return isTold ? { kind: 'supervisor_called', toldAs: 'supervisor' } : null;
  }
  if (event.kind === 'call_answered') {
    return handover?.byId === person.id ? { kind: 'supervisor_answered', toldAs: 'person' } : null;
  }
  if (event.kind === 'accepted') {
    return handover?.byId === person.id ? { kind: 'escalation_accepted', toldAs: 'person' } : null;
  }
  if (SUBTICKET_NEWS.has(event.kind)) {
    const isOwner = ticket.assigneeId === person.id && !hasEnded(ticket.status);
    return isOwner ? { kind: 'subticket_news', toldAs: 'assignee' } : null;
  }
  if (mentionedIn(event).includes(person.id)) {
    return hasEnded(ticket.status) ? null : { kind: 'mentioned', toldAs: 'person' };
  }
  const isTold = WRITTEN.has(event.kind) && ticket.assigneeId === person.id && isUnanswered(event, ticket);
  return isTold ? { kind: 'reply_on_mine', toldAs: 'assignee' } : null;
}

/** What changes who has a ticket. */
const GIVING: ReadonlySet<EventKind> = new Set([
  'assigned',
  'claimed',
  'accepted',
  'released',
  'escalated',
  'returned',
  'escalation_withdrawn',
]);

/** Whether an event gave the ticket to a person who still has it by that: given twice, the first time is no news any more. */
function isGivenTo(person: User, event: TicketEvent, { ticket, events }: TicketStory): boolean {
  const toId = event.kind === 'assigned' ? event.data['toId'] : ticket.assigneeId;
  if (toId !== person.id || ticket.assigneeId !== person.id || hasEnded(ticket.status)) return false;
  return !events.some((other) => GIVING.has(other.kind) && other.atMs > event.atMs);
}

/** What comes of a subticket, for the owner of its parent. */
const SUBTICKET_NEWS: ReadonlySet<EventKind> = new Set([
  'subticket_accepted',
  'subticket_moved',
  'subticket_returned',
  'subticket_resolved',
  'subticket_cancelled',
  'subticket_reopened',
]);

/** The people whom a note names, by their ids. */
function mentionedIn({ data }: TicketEvent): readonly string[] {
  const { mentions } = data;
  return typeof mentions === 'string' ? mentions.split(' ') : [];
}

const WRITTEN: ReadonlySet<EventKind> = new Set(['customer_wrote', 'replied', 'noted']);

function isWaiting(handover: Handover | undefined, { pendingHandoverId }: Ticket): handover is Handover {
  return handover !== undefined && handover.id === pendingHandoverId;
}

/** To whom it came back hears of it; else who had escalated it, where they still work that queue; else all who work it. */
function toldOfReturn(handover: Handover, { ticket, handovers }: TicketStory, { people, person }: Whom): ToldAs | null {
  if (handover.toUserId !== undefined && ticket.assigneeId === handover.toUserId) {
    return handover.toUserId === person.id ? 'person' : null;
  }
  if (!worksQueue(person, ticket.queueId)) return null;
  const { byId } =
    handovers.findLast(({ kind, atMs }) => (kind === 'escalation' || kind === 'subticket') && atMs <= handover.atMs) ??
    {};
  const escalator = people.get(byId ?? '');
  if (escalator === undefined || !worksQueue(escalator, ticket.queueId)) return 'queue';
  return escalator.id === person.id ? 'person' : null;
}

/** What the customer wrote is news until somebody answers; what a colleague did, until the ticket has ended. */
function isUnanswered({ kind, data }: TicketEvent, { status, lastMessageId, lastMessageFrom }: Ticket): boolean {
  if (hasEnded(status)) return false;
  if (kind !== 'customer_wrote') return true;
  return lastMessageFrom === 'customer' || lastMessageId === data['messageId'];
}
