import { type FollowUpRule, followUpRuleFor } from '../domain/follow-up-rule.ts';
import type { ResolutionCode } from '../domain/resolution.ts';
import { pauseClassOf } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import { deadlineMs } from '../sla/business-time.ts';
import type { CalendarSource } from '../sla/calendar-source.ts';

/** What the backend does next of its own to a ticket that stands still, and when it is due (epoch ms). */
export type FollowUp =
  | { readonly kind: 'remind'; readonly atMs: number; readonly nth: number; readonly rule: FollowUpRule }
  | { readonly kind: 'resume'; readonly atMs: number }
  | { readonly kind: 'resolve'; readonly atMs: number; readonly code: ResolutionCode; readonly summary: string }
  | { readonly kind: 'close'; readonly atMs: number };

export type FollowUpRules = { readonly rules: readonly FollowUpRule[]; readonly calendars: CalendarSource };

/**
 * What comes next, as things stand at `nowMs`; null for nothing. A scheduled ticket is taken up again at its follow-up
 * date; other waits are reminded of and ended as their rule says, but not ended before a follow-up date that somebody
 * set. Of several reminders that are due, after a downtime say, the customer gets the last alone, and none with the end.
 */
export function nextFollowUp(ticket: Ticket, rules: FollowUpRules, nowMs: number): FollowUp | null {
  if (ticket.status === 'resolved') return closing(ticket, rules);
  const pauseClass = pauseClassOf(ticket.status);
  if (pauseClass === null) return null;
  if (pauseClass === 'scheduled') {
    return ticket.followUpAtMs === null ? null : { kind: 'resume', atMs: ticket.followUpAtMs };
  }
  const rule = followUpRuleFor(rules.rules, pauseClass);
  const pause = ticket.pauses.findLast(({ toMs }) => toMs === null);
  if (rule === undefined || pause === undefined) return null;
  const after = counter(rule, pause.fromMs, rules.calendars);
  const end = ending(rule, ticket, after);
  const reminder = ticket.customerId === null ? null : reminding(rule, pause.reminders ?? 0, after, nowMs);
  if (reminder === null || end === null) return reminder ?? end;
  return end.atMs <= nowMs || end.atMs < reminder.atMs ? end : reminder;
}

/** Until when a resolved ticket waits for the customer's word (epoch ms); null where no rule says. */
export function confirmationEndMs(
  { resolvedAtMs }: Pick<Ticket, 'resolvedAtMs'>,
  rules: readonly FollowUpRule[],
): number | null {
  const windowMs = followUpRuleFor(rules, 'resolved')?.endAfterMs ?? null;
  return windowMs === null || resolvedAtMs === null ? null : resolvedAtMs + windowMs;
}

function closing(ticket: Ticket, { rules }: FollowUpRules): FollowUp | null {
  const atMs = confirmationEndMs(ticket, rules);
  return atMs === null ? null : { kind: 'close', atMs };
}

/** When so much of the rule's time has passed since the wait began; null when its calendar is never open. */
type After = (durationMs: number) => number | null;

function counter({ calendarId }: FollowUpRule, fromMs: number, calendars: CalendarSource): After {
  if (calendarId === null) return (durationMs) => fromMs + durationMs;
  const calendar = calendars(calendarId, fromMs);
  return (durationMs) => (calendar === null ? null : deadlineMs(calendar, fromMs, durationMs, []));
}

function ending({ endAfterMs, code, summary }: FollowUpRule, ticket: Ticket, after: After): FollowUp | null {
  const dueAtMs = endAfterMs === null ? null : after(endAfterMs);
  if (dueAtMs === null) return null;
  return { kind: 'resolve', atMs: Math.max(dueAtMs, ticket.followUpAtMs ?? dueAtMs), code, summary };
}

function reminding(rule: FollowUpRule, sent: number, after: After, nowMs: number): FollowUp | null {
  const { remindAfterMs, reminders } = rule;
  if (remindAfterMs === null || sent >= reminders) return null;
  let nth = sent + 1;
  let atMs = after(nth * remindAfterMs);
  while (nth < reminders) {
    const nextAtMs = after((nth + 1) * remindAfterMs);
    if (nextAtMs === null || nextAtMs > nowMs) break;
    nth += 1;
    atMs = nextAtMs;
  }
  return atMs === null ? null : { kind: 'remind', atMs, nth, rule };
}
