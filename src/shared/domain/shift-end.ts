import { pauseClassOf } from './status.ts';
import type { Ticket } from './ticket.ts';

/**
 * Whether a ticket stays with its holder when their shift ends: it is paused until a moment that they have set and that
 * is still to come. Giving it back would end the pause and let its clocks run, while nobody can go on before then; all
 * others go back to their queue, where somebody on shift sees them.
 */
export function staysAtShiftEnd(
  { status, followUpAtMs }: Pick<Ticket, 'status' | 'followUpAtMs'>,
  nowMs: number,
): boolean {
  return pauseClassOf(status) !== null && followUpAtMs !== null && followUpAtMs > nowMs;
}
