import { toldSenderId, waitingSenderId } from '../../src/shared/access/access.ts';
import type { AlertMark } from '../../src/shared/domain/alert-mark.ts';
import type { Attachment } from '../../src/shared/domain/attachment.ts';
import type { Attempt, Handover, Message, TicketEvent } from '../../src/shared/domain/parts.ts';
import { hasEnded, pauseClassOf } from '../../src/shared/domain/status.ts';
import { MAX_SUBTICKET_DEPTH, type Subticket } from '../../src/shared/domain/subticket.ts';
import { PART_SCHEMAS } from '../../src/shared/domain/tables.ts';
import { type Ticket, ticketSchema } from '../../src/shared/domain/ticket.ts';
import type { VendorCase } from '../../src/shared/domain/vendor.ts';
import type { Queue } from '../../src/shared/domain/workspace.ts';

/** A ticket with everything that belongs to it, and the queues it is in according to the feed. */
export type WholeTicket = {
  readonly ticket: Ticket;
  readonly messages: readonly Message[];
  readonly attempts: readonly Attempt[];
  readonly handovers: readonly Handover[];
  readonly attachments: readonly Attachment[];
  readonly alertMarks: readonly AlertMark[];
  readonly vendorCases: readonly VendorCase[];
  readonly subtickets: readonly Subticket[];
  /** In order of time. */
  readonly events: readonly TicketEvent[];
  readonly scopes: readonly string[];
};

/** What of the domain's invariants a ticket breaks, in words; nothing for a sound one. */
export function brokenInvariants(whole: WholeTicket, queues: ReadonlyMap<string, Queue>): string[] {
  return [
    ...brokenShapes(whole),
    ...brokenPlace(whole, queues),
    ...brokenStays(whole.ticket),
    ...brokenPauses(whole.ticket),
    ...brokenReferences(whole),
    ...brokenCounts(whole),
    ...brokenCases(whole),
    ...brokenSubtickets(whole),
  ];
}

/** Events about a subticket that its parent's owner has done; the others are told by the subticket. */
const OWN_OF_SUBTICKETS: ReadonlySet<string> = new Set(['subticket_opened', 'subticket_withdrawn']);

const unless = (isSound: boolean, what: string): string[] => (isSound ? [] : [what]);

function brokenShapes({
  ticket,
  messages,
  attempts,
  handovers,
  attachments,
  alertMarks,
  vendorCases,
  subtickets,
  events,
}: WholeTicket): string[] {
  const { message, attempt, handover, attachment, alertMark, vendorCase, subticket, event } = PART_SCHEMAS;
  return [
    ...unless(ticketSchema.safeParse(ticket).success, 'the ticket fits its schema'),
    ...unless(
      messages.every((row) => message.safeParse(row).success),
      'messages fit their schema',
    ),
    ...unless(
      attempts.every((row) => attempt.safeParse(row).success),
      'attempts fit their schema',
    ),
    ...unless(
      handovers.every((row) => handover.safeParse(row).success),
      'hand-overs fit their schema',
    ),
    ...unless(
      attachments.every((row) => attachment.safeParse(row).success),
      'attachments fit their schema',
    ),
    ...unless(
      alertMarks.every((row) => alertMark.safeParse(row).success),
      'marks on alerts fit their schema',
    ),
    ...unless(
      vendorCases.every((row) => vendorCase.safeParse(row).success),
      'vendor cases fit their schema',
    ),
    ...unless(
      subtickets.every((row) => subticket.safeParse(row).success),
      'lines of subtickets fit their schema',
    ),
    ...unless(
      events.every((row) => event.safeParse(row).success),
      'history fits its schema',
    ),
  ];
}

function brokenPlace({ ticket, scopes }: WholeTicket, queues: ReadonlyMap<string, Queue>): string[] {
  const senderId = waitingSenderId(ticket);
  const toldId = toldSenderId(ticket);
  const sent = [...(senderId === null ? [] : [`sent:${senderId}`]), ...(toldId === null ? [] : [`told:${toldId}`])];
  return [
    ...unless(queues.get(ticket.queueId)?.tier === ticket.tier, `the tier N${ticket.tier} is that of its queue`),
    ...unless(
      scopes.toSorted().join() === [`queue:${ticket.queueId}`, ...sent].join(),
      `the feed has it in the queue it is in, and with who waits for it to be accepted or is told that it was: ${scopes.join(' and ')}`,
    ),
  ];
}

function brokenStays({ stays, tier, queueId, createdAtMs }: Ticket): string[] {
  const last = stays.at(-1);
  return [
    ...unless(
      last?.leftAtMs === null && last.tier === tier && last.queueId === queueId,
      'the last stay is where it is',
    ),
    ...unless(stays[0]?.enteredAtMs === createdAtMs, 'the first stay begins when it was created'),
    ...unless(
      stays.slice(1).every((stay, index) => stay.enteredAtMs === stays[index]?.leftAtMs),
      'each stay begins when the one before ends',
    ),
    ...unless(
      stays.every(({ enteredAtMs, acceptedAtMs, leftAtMs }) => isOrdered(enteredAtMs, acceptedAtMs, leftAtMs)),
      'a stay is entered, accepted and left in that order',
    ),
  ];
}

function isOrdered(...moments: readonly (number | null)[]): boolean {
  const known = moments.filter((moment) => moment !== null);
  return known.every((moment, index) => index === 0 || moment >= (known[index - 1] ?? moment));
}

function brokenPauses({ status, pauses, resolvedAtMs }: Ticket): string[] {
  const running = pauses.filter(({ toMs }) => toMs === null).map((pause) => pause.class);
  const due = pauseClassOf(status);
  const classes = new Set(pauses.map((pause) => pause.class));
  return [
    ...unless(
      running.length === (due === null ? 0 : 1) && running.every((one) => one === due),
      `as ${status} it has the running pauses [${running.join(', ')}]`,
    ),
    ...unless(
      pauses.every(({ fromMs, toMs }) => isOrdered(fromMs, toMs)),
      'a pause ends after it began',
    ),
    ...unless(
      [...classes].every((one) => isApart(pauses.filter((pause) => pause.class === one))),
      'pauses of one class do not overlap',
    ),
    ...unless(hasEnded(status) === (resolvedAtMs !== null), 'it has an end exactly when it has ended'),
  ];
}

function isApart(pauses: Ticket['pauses']): boolean {
  return pauses.slice(1).every(({ fromMs }, index) => isOrdered(pauses[index]?.toMs ?? Infinity, fromMs));
}

function brokenReferences({ ticket, messages, handovers, attachments, events }: WholeTicket): string[] {
  const pending = handovers.filter(({ state }) => state === 'pending');
  const waiting = pending.filter(({ kind }) => kind !== 'supervisor').map(({ id }) => id);
  const calls = pending.filter(({ kind }) => kind === 'supervisor').map(({ id }) => id);
  const { supervisorCallId = null } = ticket;
  const reserved = handovers.find(({ id }) => id === ticket.pendingHandoverId)?.toUserId ?? null;
  const due = ticket.pendingHandoverId === null ? [] : [ticket.pendingHandoverId];
  const last = messages.find(({ id }) => id === ticket.lastMessageId);
  const isSettled = ({ state, settledById, settledAtMs }: Handover): boolean =>
    (state === 'pending') === (settledAtMs === null) && (settledById === null) === (settledAtMs === null);
  // What the clockwork says of a ticket is not done to it: see `slaStep`.
  // Nor is what comes of a subticket: see `tellParent`.
  const done = events.filter(
    ({ kind }) => !kind.startsWith('sla_') && (OWN_OF_SUBTICKETS.has(kind) || !kind.startsWith('subticket_')),
  );
  return [
    ...unless(
      waiting.join() === due.join(),
      `the hand-overs that wait are [${waiting.join()}], it names [${due.join()}]`,
    ),
    ...unless(
      attachments.every(({ messageId }) => messages.some(({ id }) => id === messageId)),
      'each file goes with a message of the ticket',
    ),
    ...unless(handovers.every(isSettled), 'a hand-over has been settled by somebody or waits'),
    ...unless(calls.join() === (supervisorCallId ?? ''), `the calls that wait are [${calls.join()}]`),
    ...unless(
      ticket.pendingHandoverId === null || ticket.assigneeId === null || ticket.assigneeId === reserved,
      "what waits to be accepted is nobody's, or theirs to whom it came back",
    ),
    ...unless(
      ticket.lastMessageId === null || (last !== undefined && last.kind !== 'note'),
      'the last message is one the customer sees',
    ),
    ...unless(done.at(-1)?.atMs === ticket.updatedAtMs, 'it was updated by its last event'),
    ...unless(
      events.every(({ atMs, receivedAtMs }) => atMs >= ticket.createdAtMs && receivedAtMs !== null),
      'nothing happened before it was created',
    ),
  ];
}

function brokenCounts({ ticket, attempts, handovers, events }: WholeTicket): string[] {
  const attemptsAt = (tier: number): number => attempts.filter((attempt) => attempt.tier === tier).length;
  const eventsOf = (kind: TicketEvent['kind']): number => events.filter((event) => event.kind === kind).length;
  const handoversOf = (kind: Handover['kind']): number => handovers.filter((handover) => handover.kind === kind).length;
  const { attemptCounts, escalationCount, returnCount } = ticket;
  return [
    ...unless(
      attemptCounts.every((count, index) => count === attemptsAt(index + 1)),
      'the attempts are counted by tier',
    ),
    ...unless(eventsOf('attempted') === attempts.length, 'each attempt is in its history'),
    ...unless(
      escalationCount === handoversOf('escalation') && escalationCount === eventsOf('escalated'),
      'the escalations are counted',
    ),
    ...unless(returnCount === handoversOf('return') && returnCount === eventsOf('returned'), 'the returns are counted'),
    ...unless(eventsOf('created') === 1, 'it was created once'),
  ];
}

/** What the ticket holds of its vendor cases is what they say, and no vendor has two that are open. */
function brokenCases({ ticket, vendorCases }: WholeTicket): string[] {
  const told = (ticket.vendorCases ?? []).map(({ id, vendorId, openedAtMs, expectedAtMs, endedAtMs }) =>
    [id, vendorId, openedAtMs, expectedAtMs, endedAtMs].join(),
  );
  const own = vendorCases.map(({ id, vendorId, openedAtMs, expectedAtMs, settledAtMs }) =>
    [id, vendorId, openedAtMs, expectedAtMs, settledAtMs].join(),
  );
  const open = vendorCases.filter(({ state }) => state === 'open').map(({ vendorId }) => vendorId);
  return [
    ...unless(told.toSorted().join(' ') === own.toSorted().join(' '), 'it holds of its vendor cases what they say'),
    ...unless(new Set(open).size === open.length, 'a vendor has one open case at most'),
    ...unless(
      vendorCases.every((one) => (one.state === 'open') === (one.settledAtMs === null)),
      'a case is settled or open',
    ),
  ];
}

/** What the ticket holds of its open subtickets is what their lines say. */
function brokenSubtickets({ ticket, subtickets }: WholeTicket): string[] {
  const open = subtickets.filter(({ status }) => !hasEnded(status)).map(({ id }) => id);
  const told = (ticket.openSubtickets ?? []).map(({ id }) => id);
  return [
    ...unless(open.toSorted().join() === told.toSorted().join(), 'it names its open subtickets'),
    ...unless(ticket.parent?.id !== ticket.id, 'it is not its own subticket'),
  ];
}

/** What tickets say of one another that is not so: each subticket's line on its parent says how it stands, none is in a circle. */
export function brokenFamilies(wholes: ReadonlyMap<string, WholeTicket>): string[] {
  return [...wholes.values()].flatMap(({ ticket }) => {
    if (ticket.parent === undefined || ticket.parent === null) return [];
    const parent = wholes.get(ticket.parent.id);
    const line = parent?.subtickets.find(({ id }) => id === ticket.id);
    return [
      ...unless(
        line?.status === ticket.status && line.queueId === ticket.queueId && line.assigneeId === ticket.assigneeId,
        `${ticket.id} stands as its parent says`,
      ),
      ...unless(
        ticket.parent.depth === (parent?.ticket.parent?.depth ?? 0) + 1 && ticket.parent.depth <= MAX_SUBTICKET_DEPTH,
        `${ticket.id} is a level below its parent`,
      ),
    ];
  });
}
