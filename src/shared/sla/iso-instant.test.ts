import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utc } from '../../../tests/support/sla-fixture.ts';
import { formatInstant, parseInstant } from './iso-instant.ts';
import { zoneOf } from './zone.ts';

function parse(text: string): number | null {
  const zone = zoneOf('America/Sao_Paulo');
  if (zone === null) throw new Error('no zone America/Sao_Paulo');
  return parseInstant(text, zone);
}

test('an instant is read with Z, with an offset, and locally without one', () => {
  const instantMs = utc('2026-11-23T11:20');
  const same = ['2026-11-23T11:20Z', '2026-11-23T11:20:00Z', '2026-11-23T11:20:00.000Z', '2026-11-23T08:20:00-03:00'];
  for (const text of [...same, '2026-11-23T16:50:00+05:30', '2026-11-23T08:20-0300', '2026-11-23T08:20:00']) {
    expect(parse(text)).toBe(instantMs);
  }
  expect(parse('2026-11-23T11:20:00.1239Z')).toBe(instantMs + 123);
});

test('what is no instant is none', () => {
  for (const text of [
    '',
    '2026-11-23',
    '2026-02-30T10:00:00Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T10:60:00Z',
    '2026-11-23 10:00:00Z',
    '2026-11-23T10:00:00+24:00',
    '2026-11-23T10:00:00+03:60',
    '1763893200000',
  ]) {
    expect(parse(text)).toBeNull();
  }
});

test('an instant that is written is read back', () => {
  expect(formatInstant(utc('2026-01-05T04:03:02.007'))).toBe('2026-01-05T04:03:02.007Z');
  fc.assert(
    fc.property(fc.integer({ min: utc('1900-01-01T00:00'), max: utc('2299-12-31T23:59') }), (instantMs) => {
      expect(parse(formatInstant(instantMs))).toBe(instantMs);
    }),
  );
});
