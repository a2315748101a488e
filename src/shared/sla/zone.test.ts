import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { utc } from '../../../tests/support/sla-fixture.ts';
import { type Zone, zoneOf } from './zone.ts';

function zone(timeZone: string): Zone {
  const found = zoneOf(timeZone);
  if (found === null) throw new Error(`no zone ${timeZone}`);
  return found;
}

test('a wall time that a clock change skips moves forward by the gap', () => {
  expect(zone('Europe/Berlin').instantOfWallMs(utc('2026-03-29T02:30'))).toBe(utc('2026-03-29T01:30'));
  // Midnight itself is skipped: 00:00 reads 01:00.
  expect(zone('America/Sao_Paulo').instantOfWallMs(utc('2017-10-15T00:00'))).toBe(utc('2017-10-15T03:00'));
  expect(zone('Australia/Lord_Howe').instantOfWallMs(utc('2026-10-04T02:15'))).toBe(utc('2026-10-03T15:45'));
  // A whole day is skipped.
  expect(zone('Pacific/Apia').instantOfWallMs(utc('2011-12-30T12:00'))).toBe(utc('2011-12-30T22:00'));
});

test('a wall time that happens twice is the first', () => {
  expect(zone('Europe/Berlin').instantOfWallMs(utc('2026-10-25T02:30'))).toBe(utc('2026-10-25T00:30'));
  expect(zone('Australia/Lord_Howe').instantOfWallMs(utc('2026-04-05T01:45'))).toBe(utc('2026-04-04T14:45'));
});

test('offsets hold to the millisecond of a change', () => {
  const newYork = zone('America/New_York');
  expect(newYork.offsetAtMs(utc('2026-03-08T07:00') - 1)).toBe(-5 * 3_600_000);
  expect(newYork.offsetAtMs(utc('2026-03-08T07:00'))).toBe(-4 * 3_600_000);
  expect(zone('Asia/Kathmandu').offsetAtMs(0)).toBe(5.5 * 3_600_000);
  expect(zone('Asia/Kathmandu').offsetAtMs(utc('2026-01-01T00:00'))).toBe(5.75 * 3_600_000);
});

test('a name the platform does not know, and a fixed offset, are no zones', () => {
  for (const timeZone of ['Mars/Olympus', '', '+03:00', '-03', 'America/Sao Paulo']) {
    expect(zoneOf(timeZone)).toBeNull();
  }
  expect(zoneOf('america/sao_paulo')).toBe(zoneOf('America/Sao_Paulo'));
});

test('wall times are what Temporal makes of them, in every zone', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: utc('1995-01-01T00:00'), max: utc('2035-01-01T00:00') }),
      (timeZone, wallMs) => {
        const wall = Temporal.Instant.fromEpochMilliseconds(wallMs).toZonedDateTimeISO('UTC').toPlainDateTime();
        const expected = wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
        expect(zone(timeZone).instantOfWallMs(wallMs)).toBe(expected);
      },
    ),
    { numRuns: 200 },
  );
});
