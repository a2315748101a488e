/** What an agent is told about the connection. Derived from exchanges that went through, never from a socket's word. */
export type SyncStatus = {
  readonly connection: 'online' | 'offline' | 'connecting' | 'signed_out' | 'update_required';
  readonly isSyncing: boolean;
  /** The actions on their way to the backend at this moment, by seq, both ends included. */
  readonly sending: { readonly first: number; readonly last: number } | null;
  /** While the first sync is under way: how many rows have come. */
  readonly firstSync: { readonly received: number } | null;
  readonly lastPullAtMs: number | null;
  readonly lastError: string | null;
};

export const initialStatus: SyncStatus = {
  connection: 'connecting',
  isSyncing: false,
  sending: null,
  firstSync: null,
  lastPullAtMs: null,
  lastError: null,
};

/** Whether the backend is known to be out of reach; not while nobody has found out yet. */
export function isCutOff(connection: SyncStatus['connection']): boolean {
  return connection !== 'online' && connection !== 'connecting';
}
