import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { standingPromise } from '../../src/shared/domain/promise.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { openVendorCases } from '../../src/shared/domain/vendor.ts';
import type { User } from '../../src/shared/domain/workspace.ts';
import { compileCalendar } from '../../src/shared/sla/calendar.ts';
import type { CalendarRow, Policy } from '../../src/shared/sla/policy.ts';
import { anyCalendarCase, CASE_DAYS, type CalendarCase } from './any-calendar.ts';
import { RuleDesk } from './rule-desk.ts';
import { HOUR_MS, MINUTE_MS } from './sla-fixture.ts';
import type { Deed } from './slow-clocks.ts';
import { ANSWERS, ID, people, workspacePatch } from './workspace.ts';

const id = (last: string): string => `00000000-0000-7000-8000-0000000009${last.padStart(2, '0')}`;
export const CALENDAR_A = id('1');
export const CALENDAR_B = id('2');
const POLICY_A = id('3');
const POLICY_B = id('4');
const TICKET = id('5');
const VENDOR_B = id('6');

const hours = (max: number) =>
  fc.option(
    fc.integer({ min: 1, max }).map((n) => n * HOUR_MS),
    { nil: undefined, freq: 5 },
  );
const classes = fc.subarray(['customer', 'vendor', 'change', 'scheduled'] as const);

/** A version of a policy with targets of a few hours to days. */
function anyVersion(policyId: string, position: number): fc.Arbitrary<Policy> {
  const targets = fc.record({
    firstResponseMs: hours(8),
    nextResponseMs: hours(8),
    resolutionMs: hours(30),
    vendorMs: hours(12),
  });
  const tier = fc.record({
    acceptMs: hours(6),
    workMs: hours(20),
    calendarId: fc.option(fc.constant(CALENDAR_B), { nil: undefined, freq: 2 }),
  });
  return fc.record({
    id: fc.constant(policyId),
    name: fc.constant('any'),
    position: fc.constant(position),
    isActive: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    match: position === 1 ? fc.record({ priorities: fc.subarray(['P1', 'P2', 'P3'] as const) }) : fc.constant({}),
    calendarId: fc.constantFrom(CALENDAR_A, CALENDAR_A, CALENDAR_B),
    customer: fc.record({ P1: targets, P2: targets, P3: targets, P4: targets }),
    tiers: fc.record({ '1': tier, '2': tier, '3': tier }),
    pausedBy: fc.record({
      firstResponse: classes,
      nextResponse: classes,
      resolution: classes,
      accept: classes,
      work: classes,
    }),
    warnAtPercent: fc.constant([75]),
    newBudgetPerStay: fc.boolean(),
    reopenWindowMs: fc.option(
      fc.integer({ min: 0, max: 48 }).map((n) => n * HOUR_MS),
      { nil: undefined },
    ),
    effectiveFromMs: fc.constant(0),
  }) as fc.Arbitrary<Policy>;
}

const DEEDS = [
  'claim',
  'reply',
  'receive',
  'waiting_customer',
  'waiting_vendor',
  'waiting_change',
  'scheduled',
  'open',
  'escalate',
  'return',
  'resolve',
  'reopen',
  'close',
  'noReply',
  'priority',
  'promise',
  'keepPromise',
  'vendorCase',
  'vendorAnswer',
] as const;

/** What much else depends on, or what is seldom possible, is tried more often. */
const OFTEN = ['claim', 'reply', 'reply', 'receive', 'receive', 'noReply', 'escalate', 'return', 'reopen'] as const;

type Move =
  | { readonly kind: (typeof DEEDS)[number]; readonly pick: number }
  | { readonly kind: 'editPolicy'; readonly row: Policy }
  | { readonly kind: 'editCalendar' };

/** A calendar's hours on other days: the same week, moved on by three days. */
function moved({ spec }: CalendarCase): CalendarCase['spec'] {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  const weekly = Object.fromEntries(days.map((day, i) => [day, spec.weekly[days[(i + 3) % 7] ?? 'mon'] ?? []]));
  return { timeZone: spec.timeZone, weekly };
}

/** What was done to a ticket, and what the rules made of it; instants are on the minute, each its own. */
export type SlaHistory = {
  readonly ticket: Ticket;
  readonly deeds: readonly Deed[];
  readonly policyRows: readonly Policy[];
  readonly calendarRows: readonly CalendarRow[];
  readonly policies: readonly { readonly fromMs: number; readonly row: Policy }[];
  readonly calendars: ReadonlyMap<string, readonly { readonly fromMs: number; readonly spec: CalendarCase['spec'] }[]>;
  readonly fromMs: number;
  readonly nowMs: number;
};

/** Policies as somebody may edit them after a ticket's life. */
export const anyLaterVersions: fc.Arbitrary<Policy[]> = fc.tuple(anyVersion(POLICY_A, 1), anyVersion(POLICY_B, 2));

/** A ticket's life under policies and calendars that are edited meanwhile, all by the mutations that do it. */
export const anySlaHistory: fc.Arbitrary<SlaHistory> = anyCalendarCase
  .filter((example) => compileCalendar(moved(example)).ok)
  .chain((example) => {
    const deed = fc.record({ kind: fc.constantFrom(...DEEDS, ...OFTEN), pick: fc.nat(99) });
    const edit = fc.constantFrom(1, 2).chain((position) =>
      fc.record({
        kind: fc.constant('editPolicy' as const),
        row: anyVersion(position === 1 ? POLICY_A : POLICY_B, position),
      }),
    );
    const move: fc.Arbitrary<Move> = fc.oneof(
      { weight: 10, arbitrary: deed },
      { weight: 1, arbitrary: edit },
      { weight: 1, arbitrary: fc.constant({ kind: 'editCalendar' as const }) },
    );
    // Most lives take some days around the case's own day, some all of its days: the reference counts their minutes.
    const minutes = fc.constantFrom(2, 2, 4, 4, CASE_DAYS / 2).chain((days) => {
      const middle = (CASE_DAYS / 2) * 1440;
      const [min, max] = [middle - days * 1440 + 1, middle + days * 1440];
      return fc.uniqueArray(fc.integer({ min, max }), { minLength: 18, maxLength: 18 });
    });
    return fc
      .record({
        moves: fc.array(move, { minLength: 4, maxLength: 16 }),
        minutes,
        first: anyVersion(POLICY_A, 1),
        second: fc.option(anyVersion(POLICY_B, 2), { nil: null, freq: 6 }),
        priority: fc.constantFrom('P1' as const, 'P3' as const),
      })
      .map((life) => play(example, life));
  });

type Life = {
  readonly moves: readonly Move[];
  readonly minutes: readonly number[];
  readonly first: Policy;
  readonly second: Policy | null;
  readonly priority: 'P1' | 'P3';
};

function play(example: CalendarCase, { moves, minutes, first, second, priority }: Life): SlaHistory {
  const [createdMinute = 0, ...rest] = minutes.toSorted((a, b) => a - b);
  const at = (minute: number): number => example.fromMs + minute * MINUTE_MS;
  const desk = new RuleDesk(0);
  for (const patch of workspacePatch) if (patch.op === 'put') desk.unit.load(patch.table, patch.row.id, patch.row);
  const admin: User = { ...people.supervisor, role: 'admin' };
  const policies: { fromMs: number; row: Policy }[] = [];
  const specs = [example.spec, moved(example)];
  const calendars = new Map(
    [CALENDAR_A, CALENDAR_B].map((each, i) => [each, [{ fromMs: 0, spec: specs[i] ?? example.spec }]]),
  );
  const save = (name: string, row: object): void => {
    const refusal = desk.act(admin, name, { row });
    if (refusal !== null) throw new Error(refusal.message);
  };
  const savePolicy = (row: Policy): void => {
    save('policy.save', row);
    policies.push({ fromMs: desk.nowMs, row });
  };
  for (const [each, versions] of calendars) save('calendar.save', { id: each, name: 'any', spec: versions[0]?.spec });
  const vendor = { contractRef: '', contact: '', answerMs: null, calendarId: null, isActive: true };
  save('vendor.save', { ...vendor, id: VENDOR_B, name: 'any' });
  savePolicy(first);
  if (second !== null) savePolicy(second);

  const deeds: Deed[] = [];
  const act = (actor: User, name: string, args: Record<string, unknown>): void => {
    const named = { ticketId: TICKET, ...args };
    if (desk.act(actor, name, named) === null) deeds.push({ atMs: desk.nowMs, name, args: named });
  };
  desk.nowMs = at(createdMinute);
  const message = { id: randomUUID(), body: 'olá' };
  const blank = { subject: 'Sem sinal', channel: 'phone', customerId: null, categoryId: null, message };
  act(admin, 'ticket.create', { ...blank, queueId: ID.queue1, priority });
  for (const [i, move] of moves.entries()) {
    desk.nowMs = at(rest[i] ?? createdMinute);
    if (move.kind === 'editPolicy') savePolicy(move.row);
    else if (move.kind === 'editCalendar') {
      const versions = calendars.get(CALENDAR_A) ?? [];
      const spec = specs[versions.length % 2] ?? example.spec;
      save('calendar.save', { id: CALENDAR_A, name: 'any', spec });
      versions.push({ fromMs: desk.nowMs, spec });
    } else {
      const ticket = desk.unit.ticket(TICKET);
      if (ticket !== undefined)
        act(move.kind === 'receive' ? people.system : admin, ...actionOf(move, ticket, desk.nowMs));
    }
  }
  const ticket = desk.unit.ticket(TICKET);
  if (ticket === undefined) throw new Error('the ticket is not there');
  const nowMs = at(rest.at(-1) ?? createdMinute);
  const rowsOf = <K extends 'policy' | 'calendar'>(kind: K, ids: readonly string[]) =>
    ids.flatMap((each) => desk.unit.workspace(kind, each) ?? []);
  const policyRows = rowsOf('policy', [POLICY_A, POLICY_B]);
  const calendarRows = rowsOf('calendar', [CALENDAR_A, CALENDAR_B]);
  return { ticket, deeds, policyRows, calendarRows, policies, calendars, fromMs: example.fromMs, nowMs };
}

const LONG_AFTER_MS = Date.UTC(2099, 0, 1);

const QUEUES = { 1: ID.queue1, 2: ID.queue2, 3: ID.queue3 } as const;
const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const;

function actionOf(
  { kind, pick }: Extract<Move, { pick: number }>,
  ticket: Ticket,
  nowMs: number,
): [string, Record<string, unknown>] {
  const lastSeenMessageId = ticket.lastMessageId;
  switch (kind) {
    case 'claim':
      return ticket.pendingHandoverId === null
        ? ['ticket.claim', {}]
        : ['ticket.accept', { handoverId: ticket.pendingHandoverId }];
    case 'reply':
      return ['ticket.reply', { messageId: randomUUID(), body: 'oi', lastSeenMessageId }];
    case 'receive':
      return ['ticket.receive', { messageId: randomUUID(), body: 'e aí?' }];
    case 'noReply':
      return ['ticket.noReplyNeeded', { lastSeenMessageId }];
    case 'waiting_customer':
    case 'waiting_vendor':
    case 'waiting_change':
    case 'scheduled':
    case 'open':
      // What is scheduled says for when: long after all that is played.
      return [
        'ticket.setStatus',
        { status: kind, reason: 'porque sim', followUpAtMs: kind === 'scheduled' ? LONG_AFTER_MS : null },
      ];
    case 'promise': {
      const replacesId = standingPromise(ticket)?.id ?? null;
      const dueAtMs = nowMs + (1 + pick) * 37 * MINUTE_MS;
      return ['ticket.promise', { promiseId: randomUUID(), replacesId, text: 'ligamos de volta', dueAtMs }];
    }
    case 'vendorCase': {
      const asked = { contract: '', reference: null, asked: 'ver a fibra', isWaiting: pick % 2 === 0 };
      const vendorId = pick % 3 === 0 ? VENDOR_B : ID.vendor;
      const expectedAtMs = nowMs + (1 + pick) * 41 * MINUTE_MS;
      return ['ticket.openVendorCase', { ...asked, caseId: randomUUID(), vendorId, expectedAtMs }];
    }
    case 'vendorAnswer': {
      const open = openVendorCases(ticket);
      return ['ticket.answerVendorCase', { caseId: open[pick % open.length]?.id ?? randomUUID(), answer: 'feito' }];
    }
    case 'keepPromise':
      return ['ticket.keepPromise', { promiseId: standingPromise(ticket)?.id ?? randomUUID() }];
    case 'priority':
      return ['ticket.setPriority', { priority: PRIORITIES[pick % 4], reason: 'porque sim' }];
    case 'resolve':
      return ['ticket.resolve', { code: 'solved', summary: 'pronto' }];
    case 'reopen':
      return ['ticket.reopen', { reason: 'voltou' }];
    case 'close':
      return pick % 2 === 0 ? ['ticket.close', {}] : ['ticket.cancel', { reason: 'engano' }];
    case 'escalate': {
      const toQueueId = ticket.tier === 1 ? QUEUES[pick % 2 === 0 ? 2 : 3] : QUEUES[3];
      const form = { formId: ID.form12, formVersion: 1, answers: ANSWERS };
      return ['ticket.escalate', { handoverId: randomUUID(), fromTier: ticket.tier, toQueueId, ...form }];
    }
    case 'return': {
      const toQueueId = ticket.tier === 3 ? QUEUES[pick % 2 === 0 ? 2 : 1] : QUEUES[1];
      return ['ticket.return', { handoverId: randomUUID(), toQueueId, reason: 'faltou algo', missing: [] }];
    }
  }
}
