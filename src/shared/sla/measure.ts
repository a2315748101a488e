import { beforeMs, deadlineMs, elapsedMs, type Pause } from './business-time.ts';
import type { ClockSpan } from './clock-spans.ts';
import type { Piece } from './reigns.ts';

/** What a clock has used by an instant, and what it is held against. */
export type Measured = {
  readonly usedMs: number;
  /** The target of the policy and priority at the end; once more than it was used, the one that was broken. */
  readonly targetMs: number;
  readonly isOver: boolean;
  /** When it is or was due, epoch ms; null while a pause that lasts eats what is left. */
  readonly deadlineAtMs: number | null;
};

/**
 * Counts a clock from its start to `untilMs` (epoch ms), each piece in its own calendar and with its own pauses. What
 * was used stays used when the target changes. A target that is too short for what was used already is broken at that
 * moment, or when the ticket is back (`away`); one that was broken stays broken, and is the target from then on, whatever is asked later.
 */
export function measure(pieces: readonly Piece[], away: readonly Pause[], untilMs: number): Measured {
  let usedMs = 0;
  let broken: { readonly targetMs: number; readonly atMs: number | null } | null = null;
  const last = pieces[pieces.length - 1];
  if (last === undefined) throw new Error('A clock without a piece is none');
  for (const piece of pieces) {
    const { fromMs, toMs, calendar, pauses, targetMs } = piece;
    if (piece !== last && fromMs >= untilMs) continue;
    if (broken === null && usedMs > targetMs) {
      const atMs = backAtMs(away, fromMs);
      if (atMs < toMs) broken = { targetMs, atMs };
    }
    const workedMs = elapsedMs(calendar, fromMs, Math.min(toMs, untilMs), pauses);
    // Nothing worked breaks nothing: a target that came and went while the ticket was resolved asked for nothing.
    if (broken === null && workedMs > 0 && usedMs + workedMs > targetMs) {
      broken = { targetMs, atMs: dueIn(piece, pieces, usedMs) };
    }
    usedMs += workedMs;
  }
  if (broken !== null) return { usedMs, targetMs: broken.targetMs, isOver: true, deadlineAtMs: broken.atMs };
  return { usedMs, targetMs: last.targetMs, isOver: false, deadlineAtMs: dueIn(last, pieces) };
}

/**
 * The first instant (epoch ms) at which more than the target of its moment is used; null while a pause that lasts eats
 * what is left. A deadline is when the target is used up: where that is closing time, work goes over it at the next
 * opening; where the target was changed to less than what was used, both are the change.
 */
export function overAtMs(pieces: readonly Piece[], away: readonly Pause[]): number | null {
  let usedMs = 0;
  for (const { fromMs, toMs, calendar, pauses, targetMs } of pieces) {
    if (usedMs > targetMs) {
      const atMs = backAtMs(away, fromMs);
      if (atMs < toMs) return atMs;
    }
    const leftMs = targetMs - usedMs;
    if (toMs === Infinity) return deadlineMs(calendar, fromMs, leftMs + 1, pauses);
    const workedMs = elapsedMs(calendar, fromMs, toMs, pauses);
    if (leftMs >= 0 && workedMs > leftMs) return deadlineMs(calendar, fromMs, leftMs + 1, pauses);
    usedMs += workedMs;
  }
  return null;
}

/** When a clock that stands at an instant because it is away is back; the instant itself where it is not. */
function backAtMs(away: readonly Pause[], atMs: number): number {
  return away.find(({ fromMs, toMs }) => fromMs <= atMs && toMs !== null && atMs < toMs)?.toMs ?? atMs;
}

/** When the target of a piece is used up: in it, or in one before it that used just as much. */
function dueIn(piece: Piece, pieces: readonly Piece[], knownUsedMs?: number): number | null {
  const { calendar, fromMs, targetMs, pauses } = piece;
  let usedMs = knownUsedMs ?? 0;
  if (pieces.length > 1) {
    usedMs = 0;
    for (const earlier of pieces) {
      if (earlier === piece) break;
      const workedMs = elapsedMs(earlier.calendar, earlier.fromMs, earlier.toMs, earlier.pauses);
      if (usedMs + workedMs === targetMs) {
        return deadlineMs(earlier.calendar, earlier.fromMs, targetMs - usedMs, earlier.pauses);
      }
      usedMs += workedMs;
    }
  }
  return deadlineMs(calendar, fromMs, targetMs - usedMs, pauses);
}

/** The instant `offsetMs` of counted time before another: back through the pieces, never before the clock's start. */
export function countedBeforeMs(
  pieces: readonly Piece[],
  { startedAtMs }: ClockSpan,
  instantMs: number,
  offsetMs: number,
): number {
  let atMs = instantMs;
  let leftMs = offsetMs;
  for (let i = pieces.length - 1; i >= 0; i -= 1) {
    const piece = pieces[i];
    if (piece === undefined || piece.fromMs >= atMs) continue;
    const endMs = Math.min(atMs, piece.toMs);
    const foundMs = beforeMs(piece.calendar, endMs, leftMs, piece.pauses);
    // A single piece goes on before its start, as a target's first moment may be the closing before it.
    if (pieces.length === 1 || foundMs >= piece.fromMs) return foundMs;
    leftMs -= elapsedMs(piece.calendar, piece.fromMs, endMs, piece.pauses);
    atMs = piece.fromMs;
  }
  return Math.min(instantMs, startedAtMs);
}
