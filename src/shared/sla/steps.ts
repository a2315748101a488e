import type { CalendarSource } from './calendar-source.ts';
import { countClocks, type WarningRule, warningSteps } from './clocks.ts';
import type { Policy } from './policy.ts';
import type { SlaFacts } from './sla-facts.ts';

/**
 * The step of a clock at which more than its target is used. Warning steps are named by their percent, 1 to 100, and
 * those in time before the deadline by that time in ms, negative.
 */
export const BREACH_STEP = 0;

/**
 * Which step of which clock: the clock's kind and tier (0 for the customer's), when its cycle started (epoch ms), and
 * the warning step (see `warningOf`), or `BREACH_STEP`.
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

/** What a step warns by; null for the breach. */
export function warningOf({ step }: Pick<StepName, 'step'>): WarningRule | null {
  if (step === BREACH_STEP) return null;
  return step > 0 ? { percent: step } : { beforeMs: -step };
}

function stepOf(rule: WarningRule): number {
  return 'percent' in rule ? rule.percent : -rule.beforeMs;
}

/**
 * The steps that a ticket's open clocks have at `nowMs` (epoch ms), whatever the kinds of clocks: of a running clock
 * each warning step and the breach, past ones too; of a breached clock the breach. A clock that has ended or is paused
 * has none. What is not in force yet counts for nothing.
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
  for (const counted of countClocks(facts, policies, calendars, nowMs)) {
    const { clock } = counted;
    const { deadlineAtMs, breachAtMs } = clock;
    if (clock.endedAtMs !== null || deadlineAtMs === null || breachAtMs === null) continue;
    const name = { kind: clock.kind, tier: clock.tier ?? 0, cycleAtMs: clock.startedAtMs };
    steps.push({ ...name, step: BREACH_STEP, dueAtMs: breachAtMs, deadlineAtMs });
    for (const { rule, atMs } of warningSteps(counted)) {
      const step = stepOf(rule);
      if (clock.state === 'breached') passed.add(stepKey({ ...name, step }));
      else steps.push({ ...name, step, dueAtMs: atMs, deadlineAtMs });
    }
  }
  return { steps, passed };
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
