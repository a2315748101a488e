import type { AlertMark } from '../domain/alert-mark.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Queue, User } from '../domain/workspace.ts';
import type { CalendarSource } from '../sla/calendar-source.ts';
import { countClocks, type CountedClock, type WarningRule, warningSteps } from '../sla/clocks.ts';
import type { Policy } from '../sla/policy.ts';
import type { Alert } from './alert.ts';
import { linksTold, mayBeTold, type StepReached, type ToldLink, toldOfStep } from './who-is-told.ts';

export type ClockRules = {
  readonly policies: readonly Policy[];
  readonly calendars: CalendarSource;
  readonly queues: readonly Queue[];
};

/** In the id of an alert that has gone on, before the queue it went to. */
const GONE_ON = ':on:';

/** One step of a clock: which, when it is due (epoch ms), and how much business time is left then. */
type Step = { readonly reached: StepReached; readonly name: string; readonly atMs: number; readonly leftMs: number };

/**
 * What a person is told of a ticket's clocks at `nowMs` (epoch ms, the backend's time): of each clock that runs, the last step that
 * has come and those still to come; of one that is breached, the breach. A step that a later one has overtaken, and all of
 * a clock that stands or has ended, are no longer so.
 *
 * Who is not told of a step hears of it when it goes on to a queue of theirs (domain/alert-chain.ts): as long as nobody has
 * acknowledged it there or before (`marks`, those of the ticket), and no later step has come.
 *
 * The deadline is part of an alert's id: it comes again only when the deadline has moved (docs/sla.md, rule 9).
 */
export function clockAlerts(
  ticket: Ticket,
  { policies, calendars, queues }: ClockRules,
  person: User,
  nowMs: number,
  marks: readonly AlertMark[] = [],
): Alert[] {
  if (ticket.resolvedAtMs !== null) return [];
  const [link] = linksTold(ticket.queueId, person, queues);
  if (link === undefined && !mayBeTold(ticket, person)) return [];
  const telling = { ticket, person, nowMs, marks, link };
  return countClocks(ticket, policies, calendars, nowMs).flatMap((counted) => alertsOf(counted, telling));
}

type Telling = {
  readonly ticket: Ticket;
  readonly person: User;
  readonly nowMs: number;
  readonly marks: readonly AlertMark[];
  /** The first queue of the person's to which an alert goes on that nobody acknowledges. */
  readonly link: ToldLink | undefined;
};

function alertsOf(counted: CountedClock, telling: Telling): Alert[] {
  const { ticket, person, nowMs } = telling;
  const { clock, pieces } = counted;
  const { kind, tier = null, deadlineAtMs } = clock;
  const policy = pieces.at(-1)?.policy;
  if (deadlineAtMs === null || policy === undefined) return [];
  const steps = withoutOvertaken(stepsOf(counted), nowMs);
  return steps.flatMap(({ reached, name, atMs, leftMs }, index): Alert[] => {
    const own: Omit<Alert, 'toldAs'> = {
      id: `${ticket.id}:${kind}:${tier ?? 0}:${name}:${deadlineAtMs}`,
      kind: reached === 'breach' ? 'breach' : 'warning',
      ticketId: ticket.id,
      atMs,
      clock: { kind, tier, deadlineAtMs, leftMs },
      what: null,
      actorId: null,
    };
    const toldAs = toldOfStep(reached, ticket, policy, person);
    return toldAs === null ? goingOn(own, steps[index + 1]?.atMs ?? Infinity, telling) : [{ ...own, toldAs }];
  });
}

/** The same alert where it has gone on to a queue of the person's: unless it is acknowledged, or overtaken before. */
function goingOn(alert: Omit<Alert, 'toldAs'>, overtakenAtMs: number, { marks, link }: Telling): Alert[] {
  if (link === undefined) return [];
  const { queueId, afterMs, toldAs } = link;
  const atMs = alert.atMs + afterMs;
  const isAcknowledged = marks.some(
    ({ state, alertId }) =>
      state === 'acknowledged' && (alertId === alert.id || alertId.startsWith(`${alert.id}${GONE_ON}`)),
  );
  if (isAcknowledged || atMs >= overtakenAtMs) return [];
  return [{ ...alert, id: `${alert.id}${GONE_ON}${queueId}`, kind: 'unacknowledged', atMs, toldAs, what: alert.kind }];
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
