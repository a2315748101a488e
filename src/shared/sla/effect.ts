import type { CalendarSource } from './calendar-source.ts';
import { evaluate, type SlaClock, type SlaFacts } from './clocks.ts';
import type { Policy } from './policy.ts';
import { urgency } from './urgency.ts';

/** What clocks are counted by. */
export type SlaRules = { readonly policies: readonly Policy[]; readonly calendars: CalendarSource };

/** What a change of rules makes of a ticket, the worst first. */
export const EFFECTS = ['breaches', 'earlier', 'loses', 'gains', 'later', 'same'] as const;
export type EffectKind = (typeof EFFECTS)[number];

/** What became of a ticket, and of which of its clocks that is said; null for a clock that is not there. */
export type TicketEffect = {
  readonly kind: EffectKind;
  readonly before: SlaClock | null;
  readonly after: SlaClock | null;
};

/**
 * What a change of policies or calendars makes of an open ticket at `asOfMs` (epoch ms; when the change comes into force).
 *
 * - `breaches`: a clock is over that was not. `loses`: it has no open clock any more; `gains`: it had none.
 * - `earlier`, `later`: a deadline moves; of a paused clock, what remains is less or more; a clock that ends pausing or
 *   is new is earlier, one that begins to or goes is later. The clock that decides the ticket's place is looked at
 *   first.
 * - `same`: nothing of the above.
 */
export function effectOn(facts: SlaFacts, before: SlaRules, after: SlaRules, asOfMs: number): TicketEffect {
  const was = openClocks(facts, before, asOfMs);
  const is = openClocks(facts, after, asOfMs);
  if (was.length === 0 || is.length === 0) {
    if (was.length === is.length) return { kind: 'same', before: null, after: null };
    const kind = is.length === 0 ? 'loses' : 'gains';
    const breached = is.find(({ state }) => state === 'breached');
    if (breached !== undefined) return { kind: 'breaches', before: null, after: breached };
    return { kind, before: urgency(was).clock, after: urgency(is).clock };
  }
  const pairs = pairsOf(was, is);
  const broken = pairs.find((pair) => pair.after?.state === 'breached' && pair.before?.state !== 'breached');
  if (broken !== undefined) return { kind: 'breaches', ...broken };
  for (const pair of pairs) {
    const by = dueOf(pair.after) - dueOf(pair.before);
    if (by !== 0) return { kind: by < 0 ? 'earlier' : 'later', ...pair };
  }
  return { kind: 'same', before: urgency(was).clock, after: urgency(is).clock };
}

function openClocks(facts: SlaFacts, { policies, calendars }: SlaRules, asOfMs: number): readonly SlaClock[] {
  return evaluate(facts, policies, calendars, asOfMs).filter(({ endedAtMs }) => endedAtMs === null);
}

type Pair = { readonly before: SlaClock | null; readonly after: SlaClock | null };

/** Each clock before and after, the one that decided the ticket's place before on top. */
function pairsOf(was: readonly SlaClock[], is: readonly SlaClock[]): readonly Pair[] {
  const isByKey = new Map(is.map((clock) => [keyOf(clock), clock]));
  const known = new Set(was.map(keyOf));
  const first = urgency(was).clock;
  return [
    ...was
      .toSorted((a, b) => Number(b === first) - Number(a === first))
      .map((clock): Pair => {
        return { before: clock, after: isByKey.get(keyOf(clock)) ?? null };
      }),
    ...is.filter((clock) => !known.has(keyOf(clock))).map((clock): Pair => ({ before: null, after: clock })),
  ];
}

/** Of several vendors' clocks each has its own start, which no rule moves. */
function keyOf({ kind, tier, startedAtMs }: SlaClock): string {
  return `${kind}:${tier ?? (kind === 'vendor' ? startedAtMs : '')}`;
}

/** Where paused clocks begin, and where clocks that are not there are: after every instant. */
const PAUSED_FROM = 1e15;
const NEVER = 2e15;

function dueOf(clock: SlaClock | null): number {
  if (clock === null) return NEVER;
  return clock.deadlineAtMs ?? PAUSED_FROM + clock.remainingMs;
}
