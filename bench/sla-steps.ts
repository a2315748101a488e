/**
 * Measures what the steps of clocks cost the backend, and prints JSON. Run: node bench/sla-steps.ts
 * A policy changes over 10,000 open tickets: how long until all of their steps are planned anew, how long one batch holds
 * its tickets, and what a push by an agent takes meanwhile. Then steps come due at once: how many are told a second.
 * On PGlite in a folder, and on PostgreSQL where it is installed (its own, without fsync, as the tests have it).
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { pino } from 'pino';
import type { Database } from '../src/server/db/database.ts';
import { migrate } from '../src/server/db/migrate.ts';
import { openDatabase } from '../src/server/db/open-database.ts';
import { replanBatch } from '../src/server/jobs/replan.ts';
import { startSlaJob } from '../src/server/jobs/sla-job.ts';
import { SlaRulesCache } from '../src/server/sla/sla-rules.ts';
import { applyAsSystem } from '../src/server/sync/apply.ts';
import { WorkspaceCache } from '../src/server/sync/workspace-cache.ts';
import type { Policy } from '../src/shared/sla/policy.ts';
import { startPostgres } from '../tests/server/support/postgres-server.ts';
import { aNewTicket, ID, people, seedWorkspace } from '../tests/support/workspace.ts';

const TICKETS = Number(process.argv[2] ?? 10_000);
const PER_TRANSACTION = 500;
const HOUR_MS = 3_600_000;
const DUE = 2_000;
const silent = pino({ level: 'silent' });
const system = { clientId: randomUUID(), user: people.system };

function aPolicy(hours: number): Policy {
  const targets = { firstResponseMs: hours * HOUR_MS, resolutionMs: 8 * hours * HOUR_MS };
  return {
    id: ID.policy,
    name: 'Todos',
    position: 1,
    isActive: true,
    match: {},
    calendarId: ID.calendar,
    customer: { P1: targets, P2: targets, P3: targets, P4: targets },
    tiers: { '1': { acceptMs: hours * HOUR_MS } },
    pausedBy: { firstResponse: [], resolution: ['customer'], accept: [] },
    warnAtPercent: [75, 90],
    effectiveFromMs: 0,
  };
}

async function apply(
  db: Database,
  actions: readonly { name: string; args: object }[],
  atMs = Date.now(),
): Promise<void> {
  const mutations = actions.map((action) => ({ ...action, performedAtMs: atMs, receivedAtMs: atMs }));
  const { outcomes } = await applyAsSystem(db, system, mutations, { nowMs: atMs });
  const refused = outcomes.find(({ error }) => error !== null);
  if (refused !== undefined) throw new Error(`refused: ${refused.error?.message ?? ''}`);
}

async function measure(db: Database): Promise<object> {
  await migrate(db);
  await seedWorkspace(db, Date.now());
  await apply(db, [{ name: 'policy.save', args: { row: aPolicy(10) } }]);
  const seedingMs = performance.now();
  for (let from = 0; from < TICKETS; from += PER_TRANSACTION) {
    await apply(
      db,
      Array.from({ length: PER_TRANSACTION }, () => ({ name: 'ticket.create', args: aNewTicket() })),
    );
  }
  const ticketsPerSecond = Math.round((TICKETS / (performance.now() - seedingMs)) * 1000);
  await replanAll(db);

  const batches = await change(db, 12, () => replanAll(db));
  const withAgent = await change(db, 14, () => besidesAnAgent(db));
  const told = await tellDue(db);
  return { tickets: TICKETS, ticketsPerSecond, ...batches, ...withAgent, ...told };
}

async function change<T>(db: Database, hours: number, work: () => Promise<T>): Promise<T> {
  await apply(db, [{ name: 'policy.save', args: { row: aPolicy(hours) } }]);
  return work();
}

/** Every batch, one after the other. On PGlite the database's own work is in the processor's time too. */
async function replanAll(db: Database): Promise<{ replanMs: number; replanCpuMs: number; longestBatchMs: number }> {
  const cache = new SlaRulesCache();
  const beganMs = performance.now();
  const usedMs = cpuMs();
  let longestBatchMs = 0;
  for (;;) {
    const batchMs = performance.now();
    const state = await replanBatch(db, cache, Date.now());
    longestBatchMs = Math.max(longestBatchMs, performance.now() - batchMs);
    if (state !== 'more') break;
  }
  return {
    replanMs: Math.round(performance.now() - beganMs),
    replanCpuMs: Math.round(cpuMs() - usedMs),
    longestBatchMs: Math.round(longestBatchMs),
  };
}

function cpuMs(): number {
  const { user, system: kernel } = process.cpuUsage();
  return (user + kernel) / 1_000;
}

/** The job at it, and an agent who writes one note after the other meanwhile. */
async function besidesAnAgent(db: Database): Promise<object> {
  const [first] = await db.raw<{ id: string }>('select id from ticket order by id limit 1');
  const cache = new WorkspaceCache();
  const beganMs = performance.now();
  const job = await startSlaJob({ db, nowMs: Date.now, minFreeBytes: 0, log: silent });
  const pushesMs: number[] = [];
  for (;;) {
    const [plan] = await db.raw<{ isBehind: boolean }>('select planned_ver < ver as "isBehind" from sla_plan');
    if (plan?.isBehind === false) break;
    const pushMs = performance.now();
    const note = { ticketId: first?.id, messageId: randomUUID(), body: 'nota' };
    const atMs = Date.now();
    const mutation = { name: 'ticket.note', args: note, performedAtMs: atMs, actor: people.supervisor };
    await applyAsSystem(db, system, [mutation], { nowMs: atMs, cache });
    pushesMs.push(performance.now() - pushMs);
    // As requests over a network do: PGlite answers within the turn of the event loop, and the job waits for the disk.
    await breathe();
  }
  const replanBesidesAgentMs = Math.round(performance.now() - beganMs);
  await job.stop();
  const sorted = pushesMs.toSorted((a, b) => a - b);
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  return { replanBesidesAgentMs, pushes: sorted.length, pushP95Ms: Math.round(p95) };
}

/** Steps of many tickets at one instant. */
async function tellDue(db: Database): Promise<object> {
  await db.raw(
    `update ticket set row = row || jsonb_build_object('createdAtMs', (row->>'createdAtMs')::bigint - ${9 * 14 * HOUR_MS})
     where id in (select id from ticket order by id limit ${DUE})`,
  );
  await apply(db, [{ name: 'policy.save', args: { row: aPolicy(14) } }]);
  await replanAll(db);
  const [due] = await db.raw<{ count: number }>('select count(*)::int as count from sla_step where due_at_ms <= $1', [
    Date.now(),
  ]);
  const beganMs = performance.now();
  const job = await startSlaJob({ db, nowMs: Date.now, minFreeBytes: 0, log: silent });
  for (;;) {
    const [left] = await db.raw<{ count: number }>(
      'select count(*)::int as count from sla_step where due_at_ms <= $1',
      [Date.now()],
    );
    if (left?.count === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const tellMs = performance.now() - beganMs;
  await job.stop();
  return { dueSteps: due?.count ?? 0, toldPerSecond: Math.round(((due?.count ?? 0) / tellMs) * 1000) };
}

async function withDatabase(database: Parameters<typeof openDatabase>[0]['database']): Promise<object> {
  const db = await openDatabase({ database, minFreeBytes: 0, watchdogMs: 0 }, silent);
  try {
    return await measure(db);
  } finally {
    await db.close();
  }
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'patamar-bench-'));
const postgres = await startPostgres();
try {
  const pglite = await withDatabase({ engine: 'pglite', folder: path.join(folder, 'pglite') });
  const onPostgres = postgres === null ? null : await withDatabase({ engine: 'postgres', url: postgres.url });
  process.stdout.write(`${JSON.stringify({ bench: 'sla-steps', pglite, postgres: onPostgres }, null, 2)}\n`);
} finally {
  await postgres?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
