import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/server/db/database.ts';
import { migrate, MIGRATIONS_FOLDER } from '../../src/server/db/migrate.ts';
import { openPostgres } from '../../src/server/db/postgres.ts';
import { createPostgresDatabase, engines, openEmptyDatabase, silent } from './support/test-database.ts';

describe.each(engines)('on %s', (engine) => {
  let db: Database;
  let folder: string;

  beforeEach(async () => {
    db = await openEmptyDatabase(engine);
    folder = await mkdtemp(join(tmpdir(), 'patamar-migrations-'));
    await writeFile(join(folder, '0001-first.sql'), 'create table a (id int);\ninsert into a values (1);\n');
  });

  afterEach(async () => {
    await db.close();
    await rm(folder, { recursive: true });
  });

  const countA = async (): Promise<number> => (await db.raw<{ n: number }>('select count(*) as n from a'))[0]?.n ?? -1;

  test('the schema of this program is made once, and found made afterwards', async () => {
    const files = (await readdir(MIGRATIONS_FOLDER)).filter((file) => file.endsWith('.sql'));
    expect(await migrate(db)).toBe(files.length);
    expect(await migrate(db)).toBe(files.length);
    expect(await db.raw('select version from schema_migration')).toHaveLength(files.length);
  });

  test('a migration that fails is undone whole, and runs when it is mended', async () => {
    await writeFile(join(folder, '0002-second.sql'), 'insert into a values (2);\nselect 1/0;\n');
    await expect(migrate(db, folder)).rejects.toThrow('Migration 2 (second) failed and was undone');
    expect(await countA()).toBe(1);
    await writeFile(join(folder, '0002-second.sql'), 'insert into a values (2);\n');
    expect(await migrate(db, folder)).toBe(2);
    expect(await countA()).toBe(2);
  });

  test('line ends of another system are no change', async () => {
    await migrate(db, folder);
    await writeFile(join(folder, '0001-first.sql'), 'create table a (id int);\r\ninsert into a values (1);\r\n');
    expect(await migrate(db, folder)).toBe(1);
  });

  test('a recorded migration that was changed is refused', async () => {
    await migrate(db, folder);
    await writeFile(join(folder, '0001-first.sql'), 'create table a (id bigint);\n');
    await expect(migrate(db, folder)).rejects.toThrow('Migration 1 ("first") is not the one');
  });

  test('a database newer than the program is refused before anything is changed', async () => {
    await writeFile(join(folder, '0002-second.sql'), 'insert into a values (2);\n');
    await migrate(db, folder);
    await rm(join(folder, '0002-second.sql'));
    await expect(migrate(db, folder)).rejects.toThrow('made by a newer Patamar');
    expect(await countA()).toBe(2);
  });

  test('a gap in the numbers is refused', async () => {
    await writeFile(join(folder, '0003-third.sql'), 'select 1;');
    await expect(migrate(db, folder)).rejects.toThrow('0003-third.sql');
  });
});

test.runIf(engines.includes('postgres'))('processes that start at once migrate once', async () => {
  const { url, drop } = await createPostgresDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'patamar-migrations-'));
  await writeFile(
    join(folder, '0001-slow.sql'),
    'create table a (id int); select pg_sleep(0.2); insert into a values (1);',
  );
  const databases = await Promise.all([1, 2, 3, 4].map(() => openPostgres(url, silent)));
  try {
    expect(await Promise.all(databases.map((db) => migrate(db, folder)))).toEqual([1, 1, 1, 1]);
    expect(await databases[0]?.raw('select id from a')).toEqual([{ id: 1 }]);
  } finally {
    for (const db of databases) await db.close();
    await drop();
    await rm(folder, { recursive: true });
  }
});
