import type { Ticket } from '../../../../shared/domain/ticket.ts';
import { effectOn, type EffectKind, EFFECTS, type SlaRules, type TicketEffect } from '../../../../shared/sla/effect.ts';

/** What a change makes of the open tickets of this machine: how many of each kind, and some of them, the worst first. */
export type Effect = {
  readonly total: number;
  readonly counts: Readonly<Record<EffectKind, number>>;
  readonly examples: readonly Example[];
  /** The instant it is worked out for, epoch ms: when the change comes into force. */
  readonly asOfMs: number;
};
export type Example = { readonly ticket: Ticket; readonly effect: TicketEffect };

/** For so long at a time: a frame has room for it beside what is typed. */
const SLICE_MS = 6;
const MOST_EXAMPLES = 8;

/** Works it out in small slices, so that the window goes on; null once `signal` has been aborted. */
export async function measureEffect(
  tickets: readonly Ticket[],
  before: SlaRules,
  after: SlaRules,
  asOfMs: number,
  signal: AbortSignal,
): Promise<Effect | null> {
  const found = new Map<EffectKind, { count: number; examples: Example[] }>();
  let sliceFromMs = performance.now();
  for (const ticket of tickets) {
    if (performance.now() - sliceFromMs > SLICE_MS) {
      await new Promise((resolve) => {
        setTimeout(resolve);
      });
      if (signal.aborted) return null;
      sliceFromMs = performance.now();
    }
    const effect = effectOn(ticket, before, after, asOfMs);
    const same = found.get(effect.kind) ?? { count: 0, examples: [] };
    same.count += 1;
    if (same.examples.length < MOST_EXAMPLES) same.examples.push({ ticket, effect });
    found.set(effect.kind, same);
  }
  return {
    total: tickets.length,
    counts: {
      breaches: found.get('breaches')?.count ?? 0,
      earlier: found.get('earlier')?.count ?? 0,
      loses: found.get('loses')?.count ?? 0,
      gains: found.get('gains')?.count ?? 0,
      later: found.get('later')?.count ?? 0,
      same: found.get('same')?.count ?? 0,
    },
    examples: EFFECTS.filter((kind) => kind !== 'same')
      .flatMap((kind) => found.get(kind)?.examples ?? [])
      .slice(0, MOST_EXAMPLES),
    asOfMs,
  };
}
