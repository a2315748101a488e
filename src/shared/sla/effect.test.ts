import { describe, expect, test } from 'vitest';
import {
  aCalendarSource,
  aCalendarSpec,
  aPolicy,
  CALENDAR_ID,
  HOUR_MS,
  someFacts,
  utc,
} from '../../../tests/support/sla-fixture.ts';
import { calendarSource } from './calendar-source.ts';
import { effectOn, type SlaRules } from './effect.ts';
import type { Policy } from './policy.ts';

// The ticket is created on Monday 23 November 2026 at 10:00; the change is made an hour and a half later.
const NOW_MS = utc('2026-11-23T11:30');
const answered = someFacts({ firstRespondedAtMs: utc('2026-11-23T10:30') });

function rules(overrides: Partial<Policy> = {}): SlaRules {
  return { policies: [aPolicy(overrides)], calendars: aCalendarSource() };
}

/** The policy with an edit that holds from now on, as it is kept: with the version before. */
function edited(overrides: Partial<Policy>): SlaRules {
  return { ...rules(), policies: [{ ...aPolicy(overrides), effectiveFromMs: NOW_MS, previous: [aPolicy()] }] };
}

function resolvingIn(hours: number): Partial<Policy> {
  return { customer: { P3: { firstResponseMs: HOUR_MS, resolutionMs: hours * HOUR_MS } } };
}

describe('a change of rules', () => {
  test('breaches at once a ticket that has used more than its new target', () => {
    const { kind, before, after } = effectOn(answered, rules(), edited(resolvingIn(1)), NOW_MS);
    expect(kind).toBe('breaches');
    expect(before).toMatchObject({ kind: 'resolution', state: 'running' });
    expect(after).toMatchObject({ kind: 'resolution', state: 'breached' });
  });

  test('that has breached already breaches nothing anew', () => {
    const late = someFacts();
    expect(effectOn(late, rules(), edited({ warnAtPercent: [10] }), NOW_MS).kind).toBe('same');
  });

  test('moves a deadline earlier or later, and says from when to when', () => {
    const earlier = effectOn(answered, rules(), edited(resolvingIn(4)), NOW_MS);
    expect(earlier).toMatchObject({
      kind: 'earlier',
      before: { deadlineAtMs: utc('2026-11-24T10:00') },
      after: { deadlineAtMs: utc('2026-11-23T14:00') },
    });
    expect(effectOn(answered, rules(), edited(resolvingIn(10)), NOW_MS).kind).toBe('later');
  });

  test('of a calendar moves what is counted in it', () => {
    const row = { id: CALENDAR_ID, name: 'Office', spec: aCalendarSpec() };
    const closed = { ...row.spec, overrides: { '2026-11-23': [['09:00', '12:00']] as [string, string][] } };
    const before = { policies: [aPolicy()], calendars: calendarSource([row]) };
    const halfDay = {
      ...row,
      spec: closed,
      effectiveFromMs: NOW_MS,
      previous: [{ spec: row.spec, effectiveFromMs: 0 }],
    };
    const after = { ...before, calendars: calendarSource([halfDay]) };
    expect(effectOn(answered, before, after, NOW_MS)).toMatchObject({
      kind: 'later',
      after: { deadlineAtMs: utc('2026-11-24T15:00') },
    });
  });

  test('takes the last clock of a ticket away, or gives it the first', () => {
    const none = { ...rules(), policies: [] };
    expect(effectOn(answered, rules(), none, NOW_MS)).toMatchObject({ kind: 'loses', after: null });
    expect(effectOn(answered, none, rules(), NOW_MS)).toMatchObject({ kind: 'gains', before: null });
    expect(effectOn(answered, none, none, NOW_MS).kind).toBe('same');
  });

  test('to a paused clock is less or more of what remains', () => {
    const waiting = {
      ...answered,
      pauses: [{ class: 'customer' as const, fromMs: utc('2026-11-23T11:00'), toMs: null }],
    };
    expect(effectOn(waiting, rules(), edited(resolvingIn(4)), NOW_MS).kind).toBe('earlier');
    expect(effectOn(waiting, rules(), edited(resolvingIn(12)), NOW_MS).kind).toBe('later');
    const paused = { firstResponse: [], resolution: [], accept: [] };
    expect(effectOn(waiting, rules(), edited({ pausedBy: paused }), NOW_MS).kind).toBe('earlier');
  });

  test('that comes into force later is judged at that moment', () => {
    const laterMs = utc('2026-11-24T09:30');
    const later = {
      ...rules(),
      policies: [{ ...aPolicy(resolvingIn(4)), effectiveFromMs: laterMs, previous: [aPolicy()] }],
    };
    expect(effectOn(answered, rules(), later, NOW_MS).kind).toBe('same');
    expect(effectOn(answered, rules(), later, laterMs).kind).toBe('breaches');
  });
});
