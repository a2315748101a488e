import { pauseClassOf, type Status, STATUSES } from '../../shared/domain/status.ts';
import type { Written } from '../../shared/mutations/unit-of-work.ts';
import type { Tx } from '../db/database.ts';

/** What decides on when a ticket is followed up, beside the ticket. */
const RULE_KINDS: ReadonlySet<string> = new Set(['followUpRule', 'calendar']);

const standsStill = (status: Status): boolean => status === 'resolved' || pauseClassOf(status) !== null;
const STILL = STATUSES.filter(standsStill);

/**
 * Has the tickets looked at soon that a batch has written and that stand still; all of them, when it has changed a rule or
 * a calendar. In its transaction, with the tickets locked, or all who write tickets kept out (`keepRules`).
 */
export async function planFollowUps(tx: Tx, written: readonly Written[]): Promise<void> {
  if (written.some(({ table }) => RULE_KINDS.has(table))) {
    await tx.raw(
      `insert into ticket_follow_up (ticket_id, look_at_ms) select id, 0 from ticket where status = any($1::text[])
       on conflict (ticket_id) do update set look_at_ms = 0`,
      [STILL],
    );
  }
  const ids = written.flatMap((entry) =>
    entry.table === 'ticket' && standsStill(entry.row.status) ? [entry.row.id] : [],
  );
  if (ids.length === 0) return;
  await tx.raw(
    `insert into ticket_follow_up (ticket_id, look_at_ms) select id, 0 from unnest($1::uuid[]) id
     on conflict (ticket_id) do update set look_at_ms = 0`,
    [ids],
  );
}
