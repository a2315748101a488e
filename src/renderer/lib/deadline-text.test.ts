import { expect, test } from 'vitest';
import {
  aCalendar,
  aCalendarSource,
  aPolicy,
  CALENDAR_ID,
  HOUR_MS,
  MINUTE_MS,
  someFacts,
} from '../../../tests/support/sla-fixture.ts';
import { countClocks, type CountedClock, type SlaFacts } from '../../shared/sla/clocks.ts';
import { explainClock } from '../../shared/sla/explain.ts';
import type { Policy } from '../../shared/sla/policy.ts';
import { pausedText, segmentLines, sumText, zoneText } from './deadline-text.ts';

// Local times, as the viewer's zone is the machine's; the calendar is always open but where a test says otherwise.
const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime();
const CREATED_MS = at(23, 10);

function counted(facts: Partial<SlaFacts>, nowMs: number, policy: Partial<Policy> = {}): CountedClock {
  const calendars = aCalendarSource({ [CALENDAR_ID]: aCalendar({ isAlwaysOpen: true }) });
  const all = countClocks(someFacts({ createdAtMs: CREATED_MS, ...facts }), [aPolicy(policy)], calendars, nowMs);
  const found = all.find(({ clock }) => clock.kind === 'resolution');
  if (found === undefined) throw new Error('no resolution clock');
  return found;
}

test('the lines of a deadline are in the viewer’s zone, and what was counted adds up to the target', () => {
  const pauses = [{ class: 'customer' as const, fromMs: at(23, 12) + 20_000, toMs: at(23, 13) + 50_000 }];
  const clock = counted({ pauses }, at(23, 14));
  const explanation = explainClock(clock, at(23, 14));
  const [lines = []] = segmentLines(explanation, 'pt-BR', at(23, 14));
  expect(lines.map(({ from, to, what, lasted }) => [from, to, what, lasted])).toEqual([
    ['hoje 10:00', '12:00', 'Contado', '2h00'],
    ['hoje 12:00', '13:00', 'Pausado', '1h01'],
    ['hoje 13:00', '19:00', 'Contado', '6h00'],
  ]);
  expect(sumText(clock, explanation, 'pt-BR')).toBe('Soma do contado: 8h00 = meta de 8h00');
  expect(pausedText(explanation, 'en')).toBe('Paused for 1h01, 11% of the business time');
});

function minutesOf(text: string): number {
  const [, hours = '0', rest = '0'] = /^(?:(\d+)h)?(\d+)(?: min)?$/u.exec(text) ?? [];
  return 60 * Number(hours || 0) + Number(rest);
}

test('parts of minutes add up: each line is what the sum grows by', () => {
  const third = 20_000;
  const pauses = [1, 2, 3, 4].map((n) => ({
    class: 'customer' as const,
    fromMs: CREATED_MS + n * (3 * MINUTE_MS + third),
    toMs: CREATED_MS + n * (3 * MINUTE_MS + third) + third,
  }));
  const clock = counted({ pauses }, at(23, 11));
  const [lines = []] = segmentLines(explainClock(clock, at(23, 11)), 'en', at(23, 11));
  const sum = lines.filter(({ kind }) => kind === 'worked').reduce((total, { lasted }) => total + minutesOf(lasted), 0);
  expect(sum).toBe(8 * 60);
});

test('a paused clock says what is counted and what is left; a broken change of target that it broke at once', () => {
  const paused = counted({ pauses: [{ class: 'customer', fromMs: at(23, 12), toMs: null }] }, at(23, 15));
  expect(sumText(paused, explainClock(paused, at(23, 15)), 'pt-BR')).toBe(
    'Contado até agora: 2h00 de 8h00; restam 6h00',
  );
  const targets = { P3: { resolutionMs: 8 * HOUR_MS }, P1: { resolutionMs: HOUR_MS } };
  const raised = { priority: 'P1' as const, priorityChanges: [{ atMs: at(23, 12), from: 'P3' as const }] };
  const broken = counted(raised, at(23, 15), { customer: targets });
  const explanation = explainClock(broken, at(23, 15));
  expect(sumText(broken, explanation, 'en')).toBe(
    'Counted until the change: 2h00, more than the new target of 1h00: breached at once',
  );
});

test('a holiday is told by its name', () => {
  const segments = [{ fromMs: at(20, 0), toMs: at(21, 0), kind: 'holiday' as const, name: 'Consciência Negra' }];
  const part = {
    policy: aPolicy(),
    priority: 'P3' as const,
    calendarId: CALENDAR_ID,
    isZoneUnknown: false,
    targetMs: 1,
  };
  const [lines] = segmentLines({ parts: [{ ...part, segments }], workedMs: 0, pausedMs: 0 }, 'pt-BR', at(23, 10));
  expect(lines?.[0]?.what).toBe('Feriado: Consciência Negra');
});

test('a machine that does not know its zone says that times are in UTC', () => {
  expect(zoneText('en', 'America/Sao_Paulo')).toContain('America/Sao_Paulo');
  expect(zoneText('en', 'Etc/Unknown')).toBe('This computer’s time zone is not known: times are in UTC');
});
