import type { ClockKnowledge } from '../../shared/sync/clock-watch.ts';
import { initialStatus, type SyncStatus } from '../../shared/sync/status.ts';
import { knowClock } from '../db/backend-clock.ts';

let current: SyncStatus = initialStatus;
const listeners = new Set<() => void>();

/** What the leading worker said last. */
export function currentStatus(): SyncStatus {
  return current;
}

/** Takes what the leading worker says. */
export function takeStatus(change: Partial<SyncStatus>, clock?: ClockKnowledge): void {
  current = { ...current, ...change };
  if (clock !== undefined) knowClock(clock);
  for (const listener of listeners) listener();
}

/** Forgets what was said of another account. */
export function resetStatus(): void {
  takeStatus(initialStatus);
}

/** Listens until the function it returns is called. */
export function subscribeStatus(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
