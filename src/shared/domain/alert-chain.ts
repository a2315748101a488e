import type { Queue } from './workspace.ts';

/** How long an alert waits in a queue that does not say. */
export const ALERTS_GO_AFTER_MINUTES = 30;

/** Where an alert goes on to, and how long after it came due (ms). */
export type ChainLink = { readonly queueId: string; readonly afterMs: number };

type Linked = Pick<Queue, 'id' | 'isActive' | 'alertsGoTo' | 'alertsGoAfterMinutes'>;

const NOWHERE: readonly ChainLink[] = [];

/**
 * The way of an alert that nobody acknowledges, from the queue of its ticket on: each queue waits its own time and names
 * the next. It ends at a queue that names none, that is not in use, or that it has been to.
 */
export function alertChain(queueId: string, queues: readonly Linked[]): readonly ChainLink[] {
  const byId = (id: string): Linked | undefined => queues.find((queue) => queue.id === id && queue.isActive);
  let from = byId(queueId);
  // Asked of tens of thousands of tickets, few of which are in a queue that names one.
  if ((from?.alertsGoTo ?? null) === null) return NOWHERE;
  const links: ChainLink[] = [];
  const been = new Set([queueId]);
  let afterMs = 0;
  while (from !== undefined) {
    const { alertsGoTo = null, alertsGoAfterMinutes = ALERTS_GO_AFTER_MINUTES }: Linked = from;
    const to = alertsGoTo === null || been.has(alertsGoTo) ? undefined : byId(alertsGoTo);
    if (to !== undefined) {
      afterMs += alertsGoAfterMinutes * 60_000;
      links.push({ queueId: to.id, afterMs });
      been.add(to.id);
    }
    from = to;
  }
  return links;
}

/** Why a queue's alerts cannot go on to the queue it names: itself, none that there is, or one from which they come back. */
export type NoChain = 'self' | 'unknown' | 'cycle';

/** Why a queue cannot be saved with the queue that its alerts go on to, beside all others; null when it can. */
export function refuseChain(
  queue: Pick<Queue, 'id' | 'alertsGoTo'>,
  queues: readonly Pick<Queue, 'id' | 'alertsGoTo'>[],
): NoChain | null {
  const first = queue.alertsGoTo ?? null;
  if (first === null) return null;
  if (first === queue.id) return 'self';
  const next = new Map(queues.map(({ id, alertsGoTo = null }) => [id, alertsGoTo]));
  if (!next.has(first)) return 'unknown';
  // Those out of use count too: they may be taken into use again.
  const been = new Set<string>();
  for (let at: string | null = first; at !== null && !been.has(at); at = next.get(at) ?? null) {
    if (at === queue.id) return 'cycle';
    been.add(at);
  }
  return null;
}
