import { z } from 'zod';
import { err, ok, type Result } from '../lib/result.ts';
import { beforeMs, deadlineMs, elapsedMs, type Pause } from './business-time.ts';
import { type Calendar, type CalendarError, calendarSpecSchema, compileCalendar } from './calendar.ts';
import { warningsAtMs } from './clocks.ts';
import { formatInstant, parseInstant } from './iso-instant.ts';
import { FIRST_INSTANT_MS, LAST_INSTANT_MS } from './open-time.ts';
import { type Segment, segments } from './segments.ts';

/**
 * The body of POST /v1/sla/preview: a calendar, a start and exactly one question.
 *
 * - `targetMs`: when is this much business time used up? `warnAtPercent` asks for warning instants with it.
 * - `end`: how much business time passes until then?
 * - `beforeMs`: which instant is this much business time before `start`?
 *
 * Instants are ISO 8601; those without an offset are local to the calendar's zone. A pause that lasts ends in null.
 * The schema checks the shape alone; `previewSla` says which value is wrong.
 */
export const previewBodySchema = z.object({
  calendar: calendarSpecSchema,
  start: z.string(),
  targetMs: z.number().optional(),
  end: z.string().optional(),
  beforeMs: z.number().optional(),
  pauses: z
    .array(z.tuple([z.string(), z.string().nullable()]))
    .max(1000)
    .optional(),
  warnAtPercent: z.array(z.number()).max(20).optional(),
});
export type PreviewBody = z.infer<typeof previewBodySchema>;

const segmentSchema = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.enum(['worked', 'paused', 'closed', 'holiday']),
  name: z.string().optional(),
});
const segmentsSchema = z.array(segmentSchema);

/**
 * The answer, by what was asked; instants are ISO 8601 in UTC with milliseconds. `deadline` is null while a pause that
 * lasts eats what is left: the segments then go up to that pause. `warningAt` is there when warnings were asked for.
 */
export const previewAnswerSchema = z.union([
  z.object({
    deadline: z.string().nullable(),
    segments: segmentsSchema,
    warningAt: z.array(z.string()).optional(),
  }),
  z.object({ elapsedMs: z.int(), segments: segmentsSchema }),
  z.object({ instant: z.string(), segments: segmentsSchema }),
]);
export type PreviewAnswer = z.infer<typeof previewAnswerSchema>;

/** Why a preview is refused. `field` is the path in the body ("pauses[1]", "calendar.weekly.mon"); `detail` names it. */
export type PreviewError = {
  readonly code:
    | CalendarError['code']
    | 'bad-instant'
    | 'bad-duration'
    | 'bad-pause'
    | 'bad-percent'
    | 'one-question'
    | 'out-of-range';
  readonly field: string;
  readonly detail: string;
};

/** More than twenty years of segments is no preview. */
const LONGEST_SPAN_MS = 20 * 366 * 86_400_000;

type Outcome<T> = Result<T, PreviewError>;

/**
 * Answers a preview. Pure: the body is all it depends on.
 *
 * Refused with a calendar's own codes; `bad-instant` (not ISO 8601, or not from 1900 to 2299); `bad-duration` (not a
 * positive whole number of ms); `bad-pause` (it ends before it begins); `bad-percent` (not whole, from 1 to 100, or
 * without a target); `one-question` (none or several of targetMs, end and beforeMs); `out-of-range` (more than twenty
 * years).
 */
export function previewSla(body: PreviewBody): Outcome<PreviewAnswer> {
  const calendar = compileCalendar(body.calendar);
  if (!calendar.ok) return err({ ...calendar.error, field: `calendar.${calendar.error.field}` });
  const start = instant(body.start, 'start', calendar.value);
  if (!start.ok) return start;
  const pauses = readPauses(body, calendar.value);
  if (!pauses.ok) return pauses;
  const asked = [body.targetMs, body.end, body.beforeMs].filter((value) => value !== undefined);
  if (asked.length !== 1) return refuse('one-question', 'targetMs', 'or end or beforeMs must be given, and only one');
  if (body.warnAtPercent !== undefined && body.targetMs === undefined) {
    return refuse('bad-percent', 'warnAtPercent', 'needs a targetMs');
  }
  if (body.targetMs !== undefined) return previewDeadline(body, calendar.value, start.value, pauses.value);
  if (body.end !== undefined) return previewElapsed(body.end, calendar.value, start.value, pauses.value);
  return previewBefore(body.beforeMs ?? 0, calendar.value, start.value, pauses.value);
}

function previewDeadline(
  { targetMs = 0, warnAtPercent }: PreviewBody,
  calendar: Calendar,
  startMs: number,
  pauses: readonly Pause[],
): Outcome<PreviewAnswer> {
  const duration = checkDuration(targetMs, 'targetMs');
  if (!duration.ok) return duration;
  const wrong = warnAtPercent?.findIndex((percent) => !Number.isInteger(percent) || percent < 1 || percent > 100);
  if (wrong !== undefined && wrong >= 0) {
    return refuse('bad-percent', `warnAtPercent[${wrong}]`, 'is no whole number from 1 to 100');
  }
  const deadlineAtMs = deadlineMs(calendar, startMs, targetMs, pauses);
  const lastingMs = pauses.reduce(
    (least, { fromMs, toMs }) => (toMs === null ? Math.min(least, fromMs) : least),
    Infinity,
  );
  const why = explain(calendar, startMs, deadlineAtMs ?? lastingMs, pauses, 'targetMs');
  if (!why.ok) return why;
  const warnings =
    deadlineAtMs === null ? [] : warningsAtMs(calendar, deadlineAtMs, targetMs, pauses, warnAtPercent ?? []);
  return ok({
    deadline: deadlineAtMs === null ? null : formatInstant(deadlineAtMs),
    segments: why.value,
    ...(warnAtPercent === undefined ? {} : { warningAt: warnings.map(formatInstant) }),
  });
}

function previewElapsed(
  end: string,
  calendar: Calendar,
  startMs: number,
  pauses: readonly Pause[],
): Outcome<PreviewAnswer> {
  const endMs = instant(end, 'end', calendar);
  if (!endMs.ok) return endMs;
  const why = explain(calendar, startMs, endMs.value, pauses, 'end');
  if (!why.ok) return why;
  return ok({ elapsedMs: elapsedMs(calendar, startMs, endMs.value, pauses), segments: why.value });
}

function previewBefore(
  offsetMs: number,
  calendar: Calendar,
  startMs: number,
  pauses: readonly Pause[],
): Outcome<PreviewAnswer> {
  const duration = checkDuration(offsetMs, 'beforeMs');
  if (!duration.ok) return duration;
  const fromMs = beforeMs(calendar, startMs, offsetMs, pauses);
  const why = explain(calendar, fromMs, startMs, pauses, 'beforeMs');
  return why.ok ? ok({ instant: formatInstant(fromMs), segments: why.value }) : why;
}

function explain(
  calendar: Calendar,
  fromMs: number,
  toMs: number,
  pauses: readonly Pause[],
  field: string,
): Outcome<z.infer<typeof segmentsSchema>> {
  if (toMs - fromMs > LONGEST_SPAN_MS) return refuse('out-of-range', field, 'spans more than twenty years');
  return ok(segments(calendar, fromMs, toMs, pauses).map(toIso));
}

function toIso({ fromMs, toMs, ...rest }: Segment): z.infer<typeof segmentSchema> {
  return { from: formatInstant(fromMs), to: formatInstant(toMs), ...rest };
}

function readPauses(body: PreviewBody, calendar: Calendar): Outcome<Pause[]> {
  const pauses: Pause[] = [];
  for (const [i, [from, to]] of (body.pauses ?? []).entries()) {
    const field = `pauses[${i}]`;
    const fromMs = instant(from, `${field}[0]`, calendar);
    if (!fromMs.ok) return fromMs;
    const toMs = to === null ? ok(null) : instant(to, `${field}[1]`, calendar);
    if (!toMs.ok) return toMs;
    if (toMs.value !== null && toMs.value < fromMs.value) {
      return refuse('bad-pause', field, 'ends before it begins');
    }
    pauses.push({ fromMs: fromMs.value, toMs: toMs.value });
  }
  return ok(pauses);
}

function instant(text: string, field: string, { zone }: Calendar): Outcome<number> {
  const instantMs = parseInstant(text, zone);
  if (instantMs === null) return refuse('bad-instant', field, 'is no ISO 8601 date and time');
  if (instantMs < FIRST_INSTANT_MS || instantMs >= LAST_INSTANT_MS) {
    return refuse('bad-instant', field, 'is not from 1900 to 2299');
  }
  return ok(instantMs);
}

function checkDuration(durationMs: number, field: string): Outcome<number> {
  if (!Number.isSafeInteger(durationMs) || durationMs <= 0) {
    return refuse('bad-duration', field, 'is no positive whole number of milliseconds');
  }
  return durationMs > LONGEST_SPAN_MS ? refuse('out-of-range', field, 'is more than twenty years') : ok(durationMs);
}

function refuse(code: PreviewError['code'], field: string, why: string): Result<never, PreviewError> {
  return err({ code, field, detail: `${field} ${why}` });
}
