import type { SlaClock } from './clocks.ts';

/** A clock of the tier that goes beyond the customer's. */
export type BeyondCustomer = { readonly tier: SlaClock; readonly customer: SlaClock };

/**
 * The clock of the tier (acceptance, work) that leaves it more time than the customer's resolution has, so that keeping
 * it may break that; null when there is none. Deadlines are compared where both have one, for the calendars may differ;
 * else what remains. One that is over goes beyond nothing, and nothing goes beyond it.
 */
export function tierBeyondCustomer(clocks: readonly SlaClock[]): BeyondCustomer | null {
  const customer = clocks.find(({ kind, endedAtMs }) => kind === 'resolution' && endedAtMs === null);
  if (customer === undefined || customer.state === 'breached') return null;
  const tier = clocks.find(
    (clock) =>
      (clock.kind === 'tierAccept' || clock.kind === 'tierWork') &&
      clock.endedAtMs === null &&
      clock.state !== 'breached' &&
      isLater(clock, customer),
  );
  return tier === undefined ? null : { tier, customer };
}

function isLater(a: SlaClock, b: SlaClock): boolean {
  if (a.deadlineAtMs !== null && b.deadlineAtMs !== null) return a.deadlineAtMs > b.deadlineAtMs;
  return a.remainingMs > b.remainingMs;
}
