import { expect, test } from 'vitest';
import { aCalendarSpec, aPolicy, CALENDAR_ID, someFacts, utc } from '../../../tests/support/sla-fixture.ts';
import { matchPolicy } from './match-policy.ts';
import { calendarRowSchema, policySchema } from './policy.ts';

const id = (last: number): string => `0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c1${last}`;

test('the first active policy by position whose conditions all match governs', () => {
  const any = aPolicy({ id: id(1), position: 9 });
  const whatsapp = aPolicy({ id: id(2), position: 2, match: { channels: ['whatsapp'], priorities: ['P1', 'P2'] } });
  const off = aPolicy({ id: id(3), position: 1, isActive: false });
  const policies = [any, whatsapp, off];
  expect(matchPolicy(policies, someFacts({ channel: 'whatsapp', priority: 'P1' }))).toBe(whatsapp);
  expect(matchPolicy(policies, someFacts({ channel: 'whatsapp', priority: 'P3' }))).toBe(any);
  expect(matchPolicy(policies, someFacts({ channel: 'email', priority: 'P1' }))).toBe(any);
});

test('a condition on the category is not met by a ticket without one', () => {
  const policies = [aPolicy({ match: { categoryIds: ['network'] } })];
  expect(matchPolicy(policies, someFacts({ categoryId: 'network' }))).toBe(policies[0]);
  expect(matchPolicy(policies, someFacts({ categoryId: 'billing' }))).toBeNull();
  expect(matchPolicy(policies, someFacts({ categoryId: null }))).toBeNull();
});

test('an empty condition matches nothing, and no policies match nothing', () => {
  expect(matchPolicy([aPolicy({ match: { priorities: [] } })], someFacts())).toBeNull();
  expect(matchPolicy([], someFacts())).toBeNull();
});

test('a version governs from its instant on, and until then the one before', () => {
  const first = aPolicy({ name: 'first', effectiveFromMs: utc('2026-01-01T00:00') });
  const second = aPolicy({ name: 'second', effectiveFromMs: utc('2026-06-01T00:00') });
  const policies = [second, first];
  expect(matchPolicy(policies, someFacts(), utc('2025-12-31T00:00'))).toBeNull();
  expect(matchPolicy(policies, someFacts(), utc('2026-06-01T00:00') - 1)).toBe(first);
  expect(matchPolicy(policies, someFacts(), utc('2026-06-01T00:00'))).toBe(second);
  expect(matchPolicy(policies, someFacts())).toBe(second);
});

test('a resolved ticket keeps the version of its resolution', () => {
  const first = aPolicy({ name: 'first' });
  const second = aPolicy({ name: 'second', effectiveFromMs: utc('2026-06-01T00:00'), isActive: false });
  const newer = aPolicy({ id: id(5), position: 0, effectiveFromMs: utc('2026-07-01T00:00') });
  const facts = someFacts({ resolvedAtMs: utc('2026-05-01T00:00') });
  expect(matchPolicy([first, second, newer], facts, utc('2026-11-23T00:00'))).toBe(first);
});

test('a policy and a calendar row fit their schemas, and a target of nothing does not', () => {
  expect(policySchema.safeParse(aPolicy()).success).toBe(true);
  expect(calendarRowSchema.safeParse({ id: CALENDAR_ID, name: 'Comercial', spec: aCalendarSpec() }).success).toBe(true);
  expect(policySchema.safeParse(aPolicy({ tiers: { 1: { acceptMs: 0 } } })).success).toBe(false);
  expect(policySchema.safeParse(aPolicy({ warnAtPercent: [101] })).success).toBe(false);
});
