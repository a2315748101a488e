import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { aCalendarSource, aPolicy } from '../../../tests/support/sla-fixture.ts';
import { ANSWERS, ID, people, workspacePatch } from '../../../tests/support/workspace.ts';
import type { TicketEvent } from '../domain/parts.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import { evaluate } from '../sla/clocks.ts';
import type { Refusal } from './mutation.ts';

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [PARENT, CHILD, HANDOVER] = [id(1), id(2), id(3)];
const END = { code: 'solved', summary: 'porta trocada' };

let desk: RuleDesk;

function act(by: User, name: string, args: object = {}, ticketId = CHILD): Refusal | null {
  return desk.act(by, name, { ticketId, ...args });
}

function open(args: object = {}, ticketId = PARENT, by: User = people.n1): Refusal | null {
  const asked = { subject: 'Ver a porta', priority: 'P3', asked: 'ver a porta da OLT', toQueueId: ID.queue2 };
  const noForm = { formId: null, formVersion: null, answers: null };
  return act(
    by,
    'ticket.openSubticket',
    { subticketId: CHILD, handoverId: HANDOVER, ...asked, ...noForm, ...args },
    ticketId,
  );
}

function ticket(ticketId: string): Ticket {
  const row = desk.unit.ticket(ticketId);
  if (row === undefined) throw new Error('the ticket is not there');
  return row;
}

function told(ticketId: string): TicketEvent[] {
  return desk.unit
    .written()
    .flatMap(({ table, row }) => (table === 'event' ? [row as TicketEvent] : []))
    .filter((event) => event.ticketId === ticketId);
}

beforeEach(() => {
  desk = new RuleDesk(NOON_MS);
  for (const patch of workspacePatch) if (patch.op === 'put') desk.unit.load(patch.table, patch.row.id, patch.row);
  const blank = { channel: 'phone', customerId: null, categoryId: null, message: null };
  act(people.n1, 'ticket.create', { ...blank, subject: 'Sem sinal', queueId: ID.queue1, priority: 'P2' }, PARENT);
  act(people.n1, 'ticket.claim', {}, PARENT);
});

test('a subticket is in the other queue with what is asked, and its parent stays with its owner and has its line', () => {
  expect(open()).toBeNull();
  expect(ticket(CHILD)).toMatchObject({
    queueId: ID.queue2,
    tier: 2,
    status: 'new',
    assigneeId: null,
    pendingHandoverId: HANDOVER,
    parent: { id: PARENT, depth: 1 },
  });
  expect(desk.unit.part('handover', HANDOVER)).toMatchObject({ kind: 'subticket', reason: 'ver a porta da OLT' });
  expect(ticket(PARENT)).toMatchObject({ queueId: ID.queue1, assigneeId: ID.n1, openSubtickets: [{ id: CHILD }] });
  const line = { ticketId: PARENT, queueId: ID.queue2, status: 'new', openedById: ID.n1, result: null };
  expect(desk.unit.part('subticket', CHILD)).toMatchObject(line);
  expect(told(PARENT).at(-1)).toMatchObject({ kind: 'subticket_opened', data: { subticketId: CHILD } });
  expect(told(CHILD).map(({ kind }) => kind)).toEqual(['created']);
});

test('a form is its first content, checked like that of an escalation', () => {
  const form = { formId: ID.form12, formVersion: 1, asked: null };
  expect(open({ ...form, answers: {} })?.code).toBe('validation');
  expect(open({ ...form, answers: ANSWERS })).toBeNull();
  expect(desk.unit.part('handover', HANDOVER)).toMatchObject({ formId: ID.form12, answers: ANSWERS, reason: null });
});

test('what becomes of it comes back to the parent, whose facts stay as they are', () => {
  expect(open()).toBeNull();
  const before = ticket(PARENT);
  desk.nowMs += 60_000;
  expect(act(people.n2, 'ticket.accept', { handoverId: HANDOVER })).toBeNull();
  expect(desk.unit.part('subticket', CHILD)).toMatchObject({ status: 'open', assigneeId: ID.n2 });
  const missing = ['foto'];
  const back = { handoverId: id(4), toQueueId: ID.queue1, reason: 'falta a foto', missing };
  expect(act(people.n2, 'ticket.return', back)).toBeNull();
  expect(act(people.n1, 'ticket.accept', { handoverId: id(4) })).toBeNull();
  expect(act(people.n1, 'ticket.resolve', END)).toBeNull();
  expect(act(people.n1, 'ticket.reopen', { reason: 'voltou' })).toBeNull();
  expect(act(people.n1, 'ticket.cancel', { reason: 'engano' })).toBeNull();
  expect(told(PARENT).slice(-6)).toMatchObject([
    { kind: 'subticket_accepted', actorId: ID.n2, atMs: NOON_MS + 60_000 },
    { kind: 'subticket_returned', data: { reason: 'falta a foto', toQueueId: ID.queue1 } },
    { kind: 'subticket_accepted', actorId: ID.n1 },
    { kind: 'subticket_resolved', data: { result: 'porta trocada' } },
    { kind: 'subticket_reopened' },
    { kind: 'subticket_cancelled', data: { reason: 'engano' } },
  ]);
  expect(ticket(PARENT)).toEqual({ ...before, openSubtickets: [] });
});

test('what changes nothing that the parent is told writes nothing there', () => {
  expect(open()).toBeNull();
  const before = told(PARENT).length;
  expect(act(people.n2, 'ticket.note', { messageId: id(9), body: 'vou ver' })).toBeNull();
  expect(told(PARENT)).toHaveLength(before);
});

test('where the parent is not at hand nothing is written for it', () => {
  expect(open()).toBeNull();
  const elsewhere = new RuleDesk(NOON_MS);
  for (const patch of workspacePatch) {
    if (patch.op === 'put') elsewhere.unit.load(patch.table, patch.row.id, patch.row);
  }
  elsewhere.unit.load('ticket', CHILD, ticket(CHILD));
  elsewhere.unit.load('handover', HANDOVER, desk.unit.part('handover', HANDOVER));
  expect(elsewhere.act(people.n2, 'ticket.accept', { ticketId: CHILD, handoverId: HANDOVER })).toBeNull();
  expect(
    elsewhere.unit
      .written()
      .map(({ table }) => table)
      .toSorted(),
  ).toEqual(['event', 'handover', 'ticket']);
});

test('a parent is not ended over open subtickets without a reason, and their numbers are named', () => {
  expect(open()).toBeNull();
  const named = { code: 'conflict.open_subtickets', details: { count: 1, numbers: '1001' } };
  expect(act(people.n1, 'ticket.resolve', END, PARENT)).toMatchObject(named);
  expect(act(people.n1, 'ticket.cancel', { reason: 'engano' }, PARENT)).toMatchObject(named);
  expect(act(people.n1, 'ticket.resolve', { ...END, overOpenSubtickets: 'cliente mudou' }, PARENT)).toBeNull();
  expect(told(PARENT).at(-1)).toMatchObject({ kind: 'resolved', data: { overOpenSubtickets: 'cliente mudou' } });
  expect(act(people.n1, 'ticket.close', {}, PARENT)).toBeNull();
  expect(act(people.n2, 'ticket.accept', { handoverId: HANDOVER }), 'the subticket goes on').toBeNull();
  expect(act(people.n2, 'ticket.resolve', END)).toBeNull();
  expect(told(PARENT).at(-1)?.kind).toBe('subticket_resolved');
});

test('a subticket has the clocks of its tier and none of the customer’s, who is answered on the parent', () => {
  expect(open()).toBeNull();
  const policies = [aPolicy({ tiers: { 2: { acceptMs: 3_600_000 } } })];
  const kinds = (ticketId: string): string[] =>
    evaluate(ticket(ticketId), policies, aCalendarSource(), desk.nowMs).map(({ kind }) => kind);
  expect(kinds(CHILD)).toEqual(['tierAccept']);
  expect(kinds(PARENT)).toEqual(['firstResponse', 'resolution']);
  const reply = { messageId: id(8), body: 'oi', lastSeenMessageId: null };
  expect(act(people.n2, 'ticket.reply', reply)?.code).toBe('conflict.is_subticket');
});

test('what cannot be is refused: its own queue, an id that is taken, nothing asked, a parent that ended', () => {
  expect(open({ toQueueId: ID.queue1 })).toMatchObject({ code: 'validation', details: { path: 'toQueueId' } });
  expect(open({ toQueueId: id(99) })?.code).toBe('not_found');
  expect(open({ subticketId: PARENT })?.code).toBe('conflict.exists');
  expect(open({ asked: null })).toMatchObject({ code: 'validation', details: { path: 'asked' } });
  expect(open({}, PARENT, people.n2)?.code).toBe('forbidden');
  expect(open()).toBeNull();
  expect(open({ handoverId: id(5) })?.code).toBe('conflict.exists');
  act(people.n1, 'ticket.cancel', { reason: 'engano', overOpenSubtickets: 'engano' }, PARENT);
  expect(open({ subticketId: id(6), handoverId: id(7) })?.code).toBe('conflict.status');
});

test('however subtickets are opened, they form a tree of three levels at most, and each open one is named by its parent', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.nat(3)), { maxLength: 30 }), (moves) => {
      const ids = Array.from({ length: 9 }, (_, n) => id(100 + n));
      const queues = [ID.queue1, ID.queue1b, ID.queue2, ID.queue3];
      const own = new RuleDesk(NOON_MS);
      for (const patch of workspacePatch) if (patch.op === 'put') own.unit.load(patch.table, patch.row.id, patch.row);
      const blank = { channel: 'phone', customerId: null, categoryId: null, message: null, priority: 'P3' };
      own.act(people.system, 'ticket.create', { ...blank, ticketId: ids[0], subject: 'raiz', queueId: ID.queue1 });
      for (const [i, [under, made, queue]] of moves.entries()) {
        own.act(people.supervisor, 'ticket.openSubticket', {
          ticketId: ids[under],
          subticketId: ids[made],
          handoverId: id(200 + i),
          toQueueId: queues[queue],
          subject: 'parte',
          priority: 'P3',
          asked: 'ver',
          formId: null,
          formVersion: null,
          answers: null,
        });
      }
      for (const each of ids.flatMap((one) => own.unit.ticket(one) ?? [])) {
        const path: string[] = [];
        for (let at: Ticket | undefined = each; at !== undefined; at = own.unit.ticket(at.parent?.id ?? '')) {
          expect(path).not.toContain(at.id);
          path.push(at.id);
        }
        expect(path.length).toBeLessThanOrEqual(4);
        expect(path.at(-1)).toBe(ids[0]);
        const parent = own.unit.ticket(each.parent?.id ?? '');
        expect(parent === undefined || parent.openSubtickets?.some((one) => one.id === each.id)).toBe(true);
      }
    }),
  );
});

/** The rows of the parent once its subticket has been taken back on a machine that has the subticket, or not. */
function rowsOfParent(isAtHand: boolean): unknown {
  const unit = new RuleDesk(NOON_MS + 1_000);
  for (const patch of workspacePatch) if (patch.op === 'put') unit.unit.load(patch.table, patch.row.id, patch.row);
  unit.unit.load('ticket', PARENT, ticket(PARENT));
  unit.unit.load('subticket', CHILD, desk.unit.part('subticket', CHILD));
  if (isAtHand) unit.unit.load('ticket', CHILD, ticket(CHILD));
  unit.unit.load('handover', HANDOVER, desk.unit.part('handover', HANDOVER));
  expect(unit.act(people.n1, 'ticket.withdrawSubticket', { ticketId: PARENT, subticketId: CHILD })).toBeNull();
  return unit.unit
    .written()
    .filter(({ table, row }) => (table === 'ticket' ? row.id === PARENT : 'ticketId' in row && row.ticketId === PARENT))
    .toSorted((a, b) => (a.table < b.table ? -1 : 1));
}

test('one that nobody has taken is taken back by who has the parent, and no longer stands over it', () => {
  expect(open()).toBeNull();
  const withdraw = (by: User): Refusal | null => act(by, 'ticket.withdrawSubticket', { subticketId: CHILD }, PARENT);
  // A colleague of the same queue neither has the parent nor opened it; another queue's agent does not see it.
  expect(withdraw({ ...people.n1, id: ID.n3 })?.code).toBe('forbidden');
  expect(withdraw(people.n2)?.code).toBe('forbidden');
  expect(act(people.n1, 'ticket.withdrawSubticket', { subticketId: id(9) }, PARENT)?.code).toBe('not_found');
  expect(withdraw(people.n1)).toBeNull();
  expect(ticket(CHILD)).toMatchObject({ status: 'cancelled', pendingHandoverId: null, queueId: ID.queue2 });
  expect(desk.unit.part('handover', HANDOVER)).toMatchObject({ state: 'withdrawn', settledById: ID.n1 });
  expect(desk.unit.part('subticket', CHILD)).toMatchObject({ status: 'cancelled', assigneeId: null });
  expect(ticket(PARENT)).toMatchObject({ openSubtickets: [], assigneeId: ID.n1 });
  expect(told(PARENT).map(({ kind }) => kind)).toEqual([
    'created',
    'claimed',
    'subticket_opened',
    'subticket_withdrawn',
  ]);
  expect(told(CHILD).map(({ kind }) => kind)).toEqual(['created', 'subticket_withdrawn']);
  expect(withdraw(people.n1)?.code).toBe('conflict.subticket_taken');
});

test('one that somebody has taken stays theirs, and who asks is told whose', () => {
  expect(open()).toBeNull();
  expect(act(people.n2, 'ticket.accept', { handoverId: HANDOVER })).toBeNull();
  expect(act(people.supervisor, 'ticket.withdrawSubticket', { subticketId: CHILD }, PARENT)).toMatchObject({
    code: 'conflict.subticket_taken',
    details: { byName: 'n2' },
  });
  expect(ticket(CHILD)).toMatchObject({ status: 'open', assigneeId: ID.n2 });
});

test('where the subticket is not at hand its line is written as where it is, under the same ids', () => {
  expect(open()).toBeNull();
  expect(rowsOfParent(false)).toEqual(rowsOfParent(true));
});
