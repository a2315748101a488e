import { expect, test } from 'vitest';
import { readSlaCases, type SlaCase } from '../../../tests/support/sla-cases.ts';
import { beforeMs, deadlineMs, elapsedMs, type Pause } from './business-time.ts';
import { compileCalendar } from './calendar.ts';
import { formatInstant, parseInstant } from './iso-instant.ts';
import { segments } from './segments.ts';

/** What the engine says to a case, and what the case expects, in the same terms. */
function answersTo(example: SlaCase): { readonly actual: unknown; readonly expected: unknown } {
  const calendar = compileCalendar({
    timeZone: example.tz,
    weekly: example.hours,
    holidays: example.holidays,
    annualHolidays: example.annual_holidays,
    overrides: example.date_hours,
  });
  if (!calendar.ok) throw new Error(`${example.id}: ${calendar.error.detail}`);
  const at = (text: string): number => {
    const instantMs = parseInstant(text, calendar.value.zone);
    if (instantMs === null) throw new Error(`${example.id}: no instant: ${text}`);
    return instantMs;
  };
  const startMs = at(example.start);
  const pauses: Pause[] = example.pauses.map(([from, to]) => ({ fromMs: at(from), toMs: at(to) }));

  if (example.kind === 'elapsed') {
    const actual = elapsedMs(calendar.value, startMs, at(example.end), pauses);
    return { actual, expected: example.expect_s * 1000 };
  }
  if (example.kind === 'before') {
    const instantMs = beforeMs(calendar.value, startMs, example.offset_s * 1000, pauses);
    return { actual: formatInstant(instantMs), expected: formatInstant(at(example.expect)) };
  }
  const deadlineAtMs = deadlineMs(calendar.value, startMs, example.target_s * 1000, pauses) ?? Number.NaN;
  const worked = segments(calendar.value, startMs, deadlineAtMs, pauses).filter(({ kind }) => kind === 'worked');
  const workedMs = worked.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  return {
    actual: [formatInstant(deadlineAtMs), workedMs],
    expected: [formatInstant(at(example.expect)), example.target_s * 1000],
  };
}

const cases = readSlaCases();

test('the conformance cases are beside the project', ({ skip }) => {
  skip(cases.length === 0, '../shared/conformance/sla-cases.json is not beside the project');
  expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(['deadline', 'elapsed', 'before']));
});

test.each(cases)('conformance case $id holds ($kind, $tz)', (example) => {
  const { actual, expected } = answersTo(example);
  expect(actual).toEqual(expected);
});
