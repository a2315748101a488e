import { type AlertMark, markIdOf } from '../../shared/domain/alert-mark.ts';
import { type AlertRecord, keptFor } from './alert-record.ts';
import { backendNowMs } from './backend-clock.ts';
import { signedInConsole } from './current-console.ts';
import { mutate } from './mutate.ts';

/** What a mark is about. */
export type MarkedAlert = Pick<AlertRecord, 'id' | 'ticketId'>;

/** The prefix of what only this machine knows of: a refused action waits here and nowhere else (alert-log.ts). */
const REFUSED = 'refused:';

/** Marked at the same time. */
const AT_ONCE = 100;

/**
 * Acknowledges alerts, or puts them off until `untilMs` (epoch ms, the backend's time); for this person, on all of their
 * devices. The alert centre shows it at once.
 *
 * @returns how many it was done to; a ticket that has left the view has no alert any more. Rejects as `mutate` does.
 */
export async function markAlerts(alerts: readonly MarkedAlert[], untilMs: number | null): Promise<number> {
  let count = 0;
  // All of a week can be thousands: the window answers between some and the next.
  for (let from = 0; from < alerts.length; from += AT_ONCE) {
    count += await markSome(alerts.slice(from, from + AT_ONCE), untilMs);
  }
  return count;
}

async function markSome(alerts: readonly MarkedAlert[], untilMs: number | null): Promise<number> {
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
          const marks = [...record.marks.filter((each) => each.userId !== userId), mark];
          const kept = keptFor({ ...record, marks }, userId);
          // What is left out there is to go here too.
          Object.assign(record, { waitsFromMs: undefined }, kept);
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
