import type { CountedClock } from '../../shared/sla/clocks.ts';
import type { ClockExplanation } from '../../shared/sla/explain.ts';
import type { Segment } from '../../shared/sla/segments.ts';
import type { Language } from '../stores/settings-store.ts';
import { hoursAndMinutes, isSameDay, shortMoment, timeOfDay } from './format-time.ts';
import { say } from './text.ts';

const MINUTE_MS = 60_000;

/** One line of an explained clock. */
export type SegmentLine = {
  readonly kind: Segment['kind'];
  readonly from: string;
  readonly to: string;
  readonly what: string;
  readonly lasted: string;
};

/**
 * The segments of an explained clock as lines, in the viewer's zone, part by part. Whole minutes are shown, and those of
 * the counted lines add up to the whole minutes of their sum: each is what the sum grows by.
 */
export function segmentLines({ parts }: ClockExplanation, language: Language, nowMs: number): SegmentLine[][] {
  let workedMs = 0;
  return parts.map(({ segments }) =>
    segments.map((segment) => {
      const { fromMs, toMs, kind, name } = segment;
      const before = Math.round(workedMs / MINUTE_MS);
      if (kind === 'worked') workedMs += toMs - fromMs;
      const minutes =
        kind === 'worked' ? Math.round(workedMs / MINUTE_MS) - before : Math.round((toMs - fromMs) / MINUTE_MS);
      const what =
        name === undefined ? say(language, `deadline.kind.${kind}`) : say(language, 'deadline.holidayNamed', { name });
      const to = isSameDay(fromMs, toMs) ? timeOfDay(language, toMs) : shortMoment(language, toMs, nowMs);
      return {
        kind,
        from: shortMoment(language, fromMs, nowMs),
        to,
        what,
        lasted: hoursAndMinutes(minutes * MINUTE_MS),
      };
    }),
  );
}

function wholeMinutes(durationMs: number): string {
  return hoursAndMinutes(Math.round(durationMs / MINUTE_MS) * MINUTE_MS);
}

/** What an explained clock's counted time adds up to, against its target. */
export function sumText({ clock }: CountedClock, { workedMs }: ClockExplanation, language: Language): string {
  const values = { worked: wholeMinutes(workedMs), target: wholeMinutes(clock.targetMs) };
  if (clock.state === 'paused')
    return say(language, 'deadline.sumPaused', { ...values, left: wholeMinutes(clock.remainingMs) });
  if (clock.state === 'met' || clock.state === 'ended') return say(language, 'deadline.sumEnded', values);
  return say(language, workedMs > clock.targetMs ? 'deadline.sumBroken' : 'deadline.sumDue', values);
}

/** For how long of the business time a clock was paused; null when it never was. */
export function pausedText({ workedMs, pausedMs }: ClockExplanation, language: Language): string | null {
  if (pausedMs === 0) return null;
  const share = pausedMs / (workedMs + pausedMs);
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(share);
  return say(language, 'deadline.paused', { time: hoursAndMinutes(pausedMs), percent });
}

/** The viewer's zone, in which times are shown; that it is UTC when this machine does not know its own. */
export function zoneText(language: Language, zone = new Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  const isUnknown = zone === '' || zone === 'Etc/Unknown';
  return isUnknown ? say(language, 'deadline.zoneUnknown') : say(language, 'deadline.zone', { zone });
}
