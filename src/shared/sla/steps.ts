import type { CalendarSource } from './calendar-source.ts';
import type { SlaFacts } from './clock-plan.ts';
import { evaluate, type SlaClock, stepsOf } from './clocks.ts';
import { matchPolicy, type Policy } from './policy.ts';

/** The step of a clock at which more than its target is used. Warning steps are named by their percent, 1 to 100. */
export const BREACH_STEP = 0;

/**
 * Which step of which clock: the clock's kind and tier (0 for the customer's), when its cycle started (epoch ms), and
 * the percent of the target that is used then, or `BREACH_STEP`.
 */
export type StepName = {
  readonly kind: string;
  readonly tier: number;
  readonly cycleAtMs: number;
  readonly step: number;
};

/** A step with the instant it is due at, under the deadline that its clock has; both epoch ms. */
export type SlaStep = StepName & { readonly dueAtMs: number; readonly deadlineAtMs: number };

/** A step as text, to be found by. */
export function stepKey({ kind, tier, cycleAtMs, step }: StepName): string {
  return `${kind}:${tier}:${cycleAtMs}:${step}`;
}

/**
 * The steps that a ticket's open clocks have at `nowMs` (epoch ms), whatever the kinds of clocks: of a running clock
 * each warning step and the breach, past ones too; of a breached clock the breach. A clock that has ended or is paused
 * has none.
 *
 * @returns with the steps the warnings that a breached clock went by, by name: one that waits to be told still counts.
 */
function stepsNow(
  facts: SlaFacts,
  policies: readonly Policy[],
  calendars: CalendarSource,
  nowMs: number,
): { readonly steps: readonly SlaStep[]; readonly passed: ReadonlySet<string> } {
  const steps: SlaStep[] = [];
  const passed = new Set<string>();
  const percents = stepsOf(matchPolicy(policies, facts, nowMs)?.warnAtPercent ?? []);
  for (const clock of evaluate(facts, policies, calendars, nowMs)) {
    const { deadlineAtMs, breachAtMs } = clock;
    if (clock.endedAtMs !== null || deadlineAtMs === null || breachAtMs === null) continue;
    const name = { kind: clock.kind, tier: clock.tier ?? 0, cycleAtMs: clock.startedAtMs };
    steps.push({ ...name, step: BREACH_STEP, dueAtMs: breachAtMs, deadlineAtMs });
    for (const [step, dueAtMs] of warnings(clock, percents)) steps.push({ ...name, step, dueAtMs, deadlineAtMs });
    if (clock.state === 'breached') for (const step of percents) passed.add(stepKey({ ...name, step }));
  }
  return { steps, passed };
}

function warnings(clock: SlaClock, percents: readonly number[]): (readonly [step: number, dueAtMs: number])[] {
  return clock.warnAtMs.map((dueAtMs, index) => [percents[index] ?? unnamedWarning(clock), dueAtMs]);
}

function unnamedWarning({ kind, policyId }: SlaClock): never {
  throw new Error(`A ${kind} clock has more warnings than policy ${policyId} has steps`);
}

/** A step that has been told, with what it was due at and the deadline then. */
export type FiredStep = SlaStep;

/**
 * The steps that are still to be told of a ticket: those its open clocks have at `nowMs`, less those told already. Told
 * once, a step is armed again only when the deadline and the step itself have moved later (docs/sla.md, rule 9): then
 * what was told has become untrue. A warning that was due before its clock breached, and that nobody told (the backend
 * was down), stays.
 *
 * @param pending what was planned of the ticket before.
 */
export function openSteps(
  facts: SlaFacts,
  rules: { readonly policies: readonly Policy[]; readonly calendars: CalendarSource },
  nowMs: number,
  told: { readonly pending: readonly SlaStep[]; readonly fired: readonly FiredStep[] },
): SlaStep[] {
  const { steps, passed } = stepsNow(facts, rules.policies, rules.calendars, nowMs);
  const firedBy = new Map(told.fired.map((step) => [stepKey(step), step]));
  const open = steps.filter((step) => {
    const fired = firedBy.get(stepKey(step));
    return fired === undefined || (step.deadlineAtMs > fired.deadlineAtMs && step.dueAtMs > fired.dueAtMs);
  });
  const overdue = told.pending.filter((step) => passed.has(stepKey(step)) && step.dueAtMs <= nowMs);
  return [...new Map([...open, ...overdue].map((step) => [stepKey(step), step])).values()];
}
