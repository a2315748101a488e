import type { AlertKind } from '../../../shared/notifications/kinds.ts';
import { type AlertRecord, standingOf } from '../../db/use-alerts.ts';

/** Which alerts the centre shows. */
export type AlertFilter = {
  readonly kind: AlertKind | 'any';
  readonly whose: 'all' | 'mine' | 'queue';
  readonly isOnlyNew: boolean;
};

export const NO_FILTER: AlertFilter = { kind: 'any', whose: 'all', isOnlyNew: false };

/** Whether an alert passes the filter, for a person at `nowMs`. */
export function passes(alert: AlertRecord, filter: AlertFilter, userId: string, nowMs: number): boolean {
  const isOwn = alert.toldAs === 'assignee' || alert.toldAs === 'person';
  if (filter.kind !== 'any' && alert.kind !== filter.kind) return false;
  if (filter.whose !== 'all' && isOwn !== (filter.whose === 'mine')) return false;
  return !filter.isOnlyNew || standingOf(alert, userId, nowMs) === 'new';
}
