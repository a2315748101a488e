import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { aCalendarSource, aPolicy, HOUR_MS } from '../../../tests/support/sla-fixture.ts';
import { ID, people, workspacePatch } from '../../../tests/support/workspace.ts';
import type { TicketEvent } from '../domain/parts.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import { evaluate } from '../sla/clocks.ts';
import type { Refusal } from './mutation.ts';

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const TICKET = id(1);
const [CASE, OTHER] = [id(2), id(3)];
const OTHER_VENDOR = id(4);

let desk: RuleDesk;

function act(name: string, args: object, by: User = people.n1): Refusal | null {
  return desk.act(by, name, { ticketId: TICKET, ...args });
}

function open(args: object = {}): Refusal | null {
  const asked = { contract: 'FS-1', reference: null, asked: 'ver a fibra', isWaiting: true };
  const expectedAtMs = desk.nowMs + 4 * HOUR_MS;
  return act('ticket.openVendorCase', { ...asked, caseId: CASE, vendorId: ID.vendor, expectedAtMs, ...args });
}

function answer(caseId = CASE): Refusal | null {
  return act('ticket.answerVendorCase', { caseId, answer: 'fibra emendada' });
}

function ticket(): Ticket {
  const row = desk.unit.ticket(TICKET);
  if (row === undefined) throw new Error('the ticket is not there');
  return row;
}

function lastEvent(): TicketEvent | undefined {
  return desk.unit
    .written()
    .flatMap(({ table, row }) => (table === 'event' ? [row as TicketEvent] : []))
    .at(-1);
}

beforeEach(() => {
  desk = new RuleDesk(NOON_MS);
  for (const patch of workspacePatch) if (patch.op === 'put') desk.unit.load(patch.table, patch.row.id, patch.row);
  const vendor = desk.unit.workspace('vendor', ID.vendor);
  desk.unit.load('vendor', OTHER_VENDOR, { ...vendor, id: OTHER_VENDOR, name: 'Torre Norte' });
  const blank = { channel: 'phone', customerId: null, categoryId: null, message: null };
  act('ticket.create', { ...blank, subject: 'Sem sinal', queueId: ID.queue1, priority: 'P2' });
  act('ticket.claim', {});
});

test('one action asks the vendor and makes the ticket wait; its answer makes it go on', () => {
  expect(open()).toBeNull();
  expect(ticket()).toMatchObject({ status: 'waiting_vendor', vendorCases: [{ id: CASE, endedAtMs: null }] });
  expect(desk.unit.part('vendorCase', CASE)).toMatchObject({ state: 'open', asked: 'ver a fibra', outcome: null });
  expect(lastEvent()).toMatchObject({ kind: 'vendor_opened', data: { vendor: 'Fibra Sul', isWaiting: true } });
  desk.nowMs += HOUR_MS;
  expect(answer()).toBeNull();
  expect(ticket()).toMatchObject({ status: 'open', vendorCases: [{ endedAtMs: desk.nowMs }] });
  expect(ticket().pauses).toEqual([{ class: 'vendor', fromMs: NOON_MS, toMs: desk.nowMs }]);
  expect(desk.unit.part('vendorCase', CASE)).toMatchObject({
    state: 'answered',
    outcome: 'fibra emendada',
    settledById: ID.n1,
  });
});

test('a vendor has one open case on a ticket; another vendor may have its own, and the ticket waits for both', () => {
  expect(open()).toBeNull();
  expect(open({ caseId: OTHER })).toMatchObject({
    code: 'conflict.vendor_case_open',
    details: { vendor: 'Fibra Sul' },
  });
  expect(open({ caseId: OTHER, vendorId: OTHER_VENDOR })).toBeNull();
  expect(
    ticket().vendorCases?.map(({ openedAtMs }) => openedAtMs),
    'each at an instant of its own',
  ).toEqual([NOON_MS, NOON_MS + 1]);
  desk.nowMs += HOUR_MS;
  expect(answer()).toBeNull();
  expect(ticket().status).toBe('waiting_vendor');
  expect(answer(OTHER)).toBeNull();
  expect(ticket().status).toBe('open');
});

test('a ticket that does not wait, or waits for something else by now, stays as it is when the answer comes', () => {
  expect(open({ isWaiting: false })).toBeNull();
  expect(ticket().status).toBe('open');
  expect(act('ticket.setStatus', { status: 'waiting_change', reason: 'janela', followUpAtMs: null })).toBeNull();
  expect(answer()).toBeNull();
  expect(ticket().status).toBe('waiting_change');
});

test('a case is settled once: of two machines the first counts, and the other is told who and when', () => {
  expect(open()).toBeNull();
  expect(act('ticket.withdrawVendorCase', { caseId: CASE, reason: 'voltou sozinho' })).toBeNull();
  expect(ticket().status).toBe('open');
  expect(lastEvent()).toMatchObject({ kind: 'vendor_withdrawn', data: { reason: 'voltou sozinho' } });
  expect(answer()).toMatchObject({
    code: 'conflict.vendor_case_settled',
    details: { byName: people.n1.name, atMs: NOON_MS, state: 'withdrawn' },
  });
  expect(open({ caseId: OTHER }), 'the vendor may be asked again').toBeNull();
});

test('the vendor’s number is written over the one its author saw only', () => {
  expect(open()).toBeNull();
  const number = (reference: string, was: string | null): Refusal | null =>
    act('ticket.setVendorReference', { caseId: CASE, reference, was });
  expect(number('FS-77', null)).toBeNull();
  expect(number('FS-78', null)?.code).toBe('conflict.changed');
  expect(number('FS-77', null), 'both wrote the same').toBeNull();
  expect(number('FS-78', 'FS-77')).toBeNull();
  expect(desk.unit.part('vendorCase', CASE)?.reference).toBe('FS-78');
});

test('a ticket is not ended over an answer that is owed, but a program that brings history in records it', () => {
  expect(open({ isWaiting: false })).toBeNull();
  const end = { code: 'solved', summary: 'pronto' };
  expect(act('ticket.resolve', end)).toMatchObject({
    code: 'conflict.open_vendor_cases',
    details: { count: 1, vendors: 'Fibra Sul' },
  });
  expect(act('ticket.cancel', { reason: 'engano' })?.code).toBe('conflict.open_vendor_cases');
  expect(act('ticket.resolve', end, people.system)).toBeNull();
});

test('what cannot be is refused: an unknown vendor, an answer expected in the past, a case of another ticket', () => {
  expect(open({ vendorId: id(99) })?.code).toBe('not_found');
  expect(open({ expectedAtMs: NOON_MS })).toMatchObject({ code: 'validation', details: { path: 'expectedAtMs' } });
  expect(answer(id(98))?.code).toBe('not_found');
});

test('the clock of a case takes the place of the policy’s, and each open case has its own', () => {
  const targets = { vendorMs: HOUR_MS, resolutionMs: 8 * HOUR_MS };
  const policies = [aPolicy({ customer: { P2: targets }, tiers: {} })];
  const clocks = (): unknown[] =>
    evaluate(ticket(), policies, aCalendarSource(), desk.nowMs)
      .filter(({ kind }) => kind === 'vendor')
      .map(({ state, deadlineAtMs }) => [state, ((deadlineAtMs ?? 0) - NOON_MS) / HOUR_MS]);
  expect(act('ticket.setStatus', { status: 'waiting_vendor', reason: 'pedi', followUpAtMs: null })).toBeNull();
  expect(clocks(), 'the policy’s').toEqual([['running', 1]]);
  expect(open()).toBeNull();
  expect(open({ caseId: OTHER, vendorId: OTHER_VENDOR, expectedAtMs: NOON_MS + 6 * HOUR_MS })).toBeNull();
  expect(clocks()).toEqual([
    ['running', 4],
    ['running', 6],
  ]);
  desk.nowMs += 5 * HOUR_MS;
  expect(clocks()).toEqual([
    ['breached', 4],
    ['running', 6],
  ]);
  expect(answer()).toBeNull();
  expect(answer(OTHER)).toBeNull();
  expect(clocks().at(-1), 'the one settled last stays in sight').toEqual(['met', 6]);
});
