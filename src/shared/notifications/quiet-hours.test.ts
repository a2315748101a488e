import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS, weekdayOf } from '../sla/civil.ts';
import { type Zone, zoneOf } from '../sla/zone.ts';
import { type QuietHours, quietUntilMs } from './quiet-hours.ts';

const HOUR_MS = 60 * MINUTE_MS;
const WEEK = [0, 1, 2, 3, 4, 5, 6];
const [MONDAY, FRIDAY, SATURDAY, SUNDAY] = [0, 4, 5, 6];

function zone(name: string): Zone {
  const found = zoneOf(name);
  if (found === null) throw new Error(`no zone ${name}`);
  return found;
}
const SAO_PAULO = zone('America/Sao_Paulo');
const NEW_YORK = zone('America/New_York');

function quietHours(change: Partial<QuietHours> = {}): QuietHours {
  return { isOn: true, from: '19:00', to: '07:00', weekdays: WEEK, letsP1Through: true, ...change };
}

test('hours past midnight last from the evening of their day to the next morning', () => {
  const quiet = quietHours({ weekdays: [FRIDAY] });
  // Friday, 27 November 2026.
  const friday = Date.parse('2026-11-27T00:00-03:00');
  const at = (hours: number): number | null => quietUntilMs(quiet, friday + hours * HOUR_MS, SAO_PAULO);
  const endMs = friday + 31 * HOUR_MS;
  expect([at(3), at(18.99), at(19), at(23), at(24), at(30.99), at(31), at(43)]).toEqual([
    null,
    null,
    endMs,
    endMs,
    endMs,
    endMs,
    null,
    null,
  ]);
});

test('hours within a day end on it', () => {
  const noon = Date.parse('2026-11-27T12:30-03:00');
  const lunch = quietHours({ from: '12:00', to: '13:00' });
  expect(quietUntilMs(lunch, noon, SAO_PAULO)).toBe(noon + 30 * MINUTE_MS);
  expect(quietUntilMs(lunch, noon + HOUR_MS, SAO_PAULO)).toBeNull();
});

test('days that follow one another without a gap are one quiet time', () => {
  const weekend = quietHours({ from: '00:00', to: '00:00', weekdays: [SATURDAY, SUNDAY] });
  const saturday = Date.parse('2026-11-28T09:00-03:00');
  expect(quietUntilMs(weekend, saturday, SAO_PAULO)).toBe(Date.parse('2026-11-30T00:00-03:00'));
});

test('switched off, or without a day, they never are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (nowMs) => {
      expect(quietUntilMs(quietHours({ isOn: false }), nowMs, SAO_PAULO)).toBeNull();
      expect(quietUntilMs(quietHours({ weekdays: [] }), nowMs, SAO_PAULO)).toBeNull();
    }),
  );
});

test('a night in which clocks go forward is an hour shorter, and one in which they go back an hour longer', () => {
  const night = quietHours({ from: '22:00', to: '06:00' });
  const length = (evening: string): number =>
    ((quietUntilMs(night, Date.parse(evening), NEW_YORK) ?? 0) - Date.parse(evening)) / HOUR_MS;
  expect(length('2026-03-07T22:00-05:00')).toBe(7);
  expect(length('2026-10-31T22:00-04:00')).toBe(9);
  expect(length('2026-11-10T22:00-05:00')).toBe(8);
});

test('an end that a clock change skips comes when the clocks have passed it, one that comes twice is the first', () => {
  const skipped = quietHours({ from: '01:00', to: '02:30', weekdays: [SUNDAY] });
  expect(quietUntilMs(skipped, Date.parse('2026-03-08T01:30-05:00'), NEW_YORK)).toBe(
    Date.parse('2026-03-08T03:30-04:00'),
  );
  const twice = quietHours({ from: '00:00', to: '01:30', weekdays: [SUNDAY] });
  expect(quietUntilMs(twice, Date.parse('2026-11-01T00:30-04:00'), NEW_YORK)).toBe(
    Date.parse('2026-11-01T01:30-04:00'),
  );
});

test('every weekday is its own', () => {
  // Monday, 23 November 2026.
  const monday = Date.parse('2026-11-23T20:00-03:00');
  for (const weekday of WEEK) {
    const quiet = quietHours({ from: '19:00', to: '21:00', weekdays: [weekday] });
    const quietDays = WEEK.filter((day) => quietUntilMs(quiet, monday + day * DAY_MS, SAO_PAULO) !== null);
    expect(quietDays).toEqual([MONDAY + weekday]);
  }
});

const anyTime = fc.integer({ min: 0, max: 1_439 });
const toText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const anyQuiet = fc
  .record({ from: anyTime, to: anyTime, weekdays: fc.uniqueArray(fc.constantFrom(...WEEK)) })
  .map(({ from, to, weekdays }) => quietHours({ from: toText(from), to: toText(to), weekdays }));
const anyZone = fc
  .constantFrom(
    'America/Sao_Paulo',
    'America/New_York',
    'Europe/Lisbon',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'UTC',
  )
  .map(zone);
const anyInstant = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2030, 0) });

/** The same by reading the wall clock, which says it only where no clock change is near. */
function isQuietByWall({ from, to, weekdays }: QuietHours, nowMs: number, where: Zone): boolean {
  const wallMs = nowMs + where.offsetAtMs(nowMs);
  const today = Math.floor(wallMs / DAY_MS);
  const time = new Date(wallMs).toISOString().slice(11, 16);
  const beginsToday = weekdays.includes(weekdayOf(today));
  const beganYesterday = weekdays.includes(weekdayOf(today - 1));
  if (from < to) return beginsToday && from <= time && time < to;
  return (beginsToday && from <= time) || (beganYesterday && time < to);
}

test('on days without a clock change they are what the wall clock says', () => {
  fc.assert(
    fc.property(anyQuiet, anyInstant, anyZone, (quiet, nowMs, where) => {
      fc.pre(where.offsetAtMs(nowMs - 2 * DAY_MS) === where.offsetAtMs(nowMs + 2 * DAY_MS));
      expect(quietUntilMs(quiet, nowMs, where) !== null).toBe(isQuietByWall(quiet, nowMs, where));
    }),
    { numRuns: 500 },
  );
});

test('it stays quiet until the instant they say, and not at it', () => {
  fc.assert(
    fc.property(
      anyQuiet,
      anyInstant,
      anyZone,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (quiet, nowMs, where, share) => {
        const untilMs = quietUntilMs(quiet, nowMs, where);
        fc.pre(untilMs !== null);
        expect(untilMs).toBeGreaterThan(nowMs);
        const between = Math.min(untilMs - 1, Math.floor(nowMs + share * (untilMs - nowMs)));
        expect(quietUntilMs(quiet, between, where)).not.toBeNull();
        // Quiet for ever has no end, and is asked again.
        const isForEver = untilMs - nowMs >= 7 * DAY_MS;
        expect(quietUntilMs(quiet, untilMs, where) === null || isForEver).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
