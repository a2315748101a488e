/** Accounts: how a person signs in. Who they are (name, role, queues) is the synced `user` row. */
export type AppUserTable = {
  id: string;
  /** Lower case, unique. */
  email: string;
  /** argon2id in PHC form. */
  password_hash: string;
  is_active: boolean;
};

/** A sign-in on one device, alive until it is revoked or expires; its refresh token changes with every use. */
export type SessionTable = {
  id: string;
  user_id: string;
  device_name: string | null;
  /** SHA-256 of the current refresh token. */
  refresh_hash: Uint8Array;
  /** SHA-256, hex, of the tokens it replaced within the grace period, separated by blanks. */
  previous_hashes: string;
  created_at_ms: number;
  rotated_at_ms: number;
  expires_at_ms: number;
  revoked_at_ms: number | null;
};

/** Secrets made once for this database. */
export type ServerSecretTable = { name: string; value: Uint8Array };

export type SchemaMigrationTable = { version: number; name: string; checksum: string; applied_at_ms: number };

/** Synced rows that every member of the workspace has, as JSON. */
export type WorkspaceRowTable = { kind: string; id: string; row: unknown };

/** The tables that typed queries know. The sync tables are read with `raw`. */
export type Tables = {
  app_user: AppUserTable;
  session: SessionTable;
  server_secret: ServerSecretTable;
  schema_migration: SchemaMigrationTable;
  workspace_row: WorkspaceRowTable;
};
