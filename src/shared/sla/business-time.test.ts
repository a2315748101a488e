import { expect, test } from 'vitest';
import { aCalendar, HOUR_MS, MINUTE_MS, utc } from '../../../tests/support/sla-fixture.ts';
import { beforeMs, deadlineMs, elapsedMs, type Pause } from './business-time.ts';
import { LAST_INSTANT_MS } from './open-time.ts';

// 23 November 2026 is a Monday; the calendar is open on weekdays from 09:00 to 17:00.
const calendar = aCalendar();

function paused(from: string, to: string | null): Pause {
  return { fromMs: utc(from), toMs: to === null ? null : utc(to) };
}

test('a budget that ends with the day is used up at closing time', () => {
  expect(deadlineMs(calendar, utc('2026-11-23T09:00'), 8 * HOUR_MS, [])).toBe(utc('2026-11-23T17:00'));
  expect(deadlineMs(calendar, utc('2026-11-23T09:00'), 8 * HOUR_MS + 1, [])).toBe(utc('2026-11-24T09:00') + 1);
});

test('a start at closing time, at night or on a weekend waits for the next opening', () => {
  expect(deadlineMs(calendar, utc('2026-11-23T17:00'), HOUR_MS, [])).toBe(utc('2026-11-24T10:00'));
  expect(deadlineMs(calendar, utc('2026-11-23T03:00'), HOUR_MS, [])).toBe(utc('2026-11-23T10:00'));
  expect(deadlineMs(calendar, utc('2026-11-27T17:00'), HOUR_MS, [])).toBe(utc('2026-11-30T10:00'));
});

test('a budget of nothing is used up at the start', () => {
  expect(deadlineMs(calendar, utc('2026-11-22T12:00'), 0, [paused('2026-11-20T12:00', null)])).toBe(
    utc('2026-11-22T12:00'),
  );
});

test('nothing elapses when the end is not after the start', () => {
  expect(elapsedMs(calendar, utc('2026-11-23T12:00'), utc('2026-11-23T12:00'), [])).toBe(0);
  expect(elapsedMs(calendar, utc('2026-11-24T12:00'), utc('2026-11-23T12:00'), [])).toBe(0);
});

test('pauses count as a union, in any order, and only inside open time', () => {
  const pauses = [
    paused('2026-11-23T11:30', '2026-11-23T12:30'),
    paused('2026-11-23T11:00', '2026-11-23T12:00'),
    paused('2026-11-23T11:15', '2026-11-23T11:20'),
    paused('2026-11-23T16:30', '2026-11-24T09:30'),
    paused('2026-11-23T19:00', '2026-11-23T20:00'),
    paused('2026-11-23T14:00', '2026-11-23T13:00'),
  ];
  const deadlineAtMs = utc('2026-11-24T10:00');
  expect(deadlineMs(calendar, utc('2026-11-23T10:00'), 5.5 * HOUR_MS, pauses)).toBe(deadlineAtMs);
  expect(elapsedMs(calendar, utc('2026-11-23T10:00'), deadlineAtMs, pauses)).toBe(5.5 * HOUR_MS);
});

test('a pause that runs at the start delays it', () => {
  const pauses = [paused('2026-11-20T12:00', '2026-11-23T11:00')];
  expect(deadlineMs(calendar, utc('2026-11-23T10:00'), HOUR_MS, pauses)).toBe(utc('2026-11-23T12:00'));
});

test('a pause without an end leaves no deadline, unless the budget is used up before it', () => {
  const pauses = [paused('2026-11-23T12:00', null)];
  expect(deadlineMs(calendar, utc('2026-11-23T10:00'), 2 * HOUR_MS + 1, pauses)).toBeNull();
  expect(deadlineMs(calendar, utc('2026-11-23T10:00'), 2 * HOUR_MS, pauses)).toBe(utc('2026-11-23T12:00'));
  expect(deadlineMs(calendar, utc('2026-11-23T16:00'), HOUR_MS, [paused('2026-11-23T20:00', null)])).toBe(
    utc('2026-11-23T17:00'),
  );
  expect(elapsedMs(calendar, utc('2026-11-23T10:00'), utc('2026-11-25T10:00'), pauses)).toBe(2 * HOUR_MS);
});

test('a pause from a closing to an opening changes nothing', () => {
  const pauses = [paused('2026-11-23T17:00', '2026-11-24T09:00')];
  expect(deadlineMs(calendar, utc('2026-11-23T16:00'), 2 * HOUR_MS, pauses)).toBe(utc('2026-11-24T10:00'));
});

test('walking back stops at the opening, not at the closing before it', () => {
  expect(beforeMs(calendar, utc('2026-11-24T10:00'), HOUR_MS, [])).toBe(utc('2026-11-24T09:00'));
  expect(beforeMs(calendar, utc('2026-11-24T10:00'), HOUR_MS + 1, [])).toBe(utc('2026-11-23T17:00') - 1);
});

test('walking back from closed time begins at the closing before it', () => {
  expect(beforeMs(calendar, utc('2026-11-22T12:00'), 30 * MINUTE_MS)).toBe(utc('2026-11-20T16:30'));
  expect(beforeMs(calendar, utc('2026-11-22T12:00'), 0)).toBe(utc('2026-11-22T12:00'));
});

test('eight business hours before Friday 08:46 is Thursday', () => {
  const day: [string, string][] = [['08:00', '18:00']];
  const early = aCalendar({ weekly: { mon: day, tue: day, wed: day, thu: day, fri: day } });
  expect(beforeMs(early, utc('2026-11-27T08:46'), 8 * HOUR_MS)).toBe(utc('2026-11-26T10:46'));
});

test('walking back passes over pauses', () => {
  const pauses = [paused('2026-11-23T12:00', '2026-11-23T14:00'), paused('2026-11-23T15:00', '2026-11-23T15:30')];
  expect(beforeMs(calendar, utc('2026-11-23T16:00'), HOUR_MS, pauses)).toBe(utc('2026-11-23T14:30'));
  expect(beforeMs(calendar, utc('2026-11-23T16:00'), 1.5 * HOUR_MS, pauses)).toBe(utc('2026-11-23T14:00'));
  expect(beforeMs(calendar, utc('2026-11-23T16:00'), 2 * HOUR_MS, pauses)).toBe(utc('2026-11-23T11:30'));
});

test('a calendar just compiled counts years back as it counts them forward', () => {
  const years = 520 * 40 * HOUR_MS;
  const laterMs = utc('2026-11-23T09:00') + 520 * 7 * 24 * HOUR_MS;
  expect(beforeMs(aCalendar(), laterMs + 1, years + 1, [])).toBe(utc('2026-11-23T09:00'));
  expect(elapsedMs(aCalendar(), utc('2026-11-23T09:00'), laterMs, [])).toBe(years);
  const pauses = [{ fromMs: utc('2026-11-23T09:00'), toMs: utc('2026-11-23T10:00') }];
  expect(beforeMs(aCalendar(), laterMs + 1, years - HOUR_MS + 1, pauses)).toBe(utc('2026-11-23T10:00'));
});

test('years pass as exactly as hours', () => {
  const weeks = 520;
  const endMs = utc('2026-11-23T09:00') + weeks * 7 * 24 * HOUR_MS;
  expect(elapsedMs(calendar, utc('2026-11-23T09:00'), endMs, [])).toBe(weeks * 40 * HOUR_MS);
  expect(deadlineMs(calendar, utc('2026-11-23T09:00'), weeks * 40 * HOUR_MS + 1, [])).toBe(endMs + 1);
  expect(beforeMs(calendar, endMs + 1, weeks * 40 * HOUR_MS + 1, [])).toBe(utc('2026-11-23T09:00'));
});

test('a deadline beyond the calendars is at their end, and one without an instant is a fault', () => {
  const rare = aCalendar({ weekly: { mon: [['09:00', '09:01']] } });
  expect(deadlineMs(rare, utc('2026-11-23T09:00'), 1000 * HOUR_MS, [])).toBe(LAST_INSTANT_MS);
  expect(() => deadlineMs(calendar, Number.NaN, HOUR_MS, [])).toThrow('not a number');
});
