import { expect, test } from 'vitest';
import { aCalendar, utc } from '../../../tests/support/sla-fixture.ts';
import { segments, type Segment } from './segments.ts';

/** Segments as lines: "worked 2026-11-23T10:00 2026-11-23T17:00". */
function lines(found: readonly Segment[]): string[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short', timeStyle: 'short' });
  const at = (ms: number): string => format.format(ms).slice(5);
  return found.map(({ fromMs, toMs, kind, name }) => [at(fromMs), at(toMs), kind, name].filter(Boolean).join(' '));
}

test('a stretch is told as worked, closed and holiday by name', () => {
  const calendar = aCalendar({ holidays: [{ date: '2026-11-24', name: 'Dia do Patamar' }, '2026-11-25'] });
  expect(lines(segments(calendar, utc('2026-11-23T16:00'), utc('2026-11-26T10:00'), []))).toEqual([
    '11-23 16:00 11-23 17:00 worked',
    '11-23 17:00 11-24 00:00 closed',
    '11-24 00:00 11-25 00:00 holiday Dia do Patamar',
    '11-25 00:00 11-26 00:00 holiday',
    '11-26 00:00 11-26 09:00 closed',
    '11-26 09:00 11-26 10:00 worked',
  ]);
});

test('a pause is paused in open time and closed outside it, over a night too', () => {
  const pauses = [
    { fromMs: utc('2026-11-23T16:00'), toMs: utc('2026-11-24T10:00') },
    { fromMs: utc('2026-11-24T11:00'), toMs: utc('2026-11-24T11:30') },
    { fromMs: utc('2026-11-24T18:00'), toMs: utc('2026-11-24T19:00') },
    { fromMs: utc('2026-11-25T09:30'), toMs: null },
  ];
  expect(lines(segments(aCalendar(), utc('2026-11-23T15:00'), utc('2026-11-25T10:00'), pauses))).toEqual([
    '11-23 15:00 11-23 16:00 worked',
    '11-23 16:00 11-23 17:00 paused',
    '11-23 17:00 11-24 09:00 closed',
    '11-24 09:00 11-24 10:00 paused',
    '11-24 10:00 11-24 11:00 worked',
    '11-24 11:00 11-24 11:30 paused',
    '11-24 11:30 11-24 17:00 worked',
    '11-24 17:00 11-25 09:00 closed',
    '11-25 09:00 11-25 09:30 worked',
    '11-25 09:30 11-25 10:00 paused',
  ]);
});

test('a half day on a holiday is worked, and the rest of it the holiday', () => {
  const calendar = aCalendar({
    timeZone: 'America/Sao_Paulo',
    annualHolidays: [{ monthDay: '12-24', name: 'Véspera' }],
    overrides: { '2026-12-24': [['09:00', '12:00']] },
  });
  expect(lines(segments(calendar, utc('2026-12-24T02:00'), utc('2026-12-25T04:00'), []))).toEqual([
    '12-24 02:00 12-24 03:00 closed',
    '12-24 03:00 12-24 12:00 holiday Véspera',
    '12-24 12:00 12-24 15:00 worked',
    '12-24 15:00 12-25 03:00 holiday Véspera',
    '12-25 03:00 12-25 04:00 closed',
  ]);
});

test('where it is always open there is worked and paused time alone', () => {
  const pauses = [{ fromMs: utc('2026-11-22T01:00'), toMs: utc('2026-11-22T02:00') }];
  const calendar = aCalendar({ isAlwaysOpen: true, holidays: ['2026-11-22'] });
  expect(lines(segments(calendar, utc('2026-11-22T00:00'), utc('2026-11-22T03:00'), pauses))).toEqual([
    '11-22 00:00 11-22 01:00 worked',
    '11-22 01:00 11-22 02:00 paused',
    '11-22 02:00 11-22 03:00 worked',
  ]);
});

test('no time has no segments', () => {
  expect(segments(aCalendar(), utc('2026-11-23T10:00'), utc('2026-11-23T10:00'), [])).toEqual([]);
  expect(segments(aCalendar(), utc('2026-11-23T10:00'), utc('2026-11-23T09:00'), [])).toEqual([]);
});
