import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countdown,
  fromFieldMoment,
  hoursAndMinutes,
  relativeMoment,
  shortMoment,
  toFieldMoment,
} from './format-time.ts';
import { say } from './text.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOON_MS = new Date(2026, 10, 23, 12).getTime();

test('a duration is told in hours and minutes and never in days', () => {
  expect(hoursAndMinutes(2 * HOUR_MS + 10 * MINUTE_MS)).toBe('2h10');
  expect(hoursAndMinutes(45 * MINUTE_MS)).toBe('45 min');
  expect(hoursAndMinutes(26 * HOUR_MS)).toBe('26h00');
});

test('part of a minute still counts as left, and does not count as over yet', () => {
  expect(hoursAndMinutes(90_000, 'left')).toBe('2 min');
  expect(hoursAndMinutes(90_000, 'over')).toBe('1 min');
});

test('a countdown shows seconds only under ten minutes', () => {
  expect(countdown(HOUR_MS)).toBe('1h00');
  expect(countdown(10 * MINUTE_MS)).toBe('10 min');
  expect(countdown(10 * MINUTE_MS - 1)).toBe('9:59');
  expect(countdown(65_000)).toBe('1:05');
  expect(countdown(0)).toBe('0:00');
});

/** What a countdown's text says, in seconds. */
const asSeconds = (text: string): number => {
  const [, hours = '0', minutes = '0'] = /^(\d+)h(\d+)$/u.exec(text) ?? [];
  if (text.includes('h')) return (Number(hours) * 60 + Number(minutes)) * 60;
  if (text.endsWith('min')) return Number.parseInt(text, 10) * 60;
  const [whole = '0', seconds = '0'] = text.split(':');
  return Number(whole) * 60 + Number(seconds);
};

test('a countdown never goes up while time passes', () => {
  fc.assert(
    fc.property(fc.nat(40 * HOUR_MS), fc.nat(HOUR_MS), (leftMs, laterMs) => {
      expect(asSeconds(countdown(leftMs))).toBeLessThanOrEqual(asSeconds(countdown(leftMs + laterMs)));
    }),
  );
});

test('a moment is told by the day it is on, with the year only when it is another', () => {
  expect(shortMoment('pt-BR', NOON_MS + HOUR_MS, NOON_MS)).toBe('hoje 13:00');
  expect(shortMoment('en', NOON_MS + 24 * HOUR_MS, NOON_MS)).toBe('tomorrow 12:00');
  expect(shortMoment('pt-BR', NOON_MS - 24 * HOUR_MS, NOON_MS)).toBe('ontem 12:00');
  expect(shortMoment('en', NOON_MS + 72 * HOUR_MS, NOON_MS)).toBe('26 Nov, 12:00');
  expect(shortMoment('en', new Date(2025, 0, 2, 8, 5).getTime(), NOON_MS)).toContain('2025');
});

test('how long ago is told in one unit, and within a minute as now', () => {
  expect(relativeMoment('pt-BR', NOON_MS - 5 * MINUTE_MS, NOON_MS)).toBe('há 5 minutos');
  expect(relativeMoment('en', NOON_MS - 3 * HOUR_MS, NOON_MS)).toBe('3 hours ago');
  expect(relativeMoment('en', NOON_MS - 59_000, NOON_MS)).toBe('just now');
});

test('what a date-time field says is the moment it was given, to the minute', () => {
  expect(fromFieldMoment(toFieldMoment(NOON_MS))).toBe(NOON_MS);
  expect(fromFieldMoment('')).toBeNull();
  expect(fromFieldMoment('2026-11')).not.toBe(NOON_MS);
});

test('a date within a sentence is written as dates by themselves are, in both languages', () => {
  for (const language of ['pt-BR', 'en'] as const) {
    const sentence = say(language, 'event.promise_keptLate', { actor: 'Ana', due: NOON_MS });
    const [day = ''] = shortMoment(language, NOON_MS, NOON_MS + 30 * 24 * HOUR_MS).split(',');
    expect(sentence).toContain(day);
  }
});
