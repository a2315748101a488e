import { useSyncExternalStore } from 'react';
import { initialStatus, type SyncStatus as EngineStatus } from '../../shared/sync/status.ts';
import { setClockOffsetMs } from '../db/backend-clock.ts';
import { useOutbox } from '../db/outbox-view.ts';
import { kickSync } from './sync-client.ts';

/** What an agent is told about the connection and about what waits. Times are the backend's. */
export type SyncStatus = EngineStatus & { readonly unsent: number; readonly oldestUnsentAtMs: number | null };

let current: EngineStatus = initialStatus;
const listeners = new Set<() => void>();

/** Takes what the leading worker says. */
export function takeStatus(change: Partial<EngineStatus>, clockOffsetMs?: number): void {
  current = { ...current, ...change };
  if (clockOffsetMs !== undefined) setClockOffsetMs(clockOffsetMs);
  for (const listener of listeners) listener();
}

/** Forgets what was said of another account. */
export function resetStatus(): void {
  takeStatus(initialStatus);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The state of the connection and of what waits to be sent. */
export function useSyncStatus(): SyncStatus {
  const status = useSyncExternalStore(subscribe, () => current);
  const waiting = useOutbox().filter(({ state }) => state === 'kept');
  return { ...status, unsent: waiting.length, oldestUnsentAtMs: waiting[0]?.performedAtMs ?? null };
}

/** Syncs now: for the button, when an agent does not want to wait. */
export function syncNow(): void {
  kickSync();
}
