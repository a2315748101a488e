import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkedDays, civilFromDays, daysFromCivil, parseCivilDate, weekdayOf } from './civil.ts';

test('days and civil dates turn into each other, a day at a time', () => {
  fc.assert(
    fc.property(fc.integer({ min: -800_000, max: 800_000 }), (days) => {
      const { year, month, day } = civilFromDays(days);
      expect(daysFromCivil(year, month, day)).toBe(days);
      expect(weekdayOf(days + 1)).toBe((weekdayOf(days) + 1) % 7);
    }),
  );
});

test('known days are where they belong', () => {
  expect(daysFromCivil(1970, 1, 1)).toBe(0);
  expect(daysFromCivil(2000, 3, 1)).toBe(11_017);
  expect(civilFromDays(-1)).toEqual({ year: 1969, month: 12, day: 31 });
  expect(civilFromDays(20_780)).toEqual({ year: 2026, month: 11, day: 23 });
  expect(weekdayOf(20_780)).toBe(0);
  expect(weekdayOf(-1)).toBe(2);
});

test('a date that does not exist is none', () => {
  expect(parseCivilDate('2024-02-29')).toBe(19_782);
  expect(parseCivilDate('2026-02-29')).toBeNull();
  expect(parseCivilDate('1900-02-29')).toBeNull();
  expect(parseCivilDate('2026-04-31')).toBeNull();
  expect(parseCivilDate('2026-13-01')).toBeNull();
  expect(parseCivilDate('2026-00-10')).toBeNull();
  expect(parseCivilDate('2026-1-1')).toBeNull();
  expect(checkedDays(2026, 1, 0)).toBeNull();
});
