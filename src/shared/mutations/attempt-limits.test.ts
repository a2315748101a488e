import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import type { AttemptPolicy } from '../domain/attempt-policy.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import type { Refusal } from './mutation.ts';

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const HOUR_MS = 3_600_000;
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const TICKET = id(1);
const [QUEUE1, QUEUE2] = [id(11), id(12)];

const user = (n: number, role: User['role']): User => ({
  id: id(n),
  name: `Pessoa ${n}`,
  email: `p${n}@test.example`,
  role,
  tiers: [],
  queueIds: [QUEUE1, QUEUE2],
  isActive: true,
});
const ana = user(31, 'agent');
const supervisor = user(32, 'supervisor');
const importer = user(33, 'system');

const policy: AttemptPolicy = {
  id: id(61),
  name: 'Geral',
  position: 1,
  isActive: true,
  categoryIds: [],
  priorities: [],
  tiers: { '1': { mostAttempts: 3, mostMs: 2 * HOUR_MS }, '2': { mostAttempts: 5, mostMs: null } },
  calendarId: null,
  isPerStay: true,
};

let desk: RuleDesk;
let attempts = 0;

function fresh(overrides: Partial<AttemptPolicy> = {}): void {
  desk = new RuleDesk(NOON_MS);
  for (const [queueId, tier] of [
    [QUEUE1, 1],
    [QUEUE2, 2],
  ] as const) {
    desk.unit.load('queue', queueId, { id: queueId, name: `N${tier}`, tier, position: 1, isActive: true });
  }
  for (const person of [ana, supervisor, importer]) desk.unit.load('user', person.id, person);
  desk.unit.load('attemptPolicy', policy.id, { ...policy, ...overrides });
  const stays = [{ tier: 1 as const, queueId: QUEUE1, enteredAtMs: NOON_MS, acceptedAtMs: null, leftAtMs: null }];
  desk.unit.load('ticket', TICKET, aTicket({ id: TICKET, queueId: QUEUE1, stays, updatedAtMs: NOON_MS }));
  act(ana, 'ticket.claim', {});
}
beforeEach(() => fresh());

function act(actor: User, name: string, args: object): Refusal | null {
  return desk.act(actor, name, { ticketId: TICKET, ...args });
}

function attempt(actor: User = ana, outcome = 'failed'): Refusal | null {
  const args = { attemptId: id(1_000 + attempts++), what: 'modem', outcome, minutes: 5, note: '' };
  return act(actor, 'ticket.logAttempt', args);
}

function ticket(): Ticket {
  const row = desk.unit.ticket(TICKET);
  if (row === undefined) throw new Error('the ticket is not there');
  return row;
}

test('a further attempt than the policy allows at the tier is refused with how many of how many, also one that solved', () => {
  expect([attempt(), attempt(), attempt()]).toEqual([null, null, null]);
  for (const outcome of ['failed', 'solved']) {
    expect(attempt(ana, outcome)).toMatchObject({
      code: 'limit.attempts',
      details: { used: 3, most: 3, tier: 1, by: 'count' },
    });
  }
  expect(ticket().attemptCounts).toEqual([3, 0, 0]);
});

test('an attempt after the time of the tier is refused, by the time', () => {
  desk.nowMs += 2 * HOUR_MS;
  expect(attempt()).toMatchObject({ code: 'limit.attempts', details: { by: 'time', mostMs: 2 * HOUR_MS, used: 0 } });
});

test('a program that brings in history is not refused', () => {
  for (let made = 0; made < 5; made += 1) expect(attempt(importer)).toBeNull();
  expect(ticket().attemptCounts).toEqual([5, 0, 0]);
});

test('a supervisor allows so many more, which is told in the history; an agent does not', () => {
  for (let made = 0; made < 3; made += 1) attempt();
  expect(act(ana, 'ticket.allowAttempts', { more: 1, reason: 'quase lá' })).toMatchObject({ code: 'forbidden' });
  expect(act(supervisor, 'ticket.allowAttempts', { more: 1, reason: 'quase lá' })).toBeNull();
  expect(ticket().attemptsAllowed).toEqual([4, 0, 0]);
  const told = desk.unit.written().find(({ row }) => 'kind' in row && row.kind === 'attempts_allowed');
  expect(told?.row).toMatchObject({ data: { tier: 1, more: 1, upTo: 4, reason: 'quase lá' } });
  expect([attempt(), attempt()]).toMatchObject([null, { code: 'limit.attempts', details: { used: 4, most: 4 } }]);
});

test('the next tier has attempts of its own; back at the first, they begin anew where the policy says so', () => {
  for (const isPerStay of [true, false]) {
    fresh({ isPerStay });
    for (let made = 0; made < 3; made += 1) attempt();
    act(importer, 'ticket.escalate', escalation(id(41)));
    expect(attempt()).toBeNull();
    act(ana, 'ticket.return', { handoverId: id(42), toQueueId: QUEUE1, reason: 'faltou o teste', missing: [] });
    expect(ticket().stays.at(-1)).toMatchObject({ tier: 1, attemptsBefore: 3 });
    expect(attempt()?.code ?? null).toBe(isPerStay ? null : 'limit.attempts');
  }
});

test('an attempt made before the ticket left, that comes later, counts at the tier that made it', () => {
  attempt();
  const madeAtMs = desk.nowMs + 1;
  const onLater = (actor: User, name: string, args: object): void => {
    desk.nowMs += 60_000;
    expect(act(actor, name, args)).toBeNull();
  };
  onLater(importer, 'ticket.escalate', escalation(id(41)));
  onLater(ana, 'ticket.return', { handoverId: id(42), toQueueId: QUEUE1, reason: 'faltou o teste', missing: [] });
  onLater(importer, 'ticket.escalate', escalation(id(43)));
  const late = { ticketId: TICKET, what: 'modem', outcome: 'failed', minutes: 5, note: '', tier: 1 };
  const log = (n: number, performedAtMs: number): Refusal | null =>
    desk.act(ana, 'ticket.logAttempt', { ...late, attemptId: id(n) }, { performedAtMs });
  expect(log(71, madeAtMs)).toBeNull();
  expect(ticket().attemptCounts).toEqual([2, 0, 0]);
  expect(desk.unit.part('attempt', id(71))).toMatchObject({ tier: 1 });
  expect(ticket().stays.map(({ tier, attemptsBefore = 0 }) => [tier, attemptsBefore])).toEqual([
    [1, 0],
    [2, 0],
    [1, 2],
    [2, 0],
  ]);
  // By the limits of then: two of three are used.
  expect(log(72, madeAtMs)).toBeNull();
  expect(log(73, madeAtMs)).toMatchObject({ code: 'limit.attempts', details: { used: 3, most: 3, tier: 1 } });
  // Made after it had left, it is of the tier that has it, whatever it says.
  expect(log(74, desk.nowMs)).toBeNull();
  expect(ticket().attemptCounts).toEqual([3, 1, 0]);
});

const escalation = (handoverId: string): object => ({
  handoverId,
  fromTier: 1,
  toQueueId: QUEUE2,
  formId: null,
  formVersion: null,
  answers: null,
});

test('the counter equals the attempts of the tier, and without a word of a supervisor never goes beyond the maximum', () => {
  const anyStep = fc.constantFrom('attempt', 'attempt', 'attempt', 'up', 'back', 'allow', 'later');
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 30 }), fc.boolean(), (steps, isPerStay) => {
      fresh({ isPerStay });
      let allowed = 0;
      for (const [index, step] of steps.entries()) {
        if (step === 'attempt') attempt();
        if (step === 'up') act(importer, 'ticket.escalate', escalation(id(2_000 + index)));
        if (step === 'back') {
          const args = { handoverId: id(3_000 + index), toQueueId: QUEUE1, reason: 'faltou o teste', missing: [] };
          act(ana, 'ticket.return', args);
        }
        if (step === 'later') desk.nowMs += HOUR_MS / 2;
        if (step === 'allow' && act(supervisor, 'ticket.allowAttempts', { more: 1, reason: 'mais uma' }) === null) {
          allowed += 1;
        }
      }
      const made = desk.unit.written().flatMap(({ table, row }) => (table === 'attempt' ? [row] : []));
      const counts = [1, 2, 3].map((tier) => made.filter((row) => 'tier' in row && row.tier === tier).length);
      expect(ticket().attemptCounts).toEqual(counts);
      const stays = (tier: number): number =>
        isPerStay ? ticket().stays.filter((one) => one.tier === tier).length : 1;
      expect(counts[0]).toBeLessThanOrEqual(3 * stays(1) + allowed);
      expect(counts[1]).toBeLessThanOrEqual(5 * stays(2) + allowed);
      expect(counts[2]).toBe(0);
    }),
    { numRuns: 300 },
  );
});
