import type { SyncStatus } from '../../sync/status.ts';

/** An action this old while online is told as stuck (docs: honest status). */
const STUCK_MS = 60_000;

/** How long the oldest unsent action has been waiting although there is a connection, ms; null while all is well. */
export function stuckForMs({ connection, oldestUnsentAtMs }: SyncStatus, nowMs: number): number | null {
  if (connection !== 'online' || oldestUnsentAtMs === null) return null;
  const waitedMs = nowMs - oldestUnsentAtMs;
  return waitedMs > STUCK_MS ? waitedMs : null;
}

/** How a connection looks. */
export type ConnectionTone = 'good' | 'working' | 'away' | 'bad';

const TONES: Readonly<Record<SyncStatus['connection'], ConnectionTone>> = {
  online: 'good',
  connecting: 'working',
  offline: 'away',
  signed_out: 'bad',
  update_required: 'bad',
};

export function connectionTone(connection: SyncStatus['connection']): ConnectionTone {
  return TONES[connection];
}
