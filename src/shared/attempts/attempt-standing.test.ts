import { expect, test } from 'vitest';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import type { AttemptPolicy } from '../domain/attempt-policy.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Category } from '../domain/workspace.ts';
import { calendarSource } from '../sla/calendar-source.ts';
import { allowedUpTo, attemptPolicyFor, attemptStanding } from './attempt-standing.ts';

const HOUR_MS = 3_600_000;
/** A Monday at 08:00 UTC. */
const EIGHT_MS = Date.UTC(2026, 10, 23, 8);
const at = (hours: number): number => EIGHT_MS + hours * HOUR_MS;

const weekly = { mon: [['08:00', '12:00'] as const, ['13:00', '18:00'] as const] };
const office = { id: 'office', name: 'Comercial', spec: { timeZone: 'UTC', weekly } };
const calendars = calendarSource([office as unknown as Parameters<typeof calendarSource>[0][number]]);

const category = (id: string, parentId: string | null): Category => ({ id, name: id, parentId });
const categories = [category('net', null), category('wifi', 'net'), category('bill', null)];

function policy(overrides: Partial<AttemptPolicy> = {}): AttemptPolicy {
  return {
    id: 'p',
    name: 'Geral',
    position: 1,
    isActive: true,
    categoryIds: [],
    priorities: [],
    tiers: { '1': { mostAttempts: 3, mostMs: 2 * HOUR_MS } },
    calendarId: null,
    isPerStay: false,
    ...overrides,
  };
}

const stay = (
  enteredAtMs: number,
  acceptedAtMs: number | null,
  leftAtMs: number | null = null,
): Ticket['stays'][0] => ({
  tier: 1,
  queueId: 'q1',
  enteredAtMs,
  acceptedAtMs,
  leftAtMs,
});

function standing(
  ticket: Partial<Ticket>,
  nowMs = at(0),
  ...policies: AttemptPolicy[]
): ReturnType<typeof attemptStanding> {
  const world = { policies: policies.length === 0 ? [policy()] : policies, categories, calendars };
  return attemptStanding(aTicket(ticket), world, nowMs);
}

test('the first policy in use by position whose category or one above it, and priority, match is the one that counts', () => {
  const wifi = policy({ id: 'wifi', position: 3, categoryIds: ['net'] });
  const urgent = policy({ id: 'urgent', position: 2, priorities: ['P1'] });
  const unused = policy({ id: 'unused', position: 1, isActive: false });
  const rest = policy({ id: 'rest', position: 4 });
  const idFor = (ticket: Partial<Ticket>): string | undefined =>
    attemptPolicyFor(aTicket(ticket), [rest, wifi, unused, urgent], categories)?.id;
  expect(idFor({ categoryId: 'wifi' })).toBe('wifi');
  expect(idFor({ categoryId: 'wifi', priority: 'P1' })).toBe('urgent');
  expect(idFor({ categoryId: 'bill' })).toBe('rest');
  expect(idFor({ categoryId: null })).toBe('rest');
  expect(attemptPolicyFor(aTicket(), [unused], categories)).toBeNull();
});

test('the count is reached with the last attempt that is allowed, and not before', () => {
  expect(standing({ attemptCounts: [2, 9, 9] })).toMatchObject({ used: 2, most: 3, reachedBy: null });
  expect(standing({ attemptCounts: [3, 0, 0] })).toMatchObject({ used: 3, most: 3, reachedBy: 'count' });
});

test('a tier that the policy does not name has no limit, nor has a ticket without a policy', () => {
  expect(standing({ tier: 2, attemptCounts: [3, 40, 0] })).toMatchObject({ used: 40, most: null, reachedBy: null });
  expect(standing({ attemptCounts: [99, 0, 0] }, at(0), policy({ isActive: false }))).toMatchObject({
    most: null,
    mostMs: null,
    reachedBy: null,
  });
});

test('time counts from acceptance, without pauses, and is used up when it equals its limit', () => {
  const stays = [stay(at(-5), at(0))];
  const pauses = [{ class: 'customer' as const, fromMs: at(1), toMs: at(3) }];
  expect(standing({ stays: [stay(at(-9), null)] }, at(0))).toMatchObject({ usedMs: 0, reachedBy: null });
  expect(standing({ stays }, at(2) - 1)).toMatchObject({ usedMs: 2 * HOUR_MS - 1, reachedBy: null });
  expect(standing({ stays }, at(2))).toMatchObject({ usedMs: 2 * HOUR_MS, reachedBy: 'time' });
  expect(standing({ stays, pauses }, at(3.5))).toMatchObject({ usedMs: 1.5 * HOUR_MS, reachedBy: null });
});

test('in a calendar the time is business time: lunch and the evening cost nothing', () => {
  const inOffice = policy({ calendarId: 'office' });
  const stays = [stay(at(0), at(3))];
  expect(standing({ stays }, at(5.5), inOffice)).toMatchObject({ usedMs: 1.5 * HOUR_MS, isBusinessTime: true });
  expect(standing({ stays: [stay(at(0), at(9))] }, at(20), inOffice)).toMatchObject({ usedMs: HOUR_MS });
});

test('a ticket that comes back goes on with what was left, or begins anew where the policy says so', () => {
  const stays = [stay(at(0), at(0), at(1)), { ...stay(at(5), at(5)), attemptsBefore: 2 }];
  const ticket = { stays, attemptCounts: [3, 0, 0] as Ticket['attemptCounts'] };
  expect(standing(ticket, at(5.5))).toMatchObject({ used: 3, most: 3, usedMs: 1.5 * HOUR_MS, reachedBy: 'count' });
  expect(standing(ticket, at(5.5), policy({ isPerStay: true }))).toMatchObject({
    used: 1,
    most: 3,
    usedMs: 0.5 * HOUR_MS,
    reachedBy: null,
  });
});

test('what a supervisor allowed lifts the count and the time until so many attempts are made', () => {
  const late = { stays: [stay(at(0), at(0))], attemptCounts: [3, 0, 0] as Ticket['attemptCounts'] };
  const upTo = allowedUpTo(aTicket(late), standing(late, at(4)), 2);
  expect(upTo).toBe(5);
  const allowed = { ...late, attemptsAllowed: [upTo, 0, 0] as Ticket['attemptCounts'] };
  expect(standing(allowed, at(4))).toMatchObject({ used: 3, most: 5, allowed: 2, reachedBy: null });
  expect(standing({ ...allowed, attemptCounts: [5, 0, 0] }, at(4))).toMatchObject({ reachedBy: 'count', allowed: 0 });
});

test('attempts allowed before the maximum come on top of it, and after the time is over on top of what was made', () => {
  const early = { attemptCounts: [1, 0, 0] as Ticket['attemptCounts'] };
  expect(allowedUpTo(aTicket(early), standing(early), 2)).toBe(5);
  const late = { ...early, stays: [stay(at(0), at(0))] };
  expect(allowedUpTo(aTicket(late), standing(late, at(9)), 2)).toBe(3);
});

test('business time in a calendar that is gone limits nothing', () => {
  const stays = [stay(at(0), at(0))];
  expect(standing({ stays }, at(99), policy({ calendarId: 'gone' }))).toMatchObject({ usedMs: 0, reachedBy: null });
});
