import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../src/server/db/database.ts';
import { migrate } from '../../src/server/db/migrate.ts';
import { openDatabase } from '../../src/server/db/open-database.ts';
import { startSlaJob } from '../../src/server/jobs/sla-job.ts';
import { applyAsSystem } from '../../src/server/sync/apply.ts';
import { aNewTicket, people, seedWorkspace } from '../support/workspace.ts';
import { MortalBackend } from './support/mortal-backend.ts';
import { aStoredPolicy, HOUR_MS } from './support/sla-desk.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { createPostgresDatabase, engines, silent } from './support/test-database.ts';

const TICKETS = Number(process.env['PATAMAR_STEP_TICKETS'] ?? 1_000);
/** Over how long the breaches come due, from when the backends are there. */
const SPREAD_MS = 12_000;
const START_UP_MS = 4_000;
const PER_TRANSACTION = 250;

const guards = { minFreeBytes: 0, watchdogMs: 0 };

/** Tickets with two steps each: a warning that is two hours late by now, and a breach within seconds. */
async function seed(db: Database, tickets: number): Promise<void> {
  await migrate(db);
  const nowMs = Date.now();
  await seedWorkspace(db, nowMs);
  const system = { clientId: randomUUID(), user: people.system };
  const row = aStoredPolicy({ customer: { P3: { resolutionMs: 8 * HOUR_MS } }, tiers: {}, warnAtPercent: [75] });
  await applyAsSystem(db, system, [{ name: 'policy.save', args: { row }, performedAtMs: nowMs }], { nowMs });
  const creations = Array.from({ length: tickets }, () => {
    const bornAtMs = nowMs - 8 * HOUR_MS + START_UP_MS + randomInt(SPREAD_MS);
    return { name: 'ticket.create', args: aNewTicket(), performedAtMs: bornAtMs, receivedAtMs: bornAtMs };
  });
  for (let from = 0; from < tickets; from += PER_TRANSACTION) {
    await applyAsSystem(db, system, creations.slice(from, from + PER_TRANSACTION), { nowMs });
  }
  expect(await stepsLeft(db)).toBe(2 * tickets);
}

async function stepsLeft(db: Database): Promise<number> {
  const [row] = await db.raw<{ count: number }>('select count(*)::int as count from sla_step');
  return row?.count ?? 0;
}

async function expectEachToldOnce(db: Database, tickets: number): Promise<void> {
  const told = await db.raw(
    `select count(*)::int as count, count(distinct ticket_id)::int as tickets, row->>'kind' as kind
     from ticket_part where kind = 'event' and row->>'kind' like 'sla\\_%' group by row->>'kind' order by kind`,
  );
  const each = { count: tickets, tickets };
  expect(told).toEqual([
    { ...each, kind: 'sla_breached' },
    { ...each, kind: 'sla_warned' },
  ]);
  const [recorded] = await db.raw(
    `select (select count(*)::int from sla_fired) as fired,
       (select count(*)::int from mutation_result where name = 'ticket.slaStep' and error is null) as audit`,
  );
  expect(recorded).toEqual({ fired: 2 * tickets, audit: 2 * tickets });
}

test.runIf(engines.includes('postgres'))(
  `two backends on one PostgreSQL, killed at random, tell each step of ${TICKETS} tickets once`,
  async () => {
    const { url, drop } = await createPostgresDatabase();
    onTestFinished(drop);
    const db = await openDatabase({ database: { engine: 'postgres', url }, ...guards }, silent);
    onTestFinished(() => db.close());
    await seed(db, TICKETS);
    const backends = [0, 1].map(() => new MortalBackend({ DATABASE_URL: url, PATAMAR_DATA: temporaryFolder() }));
    onTestFinished(async () => {
      for (const backend of backends) await backend.kill();
    });
    let kills = 0;
    // Each is killed on its own, amid the work of the other, until nothing is left to tell.
    await Promise.all(
      backends.map(async (backend) => {
        await backend.start();
        while ((await stepsLeft(db)) > 0) {
          await delay(randomInt(100, 1_500));
          await backend.kill();
          kills += 1;
          await backend.start();
        }
      }),
    );
    expect(kills, 'they were killed while there was work').toBeGreaterThan(3);
    await expectEachToldOnce(db, TICKETS);
  },
  120_000,
);

test('a backend on the embedded database, killed three times at random, and who comes after it tell each step of 200 tickets once', async () => {
  const folder = temporaryFolder();
  const place = { database: { engine: 'pglite', folder: join(folder, 'pglite') } as const, ...guards };
  const seeded = await openDatabase(place, silent);
  await seed(seeded, 200);
  await seeded.close();
  const backend = new MortalBackend({ PATAMAR_DATA: folder });
  onTestFinished(() => backend.kill());
  for (let round = 0; round < 3; round += 1) {
    await backend.start();
    await delay(randomInt(50, 1_500));
    await backend.kill();
  }
  const db = await openDatabase(place, silent);
  onTestFinished(() => db.close());
  const job = await startSlaJob({ db, nowMs: Date.now, minFreeBytes: 0, log: silent });
  await expect.poll(() => stepsLeft(db), { timeout: 60_000 }).toBe(0);
  await job.stop();
  await expectEachToldOnce(db, 200);
}, 120_000);
