import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { Client } from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import type { Database } from '../../../src/server/db/database.ts';
import { migrate } from '../../../src/server/db/migrate.ts';
import { openPgliteInMemory } from '../../../src/server/db/pglite.ts';
import { openPostgres } from '../../../src/server/db/postgres.ts';

export type EngineName = 'pglite' | 'postgres';

/** The engines of this machine, for `describe.each(engines)`: PGlite always, PostgreSQL where it is installed. */
export const engines: readonly EngineName[] = inject('postgresUrl') === null ? ['pglite'] : ['pglite', 'postgres'];

/** A log that says nothing. */
export const silent = pino({ level: 'silent' });

/** A migrated empty database of its own, removed when it is closed. PGlite's is in memory. */
export async function openTestDatabase(engine: EngineName): Promise<Database> {
  const db = await openEmptyDatabase(engine);
  await migrate(db);
  return db;
}

/** The same without any table. */
export async function openEmptyDatabase(engine: EngineName): Promise<Database> {
  if (engine === 'pglite') return openPgliteInMemory(await openAsBlob(inject('pgliteTemplate')));
  const { url, drop } = await createPostgresDatabase();
  const db = await openPostgres(url, silent);
  return {
    ...db,
    close: async () => {
      await db.close();
      await drop();
    },
  };
}

/** A new empty database in the PostgreSQL of this run. */
export async function createPostgresDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const base = inject('postgresUrl');
  if (base === null) throw new Error('PostgreSQL is not installed here');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await administer(base, `create database ${name}`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(base, `drop database ${name} with (force)`) };
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
