import type { Ticket } from './ticket.ts';
import type { Queue } from './workspace.ts';

/**
 * The ways from a queue to others are data: `escalatesTo` and `returnsTo` name them. A queue that names none in a direction
 * leads to every queue of a higher tier, or of a lower one, as in the first release.
 */
export type Way = 'up' | 'down';

/** Why a ticket cannot go from one queue to another: there is no such way, or the queue is not in use. */
export type NoWay = 'noWay' | 'retired';

/** Why a ticket does not go from a queue to another in a direction; null when it may. */
export function refuseWay(from: Queue, to: Queue, way: Way): NoWay | null {
  if (!isOnWay(from, to, way)) return 'noWay';
  return to.isActive ? null : 'retired';
}

/** The queues in use to which a ticket can go from a queue. In the order they are given. */
export function waysFrom(from: Queue, queues: readonly Queue[], way: Way): Queue[] {
  return queues.filter((to) => refuseWay(from, to, way) === null);
}

function isOnWay(from: Queue, to: Queue, way: Way): boolean {
  if (way === 'up' ? to.tier <= from.tier : to.tier >= from.tier) return false;
  const named = (way === 'up' ? from.escalatesTo : from.returnsTo) ?? [];
  return named.length === 0 || named.includes(to.id);
}

/** How often a ticket has come up to the tier it is at from the tier that sent it there last; 0 where it began there. */
export function timesHere({ stays, tier }: Pick<Ticket, 'stays' | 'tier'>): number {
  const counted = stays.filter(({ isWithdrawn }) => isWithdrawn !== true);
  const from = counted.findLast((stay, index) => stay.tier < tier && counted[index + 1]?.tier === tier);
  return from === undefined ? 0 : timesUp(stays, from.tier, tier);
}

/** How often a ticket has gone from one tier up to another, those that were taken back not counted. 1 for the first time. */
export function timesUp(
  stays: readonly { readonly tier: number; readonly isWithdrawn?: boolean | undefined }[],
  fromTier: number,
  toTier: number,
): number {
  const counted = stays.filter(({ isWithdrawn }) => isWithdrawn !== true);
  return counted.filter(({ tier }, index) => tier === toTier && counted[index - 1]?.tier === fromTier).length;
}
