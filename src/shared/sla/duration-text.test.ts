import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from './duration-text.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('a duration', () => {
  test('is read as people of both languages write it', () => {
    const same = ['1h30', '1h 30', '1h30min', '90min', '90 minutos', '1,5h', '1.5 hours', '1:30', '1 hora, 30 minutos'];
    for (const text of same) expect(parseDuration(text, null), text).toBe(90 * MINUTE_MS);
    expect(parseDuration('4h úteis', null)).toBe(4 * HOUR_MS);
    expect(parseDuration('45s', null)).toBe(45_000);
  });

  test('in days is worth what a day of its calendar is, and nothing where no calendar says it', () => {
    expect(parseDuration('2d úteis', 10 * HOUR_MS)).toBe(20 * HOUR_MS);
    expect(parseDuration('1 business day 2h', 8 * HOUR_MS)).toBe(10 * HOUR_MS);
    expect(parseDuration('2 dias', null)).toBeNull();
  });

  test('that is zero or negative is read as such, for a field to refuse', () => {
    expect(parseDuration('0h', null)).toBe(0);
    expect(parseDuration('-4h', null)).toBe(-4 * HOUR_MS);
  });

  test('is not guessed: a number alone, a word and what only begins like one are none', () => {
    for (const text of ['', '4', '30 4h', 'quatro horas', '4h amanhã', '4 x', 'h', '1:75', '1h30 15']) {
      expect(parseDuration(text, HOUR_MS), text).toBeNull();
    }
  });

  test('is written so that it is read back as the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 31_622_400_000 }), (durationMs) => {
        expect(parseDuration(formatDuration(durationMs), null)).toBe(durationMs);
        const days = durationMs * 1_000;
        expect(parseDuration(formatDuration(days, 24 * HOUR_MS), 24 * HOUR_MS)).toBe(days);
      }),
    );
    expect(formatDuration(168 * HOUR_MS, 24 * HOUR_MS)).toBe('7d');
  });

  test('of whole minutes is written short', () => {
    expect([15, 60, 90, 1_440, 605].map((minutes) => formatDuration(minutes * MINUTE_MS))).toEqual([
      '15min',
      '1h',
      '1h30',
      '24h',
      '10h05',
    ]);
  });
});
