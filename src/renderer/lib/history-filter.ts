import type { EventKind, TicketEvent } from '../../shared/domain/parts.ts';

/** What the lines of a history are about. */
export const HISTORY_TOPICS = ['talk', 'status', 'handover', 'attempt', 'clock', 'other'] as const;
export type HistoryTopic = (typeof HISTORY_TOPICS)[number];

/** Which lines are shown: of one topic, of one person. `nobody` is what the system did; null is all. */
export type HistoryFilter = { readonly topic: HistoryTopic | null; readonly person: string | null };

export const WHOLE_HISTORY: HistoryFilter = { topic: null, person: null };
export const NOBODY = 'nobody';

const TOPICS: Readonly<Partial<Record<EventKind, HistoryTopic>>> = {
  replied: 'talk',
  noted: 'talk',
  customer_wrote: 'talk',
  no_reply_needed: 'talk',
  reminded: 'talk',
  created: 'status',
  status_set: 'status',
  priority_set: 'status',
  resolved: 'status',
  reopened: 'status',
  closed: 'status',
  cancelled: 'status',
  claimed: 'handover',
  released: 'handover',
  escalated: 'handover',
  returned: 'handover',
  accepted: 'handover',
  attempted: 'attempt',
  sla_warned: 'clock',
  sla_breached: 'clock',
};

/** What a line is about. */
export function topicOf({ kind }: Pick<TicketEvent, 'kind'>): HistoryTopic {
  return TOPICS[kind] ?? 'other';
}

/** Who did it, as the filter names them: by their id, or in another system's own words. */
export function personOf({ actorId, source }: Pick<TicketEvent, 'actorId' | 'source'>): string {
  if (source !== null && source.actorName !== '') return `source:${source.actorName}`;
  return actorId ?? NOBODY;
}

/** The lines that pass a filter, in their order. */
export function filterHistory(
  events: readonly TicketEvent[],
  { topic, person }: HistoryFilter,
): readonly TicketEvent[] {
  if (topic === null && person === null) return events;
  return events.filter(
    (event) => (topic === null || topicOf(event) === topic) && (person === null || personOf(event) === person),
  );
}

/** An action done away from the backend this much before it arrived is told with both moments. */
const WORTH_TELLING_MS = 60_000;

/** When the backend had something that somebody did well before, away from it (epoch ms); null for all else. */
export function receivedLateAtMs({ actorId, atMs, receivedAtMs, source }: TicketEvent): number | null {
  if (actorId === null || source !== null || receivedAtMs === null) return null;
  return receivedAtMs - atMs > WORTH_TELLING_MS ? receivedAtMs : null;
}
