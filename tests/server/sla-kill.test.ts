import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/server/db/migrate.ts';
import { openDatabase } from '../../src/server/db/open-database.ts';
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

describe.runIf(engines.includes('postgres'))('two backends on one PostgreSQL', () => {
  test(`killed at random, tell each step of ${TICKETS} tickets once`, async () => {
    const { url, drop } = await createPostgresDatabase();
    onTestFinished(drop);
    const db = await openDatabase({ database: { engine: 'postgres', url }, minFreeBytes: 0, watchdogMs: 0 }, silent);
    onTestFinished(() => db.close());
    await migrate(db);
    await seedWorkspace(db, Date.now());
    const system = { clientId: randomUUID(), user: people.system };
    const row = aStoredPolicy({ customer: { P3: { resolutionMs: 8 * HOUR_MS } }, tiers: {}, warnAtPercent: [75] });
    const nowMs = Date.now();
    await applyAsSystem(db, system, [{ name: 'policy.save', args: { row }, performedAtMs: nowMs }], { nowMs });
    // The warnings are two hours late by now; the breaches come one after the other.
    const creations = Array.from({ length: TICKETS }, () => {
      const bornAtMs = nowMs - 8 * HOUR_MS + START_UP_MS + randomInt(SPREAD_MS);
      return { name: 'ticket.create', args: aNewTicket(), performedAtMs: bornAtMs, receivedAtMs: bornAtMs };
    });
    for (let from = 0; from < TICKETS; from += PER_TRANSACTION) {
      await applyAsSystem(db, system, creations.slice(from, from + PER_TRANSACTION), { nowMs });
    }
    const [planned] = await db.raw<{ count: number }>('select count(*)::int as count from sla_step');
    expect(planned?.count).toBe(2 * TICKETS);

    const backends = [0, 1].map(() => new MortalBackend({ DATABASE_URL: url, PATAMAR_DATA: temporaryFolder() }));
    onTestFinished(async () => {
      for (const backend of backends) await backend.kill();
    });
    const left = async (): Promise<number> =>
      (await db.raw<{ count: number }>('select count(*)::int as count from sla_step'))[0]?.count ?? 0;
    let kills = 0;
    // Each is killed on its own, amid the work of the other, until nothing is left to tell.
    await Promise.all(
      backends.map(async (backend) => {
        await backend.start();
        while ((await left()) > 0) {
          await delay(randomInt(100, 1_500));
          await backend.kill();
          kills += 1;
          await backend.start();
        }
      }),
    );
    expect(kills, 'they were killed while there was work').toBeGreaterThan(3);

    const told = await db.raw<{ count: number; kind: string }>(
      `select count(*)::int as count, count(distinct ticket_id)::int as tickets, row->>'kind' as kind
       from ticket_part where kind = 'event' and row->>'kind' like 'sla\\_%' group by row->>'kind' order by kind`,
    );
    const each = { count: TICKETS, tickets: TICKETS };
    expect(told).toEqual([
      { ...each, kind: 'sla_breached' },
      { ...each, kind: 'sla_warned' },
    ]);
    const [recorded] = await db.raw<{ fired: number; audit: number }>(
      `select (select count(*)::int from sla_fired) as fired,
         (select count(*)::int from mutation_result where name = 'ticket.slaStep' and error is null) as audit`,
    );
    expect(recorded).toEqual({ fired: 2 * TICKETS, audit: 2 * TICKETS });
  });
});
