import { expect, test } from 'vitest';
import { aCalendar, aCalendarSpec, HOUR_MS, utc } from '../../../tests/support/sla-fixture.ts';
import { deadlineMs, elapsedMs } from './business-time.ts';
import { type CalendarSpec, compileCalendar } from './calendar.ts';

/** The open hours of one UTC day. */
function hoursOn(overrides: Partial<CalendarSpec>, date: string): number {
  const fromMs = utc(`${date}T00:00`);
  return elapsedMs(aCalendar(overrides), fromMs, fromMs + 24 * HOUR_MS, []) / HOUR_MS;
}

const allDay: [string, string][] = [['00:00', '24:00']];
const everyDay = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: allDay, sun: allDay };
const everyMonthDay = Array.from({ length: 12 * 31 }, (_, i) => {
  const [month, day] = [Math.floor(i / 31) + 1, (i % 31) + 1];
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}).filter((monthDay) => !['02-30', '02-31', '04-31', '06-31', '09-31', '11-31'].includes(monthDay));

const refusals: [string, Partial<CalendarSpec>, string, string][] = [
  ['an unknown zone', { timeZone: 'Mars/Olympus' }, 'unknown-zone', 'timeZone'],
  ['an hour after 24:00', { weekly: { tue: [['09:00', '25:00']] } }, 'bad-time', 'weekly.tue[0]'],
  ['a minute after 24:00', { weekly: { tue: [['09:00', '24:01']] } }, 'bad-time', 'weekly.tue[0]'],
  ['a time without its zero', { weekly: { tue: [['9:00', '17:00']] } }, 'bad-time', 'weekly.tue[0]'],
  ['a start at 24:00', { weekly: { mon: [['24:00', '08:00']] } }, 'bad-time', 'weekly.mon[0]'],
  ['an empty interval', { overrides: { '2026-12-24': [['08:00', '08:00']] } }, 'bad-time', 'overrides.2026-12-24[0]'],
  [
    'intervals of a day that overlap',
    {
      weekly: {
        mon: [
          ['12:00', '18:00'],
          ['08:00', '12:01'],
        ],
      },
    },
    'overlapping-intervals',
    'weekly.mon',
  ],
  [
    'a night shift that overlaps the next day',
    { weekly: { mon: [['22:00', '06:00']], tue: [['05:59', '14:00']] } },
    'overlapping-intervals',
    'weekly.tue',
  ],
  [
    'a night shift that overlaps the next week',
    { weekly: { mon: [['05:00', '14:00']], sun: [['22:00', '06:00']] } },
    'overlapping-intervals',
    'weekly.mon',
  ],
  [
    'intervals of an override that overlap',
    {
      overrides: {
        '2026-12-24': [
          ['08:00', '12:00'],
          ['11:00', '13:00'],
        ],
      },
    },
    'overlapping-intervals',
    'overrides.2026-12-24',
  ],
  ['a holiday that does not exist', { holidays: ['2026-12-25', '2026-02-30'] }, 'bad-date', 'holidays[1]'],
  ['a named holiday that does not exist', { holidays: [{ date: '25/12', name: 'Natal' }] }, 'bad-date', 'holidays[0]'],
  ['an annual holiday that does not exist', { annualHolidays: ['02-30'] }, 'bad-date', 'annualHolidays[0]'],
  ['an override of no date', { overrides: { tomorrow: [] } }, 'bad-date', 'overrides.tomorrow'],
  ['no hours at all', { weekly: {} }, 'no-open-time', 'weekly'],
  ['a week of closed days', { weekly: { mon: [], sun: [] } }, 'no-open-time', 'weekly'],
  ['a holiday every day of the year', { annualHolidays: everyMonthDay }, 'no-open-time', 'weekly'],
];

test.each(refusals)('%s is refused, with its field', (_, overrides, code, field) => {
  const refusal = compileCalendar(aCalendarSpec(overrides));
  expect(refusal).toMatchObject({ ok: false, error: { code, field } });
  expect(refusal.ok ? '' : refusal.error.detail).toContain(field);
});

test('400 closed days on end are refused, 399 are not', () => {
  expect(compileCalendar(aCalendarSpec({ weekly: everyDay, holidays: datesFrom('2027-01-01', 400) })).ok).toBe(false);
  expect(compileCalendar(aCalendarSpec({ weekly: everyDay, holidays: datesFrom('2027-01-01', 399) })).ok).toBe(true);
});

function datesFrom(date: string, days: number): string[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short' });
  return Array.from({ length: days }, (_, i) => format.format(utc(`${date}T00:00`) + i * 24 * HOUR_MS));
}

test('one open day a year is enough where no more than 399 days lie between', () => {
  const annualHolidays = everyMonthDay.filter((monthDay) => monthDay !== '06-15');
  expect(compileCalendar(aCalendarSpec({ weekly: everyDay, annualHolidays })).ok).toBe(true);
  // On Mondays alone, 15 June comes years apart.
  expect(compileCalendar(aCalendarSpec({ weekly: { mon: allDay }, annualHolidays })).ok).toBe(false);
});

test('intervals may touch, and 24:00 is the next midnight', () => {
  const weekly: CalendarSpec['weekly'] = {
    mon: [
      ['08:00', '12:00'],
      ['12:00', '24:00'],
    ],
    tue: [['00:00', '02:00']],
  };
  const calendar = aCalendar({ weekly });
  expect(deadlineMs(calendar, utc('2026-11-23T11:00'), 14 * HOUR_MS, [])).toBe(utc('2026-11-24T01:00'));
});

test('an interval whose end is before its start runs into the next day, around the week too', () => {
  const weekly: CalendarSpec['weekly'] = { sun: [['22:00', '06:00']] };
  expect(hoursOn({ weekly }, '2026-11-22')).toBe(2);
  expect(hoursOn({ weekly }, '2026-11-23')).toBe(6);
  expect(hoursOn({ weekly: { mon: [['18:00', '00:00']] } }, '2026-11-23')).toBe(6);
});

test('a holiday closes its whole civil day: no shift begins on it, and that of the eve ends at its midnight', () => {
  const night: [string, string][] = [['22:00', '06:00']];
  const weekly = { mon: night, tue: night, wed: night };
  expect(hoursOn({ weekly, holidays: ['2026-11-24'] }, '2026-11-23')).toBe(2);
  expect(hoursOn({ weekly, holidays: ['2026-11-24'] }, '2026-11-24')).toBe(0);
  expect(hoursOn({ weekly, holidays: ['2026-11-24'] }, '2026-11-25')).toBe(2);
});

test('an override says all the hours of its day, on a holiday too, and [] closes it', () => {
  const half: [string, string][] = [['09:00', '12:00']];
  expect(hoursOn({ overrides: { '2026-11-24': half } }, '2026-11-24')).toBe(3);
  expect(hoursOn({ overrides: { '2026-11-24': half }, holidays: ['2026-11-24'] }, '2026-11-24')).toBe(3);
  expect(hoursOn({ overrides: { '2026-11-28': half } }, '2026-11-28')).toBe(3);
  expect(hoursOn({ overrides: { '2026-11-24': [] } }, '2026-11-24')).toBe(0);
  const weekly: CalendarSpec['weekly'] = { mon: [['22:00', '06:00']] };
  expect(hoursOn({ weekly, overrides: { '2026-11-24': [['04:00', '05:00']] } }, '2026-11-24')).toBe(1);
});

test('an annual holiday is one in every year, and 29 February in leap years alone', () => {
  expect(hoursOn({ annualHolidays: ['12-25'] }, '2026-12-25')).toBe(0);
  expect(hoursOn({ annualHolidays: ['12-25'] }, '2031-12-25')).toBe(0);
  expect(hoursOn({ annualHolidays: ['02-29'] }, '2028-02-29')).toBe(0);
  expect(hoursOn({ annualHolidays: ['02-29'] }, '2027-03-01')).toBe(8);
  expect(hoursOn({ annualHolidays: ['02-29'] }, '2028-02-28')).toBe(8);
});

test('a shift over a clock change is as long as it is worked', () => {
  const night: [string, string][] = [['01:00', '05:00']];
  const calendar = aCalendar({ timeZone: 'Europe/Berlin', weekly: { sun: night } });
  const hours = (from: string, to: string): number => elapsedMs(calendar, utc(from), utc(to), []) / HOUR_MS;
  expect(hours('2026-03-28T12:00', '2026-03-29T12:00')).toBe(3);
  expect(hours('2026-10-24T12:00', '2026-10-25T12:00')).toBe(5);
});

test('hours that lie in a skipped hour move on, and are counted once where others are', () => {
  const zone = { timeZone: 'Europe/Berlin' };
  const hours = (intervals: [string, string][]): number =>
    elapsedMs(
      aCalendar({ ...zone, weekly: { sun: intervals } }),
      utc('2026-03-28T12:00'),
      utc('2026-03-29T12:00'),
      [],
    ) / HOUR_MS;
  expect(hours([['02:00', '02:30']])).toBe(0.5);
  expect(
    hours([
      ['02:15', '02:45'],
      ['03:00', '04:00'],
    ]),
  ).toBe(1);
  expect(hours([['02:30', '03:00']])).toBe(0);
});

test('a calendar that is always open has no closed time, whatever else it says', () => {
  const calendar = aCalendar({ isAlwaysOpen: true, weekly: {}, holidays: ['2026-11-24'] });
  expect(deadlineMs(calendar, utc('2026-11-23T20:00'), 30 * HOUR_MS, [])).toBe(utc('2026-11-25T02:00'));
});
