import type { AlertMark } from '../../shared/domain/alert-mark.ts';
import type { Handover, TicketEvent } from '../../shared/domain/parts.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Alert } from '../../shared/notifications/alert.ts';
import { clockAlerts } from '../../shared/notifications/clock-alerts.ts';
import { eventAlerts } from '../../shared/notifications/event-alerts.ts';
import { followUpAlerts } from '../../shared/notifications/follow-up-alerts.ts';
import type { AttentionRow } from '../../shared/sync/storage.ts';
import { type AlertRecord, keptFor } from './alert-record.ts';
import type { ConsoleDb, Part } from './console-db.ts';
import type { Workspace } from './read-workspace.ts';

/** How long an alert is kept after it came due. */
export const KEPT_MS = 7 * 24 * 3_600_000;
/** What came due this long before a machine first had the tickets is still news; what was breached long since is not. */
const NEWS_MS = 3_600_000;
/** In one run; the rest in the next ones. */
export const MOST_LOGGED = 300;

export type LogContext = {
  readonly workspace: Workspace;
  readonly nowMs: number;
  /** What happened before is no news on this machine. */
  readonly sinceMs: number;
};

/** What clocks did before this instant (epoch ms) is not logged. */
export function loggedFromMs({ nowMs, sinceMs }: Pick<LogContext, 'nowMs' | 'sinceMs'>): number {
  return Math.max(nowMs - KEPT_MS, sinceMs - NEWS_MS);
}

/**
 * Brings the log of alerts level with some tickets as they are now: what has come due of them, what is no longer so, and
 * what people have made of it. Of a ticket that has left the account's view nothing stays.
 */
export async function logTickets(db: ConsoleDb, ticketIds: readonly string[], context: LogContext): Promise<void> {
  if (ticketIds.length === 0) return;
  const ids = [...ticketIds];
  const [records, bundles] = await db.transaction(
    'r',
    [db.tickets, db.bundles],
    async () => [await db.tickets.bulkGet(ids), await db.bundles.bulkGet(ids)] as const,
  );
  await db.transaction('rw', db.alerts, async () => {
    const known = Map.groupBy(await db.alerts.where('ticketId').anyOf(ids).toArray(), ({ ticketId }) => ticketId);
    const put: AlertRecord[] = [];
    const gone: string[] = [];
    for (const [index, id] of ids.entries()) {
      const own = (known.get(id) ?? []).filter(({ kind }) => kind !== 'refused_action');
      const record = records[index];
      if (record === undefined) gone.push(...own.map((alert) => alert.id));
      else
        put.push(
          ...levelled(dueOf(record.row, bundles[index]?.parts ?? [], context), own, {
            marks: marksIn(bundles[index]?.parts),
            userId: context.workspace.me.id,
          }),
        );
    }
    await db.alerts.bulkDelete(gone);
    await db.alerts.bulkPut(put);
  });
}

/** Brings the log level with what the backend refused and nobody has settled. */
export async function logRefused(db: ConsoleDb, userId: string): Promise<void> {
  const refused = await db.attention.toArray();
  await db.transaction('rw', db.alerts, async () => {
    const known = await db.alerts.filter(({ kind }) => kind === 'refused_action').toArray();
    await db.alerts.bulkPut(levelled(refused.flatMap(refusedAlert), known, { marks: null, userId }));
  });
}

function refusedAlert({ id, name, args, refusedAtMs }: AttentionRow): Alert[] {
  const ticketId = typeof args === 'object' && args !== null && 'ticketId' in args ? String(args.ticketId) : null;
  if (ticketId === null) return [];
  const place = { id: `refused:${id}`, ticketId, atMs: refusedAtMs };
  return [{ ...place, kind: 'refused_action', toldAs: 'person', clock: null, what: name, actorId: null }];
}

/** What has come due of a ticket for this account, and is so. */
function dueOf(ticket: Ticket, parts: readonly Part[], context: LogContext): Alert[] {
  const { workspace, nowMs, sinceMs } = context;
  const { me, users } = workspace;
  const story = { ticket, events: rows<TicketEvent>(parts, 'event'), handovers: rows<Handover>(parts, 'handover') };
  const happened = eventAlerts(story, users, me).filter(({ atMs }) => atMs >= sinceMs && atMs > nowMs - KEPT_MS);
  const fromMs = loggedFromMs(context);
  const timed = [...clockAlerts(ticket, workspace, me, nowMs, marksIn(parts)), ...followUpAlerts(ticket, me)];
  const came = timed.filter(({ atMs }) => atMs <= nowMs && atMs > fromMs);
  return [...came, ...happened];
}

/** The marks among a ticket's parts. */
export function marksIn(parts: readonly Part[] = []): readonly AlertMark[] {
  return rows<AlertMark>(parts, 'alertMark');
}

function rows<Row>(parts: readonly Part[], wanted: string): Row[] {
  // As rules wrote them (shared/domain/tables.ts).
  return parts.flatMap(({ kind, row }) => (kind === wanted ? [row as Row] : []));
}

/** The records to write so that the log is level with `live`; only those that change. Null: the marks are as they are. */
function levelled(
  live: readonly Alert[],
  known: readonly AlertRecord[],
  { marks, userId }: { readonly marks: readonly AlertMark[] | null; readonly userId: string },
): AlertRecord[] {
  const before = new Map(known.map((record) => [record.id, record]));
  const isLive = new Set(live.map(({ id }) => id));
  const marksOf = (id: string): readonly AlertMark[] =>
    marks === null ? (before.get(id)?.marks ?? []) : marks.filter(({ alertId }) => alertId === id);
  const after = [
    ...live.map((alert): AlertRecord => ({ ...alert, isOver: false, marks: marksOf(alert.id) })),
    ...known.flatMap((record) =>
      isLive.has(record.id) ? [] : [{ ...record, isOver: true, marks: marksOf(record.id) }],
    ),
  ];
  return after
    .map((record) => keptFor(record, userId))
    .filter((record) => JSON.stringify(record) !== JSON.stringify(before.get(record.id)));
}
