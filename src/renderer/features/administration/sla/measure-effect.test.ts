import { expect, test } from 'vitest';
import { aCalendarSource, aPolicy, HOUR_MS, utc } from '../../../../../tests/support/sla-fixture.ts';
import { aTicket } from '../../../../../tests/support/ticket-row.ts';
import type { Priority } from '../../../../shared/domain/priority.ts';
import type { Ticket } from '../../../../shared/domain/ticket.ts';
import { measureEffect } from './measure-effect.ts';

const NOW_MS = utc('2026-11-23T11:30');
const rules = { policies: [aPolicy()], calendars: aCalendarSource() };
const shorter = aPolicy({ customer: { P3: { resolutionMs: HOUR_MS } }, effectiveFromMs: NOW_MS });
const after = { ...rules, policies: [{ ...shorter, previous: [aPolicy()] }] };

function tickets(count: number, priority: Priority): Ticket[] {
  const facts = { createdAtMs: utc('2026-11-23T10:00'), firstRespondedAtMs: utc('2026-11-23T10:10') };
  const open = aTicket({ ...facts, priority, stays: [], pauses: [], nextResponse: null, resolvedAtMs: null });
  return Array.from({ length: count }, () => open);
}

test('what a change makes of thousands of tickets is counted, with the worst of them as examples', async () => {
  const open = [...tickets(3_000, 'P4'), ...tickets(12, 'P3')];
  const effect = await measureEffect(open, rules, after, NOW_MS, new AbortController().signal);
  expect(effect?.total).toBe(3_012);
  expect(effect?.counts).toEqual({ breaches: 12, earlier: 0, loses: 3_000, gains: 0, later: 0, same: 0 });
  expect(effect?.examples.map(({ effect: { kind } }) => kind)).toEqual(Array.from({ length: 8 }, () => 'breaches'));
});

test('what is typed meanwhile ends it', async () => {
  const abort = new AbortController();
  // So many that they take more than one slice.
  const counting = measureEffect(tickets(60_000, 'P3'), rules, after, NOW_MS, abort.signal);
  abort.abort();
  expect(await counting).toBeNull();
});
