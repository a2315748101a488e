// The calendar, the policies and the chance that the benchmarks of SLA and of alerts share.
import { calendarSource } from '../../src/shared/sla/calendar-source.ts';

export const HOUR_MS = 3_600_000;
export const NOW_MS = Date.UTC(2026, 10, 23, 15);
export const CALENDAR_ID = '0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c11';
const DAY = [
  ['08:00', '12:00'],
  ['13:00', '18:00'],
];

export const calendars = calendarSource([
  {
    id: CALENDAR_ID,
    name: 'Comercial',
    spec: {
      timeZone: 'America/Sao_Paulo',
      weekly: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY },
      holidays: ['2026-11-20', '2026-11-02'],
      annualHolidays: ['01-01', '12-25'],
      overrides: { '2026-12-24': [['08:00', '12:00']] },
    },
  },
]);
/** The same figures in every run: a linear congruential generator (Numerical Recipes' constants). */
let seed = 20_261_123;
export function random() {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}

const targets = {
  firstResponseMs: HOUR_MS,
  nextResponseMs: 4 * HOUR_MS,
  resolutionMs: 16 * HOUR_MS,
  vendorMs: 8 * HOUR_MS,
};
export const policies = Array.from({ length: 6 }, (_, position) => ({
  id: `0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c2${position}`,
  name: `Policy ${position}`,
  position,
  isActive: true,
  // The last one takes what the five before it do not.
  match: position < 5 ? { channels: [`channel-${position}`] } : {},
  calendarId: CALENDAR_ID,
  customer: { P1: targets, P2: targets, P3: targets, P4: targets },
  tiers: {
    1: { acceptMs: HOUR_MS, workMs: 9 * HOUR_MS },
    2: { acceptMs: 4 * HOUR_MS, workMs: 9 * HOUR_MS },
    3: { acceptMs: 9 * HOUR_MS, workMs: 18 * HOUR_MS },
  },
  pausedBy: { firstResponse: [], resolution: ['customer', 'vendor'], accept: [], work: ['customer'] },
  warnAtPercent: [75, 90],
  effectiveFromMs: 0,
}));
