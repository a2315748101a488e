import type { CalendarSource } from './calendar-source.ts';
import { countClocks, type CountedClock } from './clocks.ts';
import type { Policy, Priority } from './policy.ts';
import type { SlaFacts, Tier } from './sla-facts.ts';

/** A made-up ticket to try a policy with. `createdAtMs` is epoch ms. */
export type SampleTicket = { readonly priority: Priority; readonly tier: Tier; readonly createdAtMs: number };

/** Before every instant that a ticket could be made at. */
const SINCE_EVER_MS = Number.MIN_SAFE_INTEGER;

/**
 * Every clock that a policy gives a sample ticket, each from the ticket's creation on, in the order of `CLOCK_KINDS`: the
 * work of its tier as if it were taken at once, the next response as if its customer wrote again at once, the vendor's
 * answer as if it were referred at once. Null when the policy's conditions on priority leave the ticket out; its other
 * conditions are taken as fulfilled.
 */
export function sampleClocks(
  { priority, tier, createdAtMs }: SampleTicket,
  policy: Policy,
  calendars: CalendarSource,
): readonly CountedClock[] | null {
  const { priorities } = policy.match;
  if (priorities !== undefined && !priorities.includes(priority)) return null;
  const { previous: _previous, ...version } = policy;
  const policies = [{ ...version, isActive: true, match: {}, effectiveFromMs: SINCE_EVER_MS }];
  const stay = { tier, queueId: '', enteredAtMs: createdAtMs, acceptedAtMs: null, leftAtMs: null };
  const waiting: SlaFacts = {
    createdAtMs,
    priority,
    channel: 'phone',
    categoryId: null,
    tier,
    firstRespondedAtMs: null,
    resolvedAtMs: null,
    pauses: [],
    stays: [stay],
    nextResponse: { sinceMs: createdAtMs, endedAtMs: null },
  };
  const taken: SlaFacts = { ...waiting, stays: [{ ...stay, acceptedAtMs: createdAtMs }] };
  const referred: SlaFacts = { ...waiting, pauses: [{ class: 'vendor', fromMs: createdAtMs, toMs: null }] };
  const count = (facts: SlaFacts): CountedClock[] => countClocks(facts, policies, calendars, createdAtMs);
  const only = (kind: string, facts: SlaFacts): CountedClock[] =>
    count(facts).filter(({ clock }) => clock.kind === kind);
  return [...count(waiting), ...only('tierWork', taken), ...only('vendor', referred)];
}
