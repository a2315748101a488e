import { expect, test } from 'vitest';
import { aCalendarSpec } from '../../../tests/support/sla-fixture.ts';
import { previewAnswerSchema, previewBodySchema, type PreviewBody, previewSla } from './preview.ts';

const HOUR_MS = 3_600_000;
const calendar = aCalendarSpec({
  timeZone: 'America/Sao_Paulo',
  holidays: [{ date: '2026-11-20', name: 'Consciência Negra' }],
});

/** A preview's answer, after both schemas have seen what goes in and out. */
function answerTo(body: Omit<PreviewBody, 'calendar'>): unknown {
  const answer = previewSla(previewBodySchema.parse({ calendar, ...body }));
  if (!answer.ok) throw new Error(answer.error.detail);
  expect(previewAnswerSchema.parse(answer.value)).toEqual(answer.value);
  return answer.value;
}

test('a target is answered with deadline, segments and warnings', () => {
  const body = { start: '2026-11-19T16:00:00', targetMs: 2 * HOUR_MS, warnAtPercent: [75, 50] };
  expect(answerTo(body)).toEqual({
    deadline: '2026-11-23T13:00:00.000Z',
    segments: [
      { from: '2026-11-19T19:00:00.000Z', to: '2026-11-19T20:00:00.000Z', kind: 'worked' },
      { from: '2026-11-19T20:00:00.000Z', to: '2026-11-20T03:00:00.000Z', kind: 'closed' },
      { from: '2026-11-20T03:00:00.000Z', to: '2026-11-21T03:00:00.000Z', kind: 'holiday', name: 'Consciência Negra' },
      { from: '2026-11-21T03:00:00.000Z', to: '2026-11-23T12:00:00.000Z', kind: 'closed' },
      { from: '2026-11-23T12:00:00.000Z', to: '2026-11-23T13:00:00.000Z', kind: 'worked' },
    ],
    warningAt: ['2026-11-23T12:00:00.000Z', '2026-11-23T12:30:00.000Z'],
  });
});

test('an end is answered with the time elapsed, less pauses', () => {
  const pauses: PreviewBody['pauses'] = [['2026-11-23T10:00:00', '2026-11-23T13:30:00Z']];
  expect(answerTo({ start: '2026-11-23T09:00:00-03:00', end: '2026-11-23T11:00:00', pauses })).toMatchObject({
    elapsedMs: 1.5 * HOUR_MS,
    segments: [{ kind: 'worked' }, { kind: 'paused' }, { kind: 'worked' }],
  });
  expect(answerTo({ start: '2026-11-23T09:00:00', end: '2026-11-22T09:00:00' })).toEqual({
    elapsedMs: 0,
    segments: [],
  });
});

test('an offset before is answered with the instant', () => {
  expect(answerTo({ start: '2026-11-23T10:00:00', beforeMs: 2 * HOUR_MS })).toMatchObject({
    instant: '2026-11-19T19:00:00.000Z',
    segments: [{ kind: 'worked' }, { kind: 'closed' }, { kind: 'holiday' }, { kind: 'closed' }, { kind: 'worked' }],
  });
});

test('a pause that lasts leaves no deadline, and segments up to it', () => {
  const pauses: PreviewBody['pauses'] = [['2026-11-23T10:00:00', null]];
  expect(answerTo({ start: '2026-11-23T09:00:00', targetMs: 2 * HOUR_MS, pauses, warnAtPercent: [50] })).toEqual({
    deadline: null,
    segments: [{ from: '2026-11-23T12:00:00.000Z', to: '2026-11-23T13:00:00.000Z', kind: 'worked' }],
    warningAt: [],
  });
});

const start = '2026-11-23T09:00:00';
const night = { mon: [['22:00', '06:00']], tue: [['05:00', '12:00']] };
const refusals: [string, object, string, string][] = [
  ['an unknown zone', { calendar: { ...calendar, timeZone: 'Mars/Olympus' } }, 'unknown-zone', 'calendar.timeZone'],
  ['no open time', { calendar: { ...calendar, weekly: {} } }, 'no-open-time', 'calendar.weekly'],
  [
    'overlapping intervals',
    { calendar: { ...calendar, weekly: night } },
    'overlapping-intervals',
    'calendar.weekly.tue',
  ],
  ['a start that is no instant', { start: 'yesterday' }, 'bad-instant', 'start'],
  ['a start before 1900', { start: '1899-12-31T00:00:00Z' }, 'bad-instant', 'start'],
  ['an end that is no instant', { targetMs: undefined, end: '2026-02-30T00:00:00Z' }, 'bad-instant', 'end'],
  ['a target of nothing', { targetMs: 0 }, 'bad-duration', 'targetMs'],
  ['a negative target', { targetMs: -1 }, 'bad-duration', 'targetMs'],
  ['a broken target', { targetMs: 1.5 }, 'bad-duration', 'targetMs'],
  ['a negative offset', { targetMs: undefined, beforeMs: -1 }, 'bad-duration', 'beforeMs'],
  ['a pause that ends before it begins', { pauses: [[start, '2026-11-23T08:59:59']] }, 'bad-pause', 'pauses[0]'],
  [
    'a pause that is no instant',
    {
      pauses: [
        [start, start],
        [start, 'later'],
      ],
    },
    'bad-instant',
    'pauses[1][1]',
  ],
  ['a warning above 100', { warnAtPercent: [50, 101] }, 'bad-percent', 'warnAtPercent[1]'],
  [
    'warnings without a target',
    { targetMs: undefined, end: start, warnAtPercent: [50] },
    'bad-percent',
    'warnAtPercent',
  ],
  ['no question', { targetMs: undefined }, 'one-question', 'targetMs'],
  ['two questions', { end: start }, 'one-question', 'targetMs'],
  ['a target of a century', { targetMs: 876_600 * HOUR_MS }, 'out-of-range', 'targetMs'],
  ['a deadline in a century', { targetMs: 52_000 * HOUR_MS }, 'out-of-range', 'targetMs'],
  ['an end in a century', { targetMs: undefined, end: '2126-11-23T00:00:00Z' }, 'out-of-range', 'end'],
];

test.each(refusals)('%s is refused, with its field', (_, change, code, field) => {
  const body = { calendar, start, targetMs: HOUR_MS, ...change };
  const refusal = previewSla(previewBodySchema.parse(body));
  expect(refusal).toMatchObject({ ok: false, error: { code, field } });
});
