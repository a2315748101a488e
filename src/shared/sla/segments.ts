import type { Calendar } from './calendar.ts';
import { DAY_MS } from './civil.ts';
import { holidayOn } from './hours.ts';
import { type Pause, unionOf } from './pauses.ts';

/**
 * One stretch of an explained clock, epoch ms, end excluded. `holiday` is the closed time of a holiday's civil day and
 * carries its name where it has one.
 */
export type Segment = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly kind: 'worked' | 'paused' | 'closed' | 'holiday';
  readonly name?: string;
};

/**
 * What became of every moment between two instants: contiguous, in order, covering all of it, each as long as it can
 * be. The worked parts add up to `elapsedMs` of the same arguments; a pause in closed time is closed.
 * Empty when the end is not after the start.
 */
export function segments(calendar: Calendar, fromMs: number, toMs: number, pauses: readonly Pause[]): Segment[] {
  if (toMs <= fromMs) return [];
  const found: Segment[] = [];
  const open = calendar.isAlwaysOpen ? [{ fromMs, toMs }] : calendar.openTime.intervalsIn(fromMs, toMs);
  const paused = unionOf(pauses, fromMs, toMs);
  let atMs = fromMs;
  let nextPause = 0;
  for (const interval of open) {
    pushClosed(found, calendar, atMs, interval.fromMs);
    atMs = interval.fromMs;
    for (; nextPause < paused.length; nextPause += 1) {
      const pause = paused[nextPause];
      if (pause === undefined || pause.fromMs >= interval.toMs) break;
      push(found, { fromMs: atMs, toMs: pause.fromMs, kind: 'worked' });
      const resumedMs = Math.min(pause.toMs, interval.toMs);
      push(found, { fromMs: Math.max(atMs, pause.fromMs), toMs: resumedMs, kind: 'paused' });
      atMs = Math.max(atMs, resumedMs);
      // It may go on in the next interval.
      if (pause.toMs > interval.toMs) break;
    }
    push(found, { fromMs: atMs, toMs: interval.toMs, kind: 'worked' });
    atMs = interval.toMs;
  }
  pushClosed(found, calendar, atMs, toMs);
  return found;
}

/** Closed time, split where a holiday's civil day begins and ends in the calendar's zone. */
function pushClosed(found: Segment[], calendar: Calendar, fromMs: number, toMs: number): void {
  const { zone, hours } = calendar;
  let atMs = fromMs;
  let day = Math.floor((fromMs + zone.offsetAtMs(fromMs)) / DAY_MS);
  while (atMs < toMs) {
    const dayEndMs = Math.min(zone.instantOfWallMs((day + 1) * DAY_MS), toMs);
    const name = holidayOn(hours, day);
    if (name === null) push(found, { fromMs: atMs, toMs: dayEndMs, kind: 'closed' });
    else push(found, { fromMs: atMs, toMs: dayEndMs, kind: 'holiday', ...(name === '' ? {} : { name }) });
    atMs = Math.max(atMs, dayEndMs);
    day += 1;
  }
}

/** Adds a segment, as part of the last one where it is of the same kind. Empty ones are left out. */
function push(found: Segment[], segment: Segment): void {
  if (segment.toMs <= segment.fromMs) return;
  const last = found.at(-1);
  if (last !== undefined && last.kind === segment.kind && last.name === segment.name) {
    found[found.length - 1] = { ...last, toMs: segment.toMs };
  } else {
    found.push(segment);
  }
}
