/** What an agent is told about the connection. Derived from exchanges that went through, never from a socket's word. */
export type SyncStatus = {
  readonly connection: 'online' | 'offline' | 'connecting' | 'signed_out' | 'update_required';
  readonly isSyncing: boolean;
  /** While the first sync is under way: how many rows have come. */
  readonly firstSync: { readonly received: number } | null;
  readonly lastPullAtMs: number | null;
  readonly lastError: string | null;
};

export const initialStatus: SyncStatus = {
  connection: 'connecting',
  isSyncing: false,
  firstSync: null,
  lastPullAtMs: null,
  lastError: null,
};
