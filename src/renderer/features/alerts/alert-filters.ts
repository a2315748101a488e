import type { AlertKind } from '../../../shared/notifications/kinds.ts';
import { type AlertRecord, standingOf } from '../../db/alert-record.ts';

/** Which alerts the centre shows. */
export type AlertFilter = {
  readonly kind: AlertKind | 'any';
  readonly whose: 'all' | 'mine' | 'queue';
  readonly isOnlyNew: boolean;
};

export const NO_FILTER: AlertFilter = { kind: 'any', whose: 'all', isOnlyNew: false };

/** Whether an alert passes the filter, for a person at `nowMs`. */
export function passes(alert: AlertRecord, filter: AlertFilter, userId: string, nowMs: number): boolean {
  return isOfKind(alert, filter) && (!filter.isOnlyNew || standingOf(alert, userId, nowMs) === 'new');
}

/** Whether an alert is of the kind, and of those, that the filter lets through, however it stands. */
export function isOfKind({ kind, toldAs }: AlertRecord, filter: AlertFilter): boolean {
  const isOwn = toldAs === 'assignee' || toldAs === 'person';
  if (filter.kind !== 'any' && kind !== filter.kind) return false;
  return filter.whose === 'all' || isOwn === (filter.whose === 'mine');
}
