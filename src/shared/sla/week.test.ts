import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from './civil.ts';
import { type Interval, nextInterval, tidyTime, timeOf, usualDayMs, weekBars, withoutStretch } from './week.ts';

const HOUR_MS = 60 * MINUTE_MS;

describe('a week of hours', () => {
  test('takes times as people type them, and leaves alone what is none', () => {
    expect(['8', '8h', '830', '08:30', '8h30', ' 18:00 ', '24'].map(tidyTime)).toEqual([
      '08:00',
      '08:00',
      '08:30',
      '08:30',
      '08:30',
      '18:00',
      '24:00',
    ]);
    expect(['25:00', '8:75', 'noon', ''].map(tidyTime)).toEqual(['25:00', '8:75', 'noon', '']);
  });

  test('is drawn with a shift past midnight on both its days, from Sunday into Monday too', () => {
    const bars = weekBars({ weekly: { mon: [['22:00', '06:00']], sun: [['20:00', '02:00']] } });
    expect(bars[0]).toEqual([
      { from: 0, to: 120 },
      { from: 1320, to: 1440 },
    ]);
    expect(bars[1]).toEqual([{ from: 0, to: 360 }]);
    expect(bars[6]).toEqual([{ from: 1200, to: 1440 }]);
  });

  test('says what a day is: the hours that most of its days have, breaks left out', () => {
    const day: Interval[] = [
      ['08:00', '12:00'],
      ['13:00', '18:00'],
    ];
    expect(usualDayMs({ weekly: { mon: day, tue: day, sat: [['08:00', '12:00']] } })).toBe(9 * HOUR_MS);
    expect(usualDayMs({ weekly: {}, isAlwaysOpen: true })).toBe(24 * HOUR_MS);
    expect(usualDayMs({ weekly: {} })).toBeNull();
  });

  test('goes on after a break when one interval more is wanted, and never past the end of the day', () => {
    expect(nextInterval([])).toEqual(['08:00', '18:00']);
    expect(nextInterval([['08:00', '12:00']])).toEqual(['13:00', '17:00']);
    expect(nextInterval([['13:00', '22:00']])).toEqual(['23:00', '24:00']);
    expect(nextInterval([['13:00', '23:30']])).toEqual(['', '']);
  });

  test('loses to a half holiday what lies within it, and nothing else', () => {
    const day: Interval[] = [
      ['08:00', '12:00'],
      ['13:00', '18:00'],
    ];
    expect(withoutStretch(day, { from: 840, to: 1440 })).toEqual([
      ['08:00', '12:00'],
      ['13:00', '14:00'],
    ]);
    expect(withoutStretch([['22:00', '06:00']], { from: 840, to: 1440 })).toEqual([]);
    expect(withoutStretch([['22:00', '06:00']], { from: 0, to: 1380 })).toEqual([['23:00', '06:00']]);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 0, max: 1440 }),
        fc.integer({ min: 0, max: 1440 }),
        (times, a, b) => {
          const [t0 = 0, t1 = 0, t2 = 0, t3 = 0] = times.toSorted((x, y) => x - y);
          const hours: Interval[] = [
            [timeOf(t0), timeOf(t1)],
            [timeOf(t2), timeOf(t3)],
          ];
          const closed = { from: Math.min(a, b), to: Math.max(a, b) };
          const left = withoutStretch(hours, closed);
          for (const minute of [t0, t1, t2, t3, closed.from, closed.to, 720]) {
            const isClosed = closed.from <= minute && minute < closed.to;
            expect(openAt(left, minute)).toBe(openAt(hours, minute) && !isClosed);
          }
        },
      ),
    );
  });
});

function openAt(intervals: readonly Interval[], minute: number): boolean {
  const bars = weekBars({ weekly: { mon: [...intervals] } })[0] ?? [];
  return bars.some(({ from, to }) => from <= minute && minute < to);
}
