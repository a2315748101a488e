import type { AlertMark } from '../../shared/domain/alert-mark.ts';
import type { Alert } from '../../shared/notifications/alert.ts';

/**
 * An alert that has come due, as this machine keeps it for the alert centre. It is worked out of tickets and only kept
 * because they do not remember; what people made of it is rows of theirs, copied here.
 */
export type AlertRecord = Alert & {
  /** What it says is no longer so. */
  readonly isOver: boolean;
  readonly marks: readonly AlertMark[];
  /** From when on it waits for this account (epoch ms), as the index counts them; left out, it asks for nothing. */
  readonly waitsFromMs?: number;
};

/** A record as it is kept for an account: with what the index counts of it. */
export function keptFor(record: AlertRecord, userId: string): AlertRecord {
  const { waitsFromMs: _stale, ...rest } = record;
  const standing = standingOf(rest, userId, Infinity);
  return standing === 'new' ? { ...rest, waitsFromMs: tellAtMs(rest, userId) } : rest;
}

/** What an alert is to a person: waiting for them, put off, seen by them, or past. */
export type AlertStanding = 'new' | 'snoozed' | 'acknowledged' | 'over';

/** How an alert stands with a person at `nowMs` (epoch ms, the backend's time). */
export function standingOf({ isOver, marks }: AlertRecord, userId: string, nowMs: number): AlertStanding {
  const own = marks.find((mark) => mark.userId === userId);
  if (own?.state === 'acknowledged') return 'acknowledged';
  if (isOver) return 'over';
  return own !== undefined && (own.untilMs ?? 0) > nowMs ? 'snoozed' : 'new';
}

/** When it is to be told: as it came due, or when it was put off to. Epoch ms. */
export function tellAtMs({ atMs, marks }: AlertRecord, userId: string): number {
  const own = marks.find((mark) => mark.userId === userId);
  return Math.max(atMs, own?.untilMs ?? 0);
}
