import { DAY_MS, MINUTE_MS } from './civil.ts';
import { FIRST_DAY, type Hours, isSetApart, LAST_DAY, spansOn } from './hours.ts';
import type { Zone } from './zone.ts';

/** The ends of what calendars know, epoch ms. A deadline that lies beyond the last is put there. */
export const FIRST_INSTANT_MS = FIRST_DAY * DAY_MS;
export const LAST_INSTANT_MS = LAST_DAY * DAY_MS;

/** Days compiled at least at a time. */
const BLOCK_DAYS = 366;

/** A shift may run a day on and a zone may be a day away: so far inside the compiled days all open time is known. */
const MARGIN_DAYS = 3;

type Interval = { fromMs: number; toMs: number };

/**
 * A calendar's open time as sorted, disjoint intervals of the UTC line with prefix sums.
 *
 * It turns instants into *positions* and back: the position of an instant is the open time since the first instant
 * asked about (negative before it), so a deadline is the position of the start plus the target, turned back. Both
 * ways are a binary search. Intervals are compiled when first needed, by the year, in both directions; positions
 * stay what they were. All figures are integer milliseconds.
 */
export class OpenTime {
  readonly #hours: Hours;
  readonly #zone: Zone;
  #fromDay = 0;
  #toDay = 0;
  /** Instants in [knownFromMs, knownToMs] have all their open time compiled. */
  #knownFromMs = Infinity;
  #knownToMs = -Infinity;
  #anchorMs = 0;
  #starts = new Float64Array(0);
  #ends = new Float64Array(0);
  /** The position of each interval's start. */
  #sums = new Float64Array(0);

  constructor(hours: Hours, zone: Zone) {
    this.#hours = hours;
    this.#zone = zone;
  }

  /** The position of an instant (epoch ms): open time passed since this calendar's anchor. */
  positionOf(instantMs: number): number {
    return this.#compiledPosition(this.#ensure(instantMs));
  }

  /**
   * The earliest instant at a position: one that falls between two intervals is at the closing of the first.
   * For positions above that of an instant already asked about.
   */
  earliestAt(position: number): number {
    while (position > this.#compiledPosition(this.#knownToMs) && this.#knownToMs < LAST_INSTANT_MS) this.#grow(1);
    let i = lastAtOrBelow(this.#sums, position);
    // A position that is the start of an interval is also the end of the one before, and that is earlier.
    if (i > 0 && this.#sums[i] === position) i -= 1;
    if (i < 0) return FIRST_INSTANT_MS;
    const instantMs = (this.#starts[i] ?? 0) + position - (this.#sums[i] ?? 0);
    return instantMs > (this.#ends[i] ?? 0) ? LAST_INSTANT_MS : instantMs;
  }

  /**
   * The latest instant at a position: one that falls between two intervals is at the opening of the second.
   * For positions at or below that of an instant already asked about; an opening after the compiled days is put at the
   * end of what calendars know.
   */
  latestAt(position: number): number {
    while (position < this.#compiledPosition(this.#knownFromMs) && this.#knownFromMs > FIRST_INSTANT_MS) this.#grow(-1);
    const i = lastAtOrBelow(this.#sums, position);
    if (i < 0) return FIRST_INSTANT_MS;
    const instantMs = (this.#starts[i] ?? 0) + position - (this.#sums[i] ?? 0);
    return instantMs >= (this.#ends[i] ?? 0) ? LAST_INSTANT_MS : instantMs;
  }

  /** The open intervals that share time with [fromMs, toMs), cut to it, in order. */
  intervalsIn(fromMs: number, toMs: number): readonly Readonly<Interval>[] {
    const firstMs = this.#ensure(fromMs);
    const lastMs = this.#ensure(toMs);
    const found: Interval[] = [];
    for (let i = Math.max(0, lastAtOrBelow(this.#starts, firstMs)); i < this.#starts.length; i += 1) {
      const startMs = Math.max(this.#starts[i] ?? 0, firstMs);
      if (startMs >= lastMs) break;
      const endMs = Math.min(this.#ends[i] ?? 0, lastMs);
      if (endMs > startMs) found.push({ fromMs: startMs, toMs: endMs });
    }
    return found;
  }

  /** Compiles what is missing around an instant; returns the instant, cut to what calendars know. */
  #ensure(instantMs: number): number {
    if (instantMs >= this.#knownFromMs && instantMs <= this.#knownToMs) return instantMs;
    if (Number.isNaN(instantMs)) throw new Error('An instant given to a calendar is not a number');
    const atMs = Math.min(Math.max(instantMs, FIRST_INSTANT_MS), LAST_INSTANT_MS);
    const day = Math.floor(atMs / DAY_MS);
    if (this.#fromDay === this.#toDay) {
      this.#anchorMs = atMs;
      this.#fromDay = day - BLOCK_DAYS / 2;
      this.#toDay = this.#fromDay;
      this.#compile(this.#fromDay, day + BLOCK_DAYS);
    }
    if (atMs < this.#knownFromMs) this.#compile(day - BLOCK_DAYS, this.#toDay);
    if (atMs > this.#knownToMs) this.#compile(this.#fromDay, day + BLOCK_DAYS);
    return atMs;
  }

  /** Half as much again in one direction, so that a far deadline takes few steps. */
  #grow(direction: 1 | -1): void {
    const days = Math.max(BLOCK_DAYS, Math.floor((this.#toDay - this.#fromDay) / 2));
    if (direction === 1) this.#compile(this.#fromDay, this.#toDay + days);
    else this.#compile(this.#fromDay - days, this.#toDay);
  }

  #compile(fromDay: number, toDay: number): void {
    const intervals: Interval[] = [];
    for (let day = fromDay; day < this.#fromDay; day += 1) this.#pushDay(intervals, day);
    for (const [i, fromMs] of this.#starts.entries()) intervals.push({ fromMs, toMs: this.#ends[i] ?? fromMs });
    for (let day = this.#toDay; day < toDay; day += 1) this.#pushDay(intervals, day);
    this.#fromDay = fromDay;
    this.#toDay = toDay;
    this.#knownFromMs = (fromDay + MARGIN_DAYS) * DAY_MS;
    this.#knownToMs = (toDay - MARGIN_DAYS) * DAY_MS;
    this.#index(union(intervals));
  }

  #pushDay(intervals: Interval[], day: number): void {
    if (day < FIRST_DAY - MARGIN_DAYS || day > LAST_DAY + MARGIN_DAYS) return;
    for (const { start, end } of spansOn(this.#hours, day)) {
      const endMinutes = end > 1440 && isSetApart(this.#hours, day + 1) ? 1440 : end;
      const fromMs = this.#zone.instantOfWallMs(day * DAY_MS + start * MINUTE_MS);
      const toMs = this.#zone.instantOfWallMs(day * DAY_MS + endMinutes * MINUTE_MS);
      // Hours inside a clock change's gap can end before they begin: nobody worked them.
      if (toMs > fromMs) intervals.push({ fromMs, toMs });
    }
  }

  #index(intervals: readonly Interval[]): void {
    this.#starts = Float64Array.from(intervals, ({ fromMs }) => fromMs);
    this.#ends = Float64Array.from(intervals, ({ toMs }) => toMs);
    this.#sums = new Float64Array(intervals.length);
    let sum = 0;
    let beforeAnchor = 0;
    for (const [i, { fromMs, toMs }] of intervals.entries()) {
      this.#sums[i] = sum;
      if (fromMs < this.#anchorMs) beforeAnchor = sum + Math.min(toMs, this.#anchorMs) - fromMs;
      sum += toMs - fromMs;
    }
    for (let i = 0; i < intervals.length; i += 1) this.#sums[i] = (this.#sums[i] ?? 0) - beforeAnchor;
  }

  /** The position of an instant whose surroundings are compiled. */
  #compiledPosition(atMs: number): number {
    const i = lastAtOrBelow(this.#starts, atMs);
    if (i < 0) return this.#sums[0] ?? 0;
    return (this.#sums[i] ?? 0) + Math.min(atMs, this.#ends[i] ?? 0) - (this.#starts[i] ?? 0);
  }
}

/** The index of the last element at or below a value in a sorted array, -1 when all are above. */
function lastAtOrBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Overlapping and touching intervals as one. A clock change can put hours out of order, hence the sort. */
function union(intervals: Interval[]): Interval[] {
  intervals.sort((a, b) => a.fromMs - b.fromMs);
  const joined: Interval[] = [];
  for (const interval of intervals) {
    const last = joined.at(-1);
    if (last !== undefined && interval.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, interval.toMs);
    else joined.push({ ...interval });
  }
  return joined;
}
