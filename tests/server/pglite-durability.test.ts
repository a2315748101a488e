import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, onTestFinished, test } from 'vitest';
import { DurableNodeFs } from '../../src/server/db/pglite-durable-fs.ts';
import { openPglite } from '../../src/server/db/pglite.ts';
import { type Child, runNode } from './support/child-process.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { silent } from './support/test-database.ts';

const PROGRAM = join(import.meta.dirname, 'support/committing-program.ts');
const options = { minFreeBytes: 0, watchdogMs: 0 };

function commitIn(folder: string, watchdogMs = 0): Child {
  const child = runNode([PROGRAM, folder, String(watchdogMs)]);
  onTestFinished(() => void child.process.kill('SIGKILL'));
  return child;
}

test('every commit reaches the disk by an fsync of its own, and a read needs none', async () => {
  const folder = join(temporaryFolder(), 'pglite');
  const fs = new DurableNodeFs(folder);
  const startParams = [...PGlite.defaultStartParams.filter((param) => param !== '-F'), '-c', 'wal_sync_method=fsync'];
  const pglite = await PGlite.create({ fs, startParams });
  await pglite.exec('create table kept (n int)');
  for (let n = 0; n < 5; n += 1) {
    const before = fs.syncs;
    await pglite.query('insert into kept values ($1)', [n]);
    expect(fs.syncs).toBeGreaterThan(before);
  }
  const before = fs.syncs;
  await pglite.query('select * from kept');
  expect(fs.syncs).toBe(before);
  await pglite.close();
});

test('PGlite as it is shipped makes no fsync, which is why ours is needed', async () => {
  const fs = new DurableNodeFs(join(temporaryFolder(), 'pglite'));
  const pglite = await PGlite.create({ fs });
  await pglite.exec('create table kept (n int); insert into kept values (1);');
  expect(fs.syncs).toBe(0);
  await pglite.close();
});

test('a row that was acknowledged is there after a kill -9 in the same moment', async () => {
  const folder = join(temporaryFolder(), 'pglite');
  for (let round = 1; round <= 3; round += 1) {
    const child = commitIn(folder);
    await child.line(/open/);
    // Many at once, so that the kill falls into the middle of some later commit.
    child.process.stdin?.write(Array.from({ length: 200 }, (_, n) => `${round * 1000 + n}\n`).join(''));
    await child.line(new RegExp(`kept ${round * 1000 + 20}\n`));
    child.process.kill('SIGKILL');
    await child.ended();
    const db = await openPglite({ folder, ...options }, silent);
    const [row] = await db.raw<{ n: number }>('select count(*) as n from kept where n between $1 and $2', [
      round * 1000,
      round * 1000 + 20,
    ]);
    await db.close();
    expect(row?.n).toBe(21);
  }
});

test('a creation that was cut short is begun again', async () => {
  const parent = temporaryFolder();
  mkdirSync(join(parent, 'pglite.creating/base'), { recursive: true });
  writeFileSync(join(parent, 'pglite.creating/PG_VERSION'), '18\n');
  const db = await openPglite({ folder: join(parent, 'pglite'), ...options }, silent);
  expect(await db.raw('select 1 as one')).toEqual([{ one: 1 }]);
  await db.close();
  expect(existsSync(join(parent, 'pglite.creating'))).toBe(false);
});

test('the log is folded into the tables, so that it does not grow with what is written', async () => {
  const folder = join(temporaryFolder(), 'pglite');
  const db = await openPglite({ folder, ...options }, silent);
  await db.script('create table bulk (text text)');
  const segments = (): number => readdirSync(join(folder, 'pg_wal')).filter((name) => name.length === 24).length;
  // 16 MB a segment: some 200 MB of log in all.
  for (let round = 0; round < 8; round += 1) {
    await db.raw('insert into bulk select repeat(md5(g::text), 30) from generate_series(1, 20000) g');
  }
  await expect.poll(segments, { timeout: 30_000, interval: 200 }).toBeLessThanOrEqual(6);
  await db.close();
});
