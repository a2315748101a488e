import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';
import type { Database } from './database.ts';

/** Any number, the same in all processes: only one of them migrates at a time. */
const ADVISORY_LOCK = 4_710_001;
export const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations');

type Migration = { readonly version: number; readonly name: string; readonly sql: string; readonly checksum: string };
type Applied = { readonly version: number; readonly name: string; readonly checksum: string };

/**
 * Brings the schema up to the files `NNNN-name.sql` of a folder, in order, each in a transaction with its record.
 * Answers the number of the newest. Safe in several processes at once.
 *
 * @throws StartError when a recorded migration is not the file's any more, or the database is newer than this code.
 */
export async function migrate(db: Database, folder: string = MIGRATIONS_FOLDER): Promise<number> {
  const migrations = await readMigrations(folder);
  await createRecord(db);
  for (const migration of migrations) await apply(db, migration, migrations);
  const newest = migrations.at(-1)?.version ?? 0;
  assertKnown(await readApplied(db), migrations);
  return newest;
}

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted();
  return Promise.all(
    files.map(async (file, index) => {
      const match = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file);
      const version = Number(match?.[1]);
      if (version !== index + 1)
        throw new Error(`${file}: migrations are NNNN-name.sql, counted from 0001 without gaps`);
      // Line ends differ with the checkout (Windows), the migration does not.
      const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
      return { version, name: match?.[2] ?? '', sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

function createRecord(db: Database): Promise<void> {
  return db.script(
    locked(
      db,
      `create table if not exists schema_migration (
        version int primary key, name text not null, checksum text not null, applied_at_ms bigint not null);`,
    ),
  );
}

/** One script is one transaction on both engines; the lock is held to its end. */
function locked(db: Database, sql: string): string {
  return db.engine === 'postgres' ? `select pg_advisory_xact_lock(${ADVISORY_LOCK});\n${sql}` : sql;
}

async function apply(db: Database, migration: Migration, all: readonly Migration[]): Promise<void> {
  const applied = await readApplied(db);
  assertKnown(applied, all);
  if (applied.some(({ version }) => version === migration.version)) return;
  const { version, name, checksum, sql } = migration;
  // First of all the record: a process that waited for the lock fails on its key, before it has done anything.
  const record = `insert into schema_migration values (${version}, '${name}', '${checksum}', ${Date.now()});`;
  try {
    await db.script(locked(db, `${record}\n${sql}`));
  } catch (error) {
    const isAppliedElsewhere = (await readApplied(db)).some((each) => each.version === version);
    if (isAppliedElsewhere) return;
    throw new Error(`Migration ${version} (${name}) failed and was undone`, { cause: error });
  }
}

async function readApplied(db: Database): Promise<readonly Applied[]> {
  return db.raw<Applied>('select version, name, checksum from schema_migration order by version');
}

function assertKnown(applied: readonly Applied[], migrations: readonly Migration[]): void {
  for (const { version, name, checksum } of applied) {
    const known = migrations.find((migration) => migration.version === version);
    if (known === undefined) {
      throw new StartError(
        `The database was made by a newer Patamar (its migration ${version}, "${name}", is not known here): start that version or a newer one.`,
      );
    }
    if (known.checksum !== checksum) {
      throw new StartError(
        `Migration ${version} ("${name}") is not the one this database was made with: reinstall the version that matches, or restore the file.`,
      );
    }
  }
}
