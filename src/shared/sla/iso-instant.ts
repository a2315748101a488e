import { checkedDays, civilFromDays, DAY_MS } from './civil.ts';
import type { Zone } from './zone.ts';

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * Reads an ISO 8601 date and time as epoch ms, or null when it is none. One without an offset is local to `zone`: a
 * time a clock change skips moves forward by the gap, one that happens twice is the first. Digits below ms are cut.
 */
export function parseInstant(text: string, zone: Zone): number | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '', offset] = match;
  const days = checkedDays(Number(year), Number(month), Number(day));
  if (days === null) return null;
  const secondMs = Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  const wallMs = days * DAY_MS + (Number(hour) * 60 + Number(minute)) * 60_000 + secondMs;
  if (offset === undefined) return zone.instantOfWallMs(wallMs);
  const offsetMs = parseOffset(offset);
  return offsetMs === null ? null : wallMs - offsetMs;
}

function parseOffset(offset: string): number | null {
  if (offset === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || '0');
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Writes epoch ms as ISO 8601 in UTC, always with milliseconds: "2026-11-23T08:20:00.000Z". For years 0 to 9999. */
export function formatInstant(instantMs: number): string {
  const days = Math.floor(instantMs / DAY_MS);
  const { year, month, day } = civilFromDays(days);
  const ms = instantMs - days * DAY_MS;
  const time = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  return `${date}T${time.map((part) => digits(part, 2)).join(':')}.${digits(ms % 1000, 3)}Z`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
