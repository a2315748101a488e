import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import type { CalendarSource } from '../sla/calendar-source.ts';
import { countClocks, type CountedClock, type WarningRule, warningSteps } from '../sla/clocks.ts';
import type { Policy } from '../sla/policy.ts';
import type { Alert } from './alert.ts';
import { mayBeTold, type StepReached, toldOfStep } from './who-is-told.ts';

export type ClockRules = { readonly policies: readonly Policy[]; readonly calendars: CalendarSource };

/** One step of a clock: which, when it is due (epoch ms), and how much business time is left then. */
type Step = { readonly reached: StepReached; readonly name: string; readonly atMs: number; readonly leftMs: number };

/**
 * What a person is told of a ticket's clocks at `nowMs` (epoch ms, the backend's time): of each clock that runs, the last step that
 * has come and those still to come; of one that is breached, the breach. A step that a later one has overtaken, and all of
 * a clock that stands or has ended, are no longer so.
 *
 * The deadline is part of an alert's id: it comes again only when the deadline has moved (docs/sla.md, rule 9).
 */
export function clockAlerts(ticket: Ticket, { policies, calendars }: ClockRules, person: User, nowMs: number): Alert[] {
  if (ticket.resolvedAtMs !== null || !mayBeTold(ticket, person)) return [];
  return countClocks(ticket, policies, calendars, nowMs).flatMap((counted) => alertsOf(ticket, counted, person, nowMs));
}

function alertsOf(ticket: Ticket, counted: CountedClock, person: User, nowMs: number): Alert[] {
  const { clock, pieces } = counted;
  const { kind, tier = null, deadlineAtMs } = clock;
  const policy = pieces.at(-1)?.policy;
  if (deadlineAtMs === null || policy === undefined) return [];
  return withoutOvertaken(stepsOf(counted), nowMs).flatMap(({ reached, name, atMs, leftMs }): Alert[] => {
    const toldAs = toldOfStep(reached, ticket, policy, person);
    if (toldAs === null) return [];
    return [
      {
        id: `${ticket.id}:${kind}:${tier ?? 0}:${name}:${deadlineAtMs}`,
        kind: reached === 'breach' ? 'breach' : 'warning',
        ticketId: ticket.id,
        atMs,
        toldAs,
        clock: { kind, tier, deadlineAtMs, leftMs },
        what: null,
        actorId: null,
      },
    ];
  });
}

/** The steps of an open clock that has a deadline, in order; one at most at any instant. */
function stepsOf(counted: CountedClock): Step[] {
  const { endedAtMs, breachAtMs, state, targetMs } = counted.clock;
  if (endedAtMs !== null || breachAtMs === null) return [];
  const breach: Step = { reached: 'breach', name: 'breach', atMs: breachAtMs, leftMs: 0 };
  if (state === 'breached') return [breach];
  const warnings = warningSteps(counted).map(({ rule, atMs }) => ({ ...told(rule, targetMs), atMs }));
  const byInstant = new Map([...warnings, breach].map((step) => [step.atMs, step]));
  return [...byInstant.values()].toSorted((a, b) => a.atMs - b.atMs);
}

function told(rule: WarningRule, targetMs: number): Omit<Step, 'atMs'> {
  if ('percent' in rule) {
    const { percent } = rule;
    return { reached: percent, name: `${percent}%`, leftMs: Math.round((targetMs * (100 - percent)) / 100) };
  }
  const { beforeMs } = rule;
  return { reached: (100 * (targetMs - beforeMs)) / targetMs, name: `-${beforeMs}`, leftMs: beforeMs };
}

function withoutOvertaken(steps: readonly Step[], nowMs: number): readonly Step[] {
  const last = steps.findLastIndex(({ atMs }) => atMs <= nowMs);
  return steps.slice(Math.max(0, last));
}
