import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCalendarSpec } from '../../../../../tests/support/sla-fixture.ts';
import { compileCalendar } from '../../../../shared/sla/calendar.ts';
import {
  type Holiday,
  holidaysOf,
  hoursOfDate,
  tidied,
  withDateHours,
  withDay,
  withDayCopied,
  withHalfHoliday,
  withHolidays,
  withoutHoliday,
} from './calendar-edits.ts';

const christmas: Holiday = { on: '12-25', name: 'Natal', isAnnual: true };
const george: Holiday = { on: '2027-04-23', name: 'São Jorge', isAnnual: false };

describe('an edit of a calendar', () => {
  test('keeps its days off in order, each once, and takes the newer name', () => {
    const spec = withHolidays(aCalendarSpec({ holidays: ['2027-04-23', '2026-11-20'] }), [christmas, george]);
    expect(holidaysOf(spec)).toEqual([christmas, { on: '2026-11-20', name: '', isAnnual: false }, george]);
    const backwards = aCalendarSpec({ holidays: ['2027-01-01', '2026-01-01'], annualHolidays: ['12-25', '05-01'] });
    expect(holidaysOf(backwards).map(({ on }) => on)).toEqual(['05-01', '12-25', '2026-01-01', '2027-01-01']);
    expect(
      withHolidays(backwards, [george]).holidays?.map((one) => (typeof one === 'string' ? one : one.date)),
    ).toEqual(['2026-01-01', '2027-01-01', '2027-04-23']);
    expect(spec.holidays).toEqual([
      { date: '2026-11-20', name: '' },
      { date: '2027-04-23', name: 'São Jorge' },
    ]);
  });

  test('that takes away what it added leaves the calendar as it was', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 10, max: 28 }), { maxLength: 8 }),
        fc.boolean(),
        (days, isAnnual) => {
          const before = aCalendarSpec();
          const added = days.map((day) => ({ on: `${isAnnual ? '' : '2027-'}05-${day}`, name: 'Folga', isAnnual }));
          const after = added.reduce(withoutHoliday, withHolidays(before, added));
          expect(after).toEqual(before);
        },
      ),
    );
  });

  test('gives the hours of one day to others, and closes a day that has none left', () => {
    const spec = withDay(aCalendarSpec(), 'sat', [['09:00', '12:00']]);
    const copied = withDayCopied(spec, 'sat', ['mon', 'sun']);
    expect([copied.weekly.mon, copied.weekly.sun, copied.weekly.tue]).toEqual([
      [['09:00', '12:00']],
      [['09:00', '12:00']],
      [['09:00', '17:00']],
    ]);
    expect(withDay(spec, 'sat', []).weekly).not.toHaveProperty('sat');
  });

  test('of a date begins with the hours of its weekday, and can be taken back', () => {
    const spec = aCalendarSpec();
    expect(hoursOfDate(spec, '2026-11-27')).toEqual([['09:00', '17:00']]);
    expect(hoursOfDate(spec, '2026-11-28')).toEqual([]);
    const closed = withDateHours(spec, '2026-11-27', []);
    expect(closed.overrides).toEqual({ '2026-11-27': [] });
    expect(withDateHours(closed, '2026-11-27', null)).toEqual(spec);
  });

  test('for a half holiday leaves the rest of the day open, and a closed day alone', () => {
    const afternoon = { from: 840, to: 1440 };
    expect(withHalfHoliday(aCalendarSpec(), '2026-12-24', afternoon).overrides).toEqual({
      '2026-12-24': [['09:00', '14:00']],
    });
    expect(withHalfHoliday(aCalendarSpec(), '2026-11-28', afternoon)).toEqual(aCalendarSpec());
  });

  test('writes times in full, so that what people type can be counted in', () => {
    const typed = aCalendarSpec({ weekly: { mon: [['8', '12h']] }, overrides: { '2026-12-24': [['830', '12']] } });
    expect(compileCalendar(typed).ok).toBe(false);
    expect(compileCalendar(tidied(typed)).ok).toBe(true);
    expect(tidied(typed).overrides).toEqual({ '2026-12-24': [['08:30', '12:00']] });
  });
});
