import { type AlertMark, markIdOf } from '../../shared/domain/alert-mark.ts';
import type { AlertRecord } from './alert-record.ts';
import { backendNowMs } from './backend-clock.ts';
import { signedInConsole } from './current-console.ts';
import { mutate } from './mutate.ts';

/** What a mark is about. */
export type MarkedAlert = Pick<AlertRecord, 'id' | 'ticketId'>;

/** The prefix of what only this machine knows of: a refused action waits here and nowhere else (alert-log.ts). */
const REFUSED = 'refused:';

/**
 * Acknowledges alerts, or puts them off until `untilMs` (epoch ms, the backend's time); for this person, on all of their
 * devices. The alert centre shows it at once.
 *
 * @returns how many it was done to; a ticket that has left the view has no alert any more. Rejects as `mutate` does.
 */
export async function markAlerts(alerts: readonly MarkedAlert[], untilMs: number | null): Promise<number> {
  const { db, identity, feed } = signedInConsole();
  const userId = identity.user.id;
  const marked = await Promise.all(
    alerts.map(async ({ id, ticketId }) => {
      const mark: AlertMark = {
        id: markIdOf(id, userId),
        ticketId,
        alertId: id,
        userId,
        state: untilMs === null ? 'acknowledged' : 'snoozed',
        untilMs,
        atMs: backendNowMs(),
      };
      if (!id.startsWith(REFUSED) && !(await keep(mark))) return false;
      await db.alerts
        .where('id')
        .equals(id)
        .modify((record) => {
          // Dexie keeps what is set on the record it hands out.
          Object.assign(record, { marks: [...record.marks.filter((each) => each.userId !== userId), mark] });
        });
      return true;
    }),
  );
  // What only this machine knows is no change of a ticket; the planner is told all the same.
  if (alerts.some(({ id }) => id.startsWith(REFUSED))) feed.publish(NOTHING_ELSE);
  return marked.filter(Boolean).length;
}

const NOTHING_ELSE = {
  revision: 0,
  ticketIds: [],
  tickets: [],
  hasWorkspace: false,
  hasOutbox: false,
  isReset: false,
} as const;

async function keep({ id: markId, ticketId, alertId, untilMs }: AlertMark): Promise<boolean> {
  const args = { ticketId, alertId, markId };
  const kept = untilMs === null ? mutate('alert.acknowledge', args) : mutate('alert.snooze', { ...args, untilMs });
  return (await kept).ok;
}
