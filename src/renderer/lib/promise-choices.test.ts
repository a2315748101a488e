import { expect, test } from 'vitest';
import { aCalendarSource, aPolicy, someFacts, utc } from '../../../tests/support/sla-fixture.ts';
import { countClocks } from '../../shared/sla/clocks.ts';
import { choicesAt, isOutOfHours, momentOf } from './promise-choices.ts';

const at = (day: number, hour: number, minute = 0, second = 0): number =>
  new Date(2026, 10, day, hour, minute, second).getTime();

test('the moments are those of the viewer, on the minute and never earlier than was said', () => {
  const now = at(23, 14, 5, 30);
  expect(momentOf('hour', now)).toBe(at(23, 15, 6));
  expect(momentOf('fourHours', now)).toBe(at(23, 18, 6));
  expect(momentOf('today', now)).toBe(at(23, 18));
  expect(momentOf('tomorrow', now)).toBe(at(24, 10));
  expect(momentOf('other', now)).toBeNull();
});

test('there is no "today 18:00" once it has passed', () => {
  expect(choicesAt(at(23, 17, 59))).toContain('today');
  expect(choicesAt(at(23, 18))).not.toContain('today');
});

test('a moment is out of hours when nobody works in the minute before it, so closing time is in hours', () => {
  const counted = countClocks(someFacts(), [aPolicy()], aCalendarSource(), utc('2026-11-23T10:00'));
  expect(isOutOfHours(counted, utc('2026-11-23T17:00'))).toBe(false);
  expect(isOutOfHours(counted, utc('2026-11-23T17:01'))).toBe(true);
  expect(isOutOfHours(counted, utc('2026-11-23T09:00'))).toBe(true);
  expect(isOutOfHours([], utc('2026-11-23T22:00'))).toBe(false);
});
