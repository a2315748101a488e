import { useSyncExternalStore } from 'react';
import type { SyncStatus as EngineStatus } from '../../shared/sync/status.ts';
import { useOutbox } from '../db/outbox-view.ts';
import { currentStatus, subscribeStatus } from './status-store.ts';
import { kickSync } from './sync-client.ts';

/** What an agent is told about the connection and about what waits. Times are the backend's. */
export type SyncStatus = EngineStatus & { readonly unsent: number; readonly oldestUnsentAtMs: number | null };

/** The state of the connection and of what waits to be sent. */
export function useSyncStatus(): SyncStatus {
  const status = useSyncExternalStore(subscribeStatus, currentStatus);
  const waiting = useOutbox().filter(({ state }) => state !== 'acknowledged');
  return { ...status, unsent: waiting.length, oldestUnsentAtMs: waiting[0]?.performedAtMs ?? null };
}

/** Syncs now: for the button, when an agent does not want to wait. */
export function syncNow(): void {
  kickSync();
}
