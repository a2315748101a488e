import type { AttemptPolicy } from '../domain/attempt-policy.ts';
import { withParents } from '../domain/category-tree.ts';
import { MOST_ATTEMPTS_EVER, type Ticket } from '../domain/ticket.ts';
import type { Tier } from '../domain/tier.ts';
import type { Category } from '../domain/workspace.ts';
import { elapsedMs } from '../sla/business-time.ts';
import type { CalendarSource } from '../sla/calendar-source.ts';
import { unionOf } from '../sla/pauses.ts';

/** The rows that limits are told from. */
export type AttemptWorld = {
  readonly policies: readonly AttemptPolicy[];
  readonly categories: readonly Category[];
  readonly calendars: CalendarSource;
};

/**
 * Where a ticket stands with the attempts of the tier it is at. `most` and `mostMs` are null where nothing limits them;
 * `reachedBy` says what refuses a further attempt, the number before the time.
 */
export type AttemptStanding = {
  readonly tier: Tier;
  readonly used: number;
  readonly most: number | null;
  readonly usedMs: number;
  readonly mostMs: number | null;
  readonly isBusinessTime: boolean;
  readonly reachedBy: 'count' | 'time' | null;
  /** How many attempts a supervisor's word still leaves, beyond what the policy says; 0 for none. */
  readonly allowed: number;
};

/** Policies in the order in which they are asked: by position, then by id, so that it is the same everywhere. */
export function inPolicyOrder(policies: readonly AttemptPolicy[]): AttemptPolicy[] {
  return policies.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

/** The policy that governs a ticket's attempts: the first in use whose conditions hold; null for none. */
export function attemptPolicyFor(
  ticket: Pick<Ticket, 'categoryId' | 'priority'>,
  policies: readonly AttemptPolicy[],
  categories: readonly Category[],
): AttemptPolicy | null {
  const above = withParents(ticket.categoryId, categories);
  return (
    inPolicyOrder(policies).find(
      ({ isActive, categoryIds, priorities }) =>
        isActive &&
        (categoryIds.length === 0 || above.some((id) => categoryIds.includes(id))) &&
        (priorities.length === 0 || priorities.includes(ticket.priority)),
    ) ?? null
  );
}

/**
 * What a ticket has used of the attempts and the time of its tier at `nowMs` (epoch ms), and whether either is used up.
 * Time counts from acceptance until the ticket leaves, less every pause, and is used up when it equals its limit. What
 * a supervisor allowed lifts both limits until so many attempts have been made.
 */
export function attemptStanding(ticket: Ticket, world: AttemptWorld, nowMs: number): AttemptStanding {
  const { tier } = ticket;
  const policy = attemptPolicyFor(ticket, world.policies, world.categories);
  const limit = policy?.tiers[`${tier}`];
  const total = countAt(ticket.attemptCounts, tier);
  const stay = ticket.stays.at(-1);
  const before = policy?.isPerStay === true ? Math.min(total, stay?.attemptsBefore ?? 0) : 0;
  const upTo = ticket.attemptsAllowed === undefined ? 0 : countAt(ticket.attemptsAllowed, tier);
  const byPolicy = limit?.mostAttempts ?? null;
  const most = byPolicy === null ? null : Math.max(before + byPolicy, upTo);
  const mostMs = limit?.mostMs ?? null;
  const usedMs = policy === null || mostMs === null ? 0 : timeAtTier(ticket, policy, world.calendars, nowMs);
  const isLifted = total < upTo;
  const isOut = most !== null && total >= most;
  const isLate = mostMs !== null && usedMs >= mostMs && !isLifted;
  return {
    tier,
    used: total - before,
    most: most === null ? null : most - before,
    usedMs,
    mostMs,
    isBusinessTime: (policy?.calendarId ?? null) !== null,
    reachedBy: isOut ? 'count' : isLate ? 'time' : null,
    allowed: Math.max(0, upTo - Math.max(total, byPolicy === null ? 0 : before + byPolicy)),
  };
}

/**
 * Up to which attempt of its tier, counted over the ticket's whole life, a supervisor's word reaches that allows `more`:
 * beyond the maximum, or beyond what has been made where that is reached or there is none.
 */
export function allowedUpTo(ticket: Ticket, standing: AttemptStanding, more: number): number {
  const total = countAt(ticket.attemptCounts, ticket.tier);
  const before = total - standing.used;
  const upTo = ticket.attemptsAllowed === undefined ? 0 : countAt(ticket.attemptsAllowed, ticket.tier);
  const most = standing.reachedBy === null && standing.most !== null ? before + standing.most : total;
  return Math.min(MOST_ATTEMPTS_EVER, Math.max(0, total, most, upTo) + more);
}

function countAt(counts: Ticket['attemptCounts'], tier: Tier): number {
  return counts[tier - 1] ?? 0;
}

function timeAtTier(ticket: Ticket, policy: AttemptPolicy, calendars: CalendarSource, nowMs: number): number {
  const stays = policy.isPerStay ? ticket.stays.slice(-1) : ticket.stays;
  // A calendar that is gone, or cannot be used, limits nothing by business time that nobody can count.
  const calendar = policy.calendarId === null ? null : calendars(policy.calendarId);
  if (policy.calendarId !== null && calendar === null) return 0;
  let sumMs = 0;
  for (const { tier, acceptedAtMs, leftAtMs } of stays) {
    if (tier !== ticket.tier || acceptedAtMs === null) continue;
    const endMs = leftAtMs ?? nowMs;
    if (calendar !== null) sumMs += elapsedMs(calendar, acceptedAtMs, endMs, ticket.pauses);
    else if (endMs > acceptedAtMs) {
      const pauses = unionOf(ticket.pauses, acceptedAtMs, endMs);
      sumMs += pauses.reduce((left, { fromMs, toMs }) => left - (toMs - fromMs), endMs - acceptedAtMs);
    }
  }
  return sumMs;
}
