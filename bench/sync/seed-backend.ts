import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { pino } from 'pino';
import { setPassword } from '../../src/server/auth/accounts.ts';
import type { Database } from '../../src/server/db/database.ts';
import { migrate } from '../../src/server/db/migrate.ts';
import { openDatabase } from '../../src/server/db/open-database.ts';
import { replanBatch } from '../../src/server/jobs/replan.ts';
import { analyseWhenGrown, readAgainBatch } from '../../src/server/search/read-again.ts';
import { applyAsSystem } from '../../src/server/sync/apply.ts';
import { WorkspaceCache } from '../../src/server/sync/workspace-cache.ts';
import { writeRows } from '../../src/server/sync/write.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import type { Customer, Queue, User } from '../../src/shared/domain/workspace.ts';
import type { Written } from '../../src/shared/mutations/unit-of-work.ts';
import type { CalendarRow, Policy } from '../../src/shared/sla/policy.ts';
import { SAMPLE_PASSWORD } from '../../tests/e2e/support/api.ts';
import { type BenchTicket, QUEUE_IDS, RESOLUTION_MS, withoutOrder } from './tickets.ts';

/** What a benchmark wants besides tickets, without which they come otherwise. */
type SeedExtras = {
  readonly customers: readonly Customer[];
  readonly partsOf: (ticket: Ticket) => readonly Written[];
};

const CALENDAR_ID = '00000000-0000-7000-8000-0000000000c1';
const PER_TRANSACTION = 2_500;

/** Who works in the benchmark: somebody who sees every queue. */
export const SUPERVISOR: User = aPerson('00000000-0000-7000-8000-0000000000b1', 'Helena Duarte', 'supervisor');
const PROGRAM: User = aPerson('00000000-0000-7000-8000-0000000000b2', 'Programa', 'system');

const QUEUES = QUEUE_IDS.map((id, index): Queue => {
  const tier = index === 0 ? 1 : index === 1 ? 2 : 3;
  return { id, name: `N${tier}`, tier, position: 1, isActive: true };
});

const CALENDAR: CalendarRow = {
  id: CALENDAR_ID,
  name: '24/7',
  spec: { timeZone: 'UTC', weekly: {}, isAlwaysOpen: true },
};

const TARGET = { firstResponseMs: RESOLUTION_MS, resolutionMs: RESOLUTION_MS };
const POLICY: Policy = {
  id: '00000000-0000-7000-8000-0000000000c2',
  name: 'Todos',
  position: 1,
  isActive: true,
  match: {},
  calendarId: CALENDAR_ID,
  customer: { P1: TARGET, P2: TARGET, P3: TARGET, P4: TARGET },
  tiers: { '1': { acceptMs: RESOLUTION_MS }, '2': { acceptMs: RESOLUTION_MS }, '3': { acceptMs: RESOLUTION_MS } },
  pausedBy: { firstResponse: [], resolution: ['customer'], accept: [] },
  warnAtPercent: [75],
  effectiveFromMs: 0,
};

/**
 * Fills a data folder of the backend, on its embedded database, with a small workspace and the benchmark's tickets. A
 * ticket comes without messages and history unless `partsOf` gives some, as the others keep it: what belongs to it would be
 * work that only Patamar has.
 */
export async function seedBackend(
  dataDir: string,
  tickets: readonly BenchTicket[],
  nowMs: number,
  { customers = [], partsOf = () => [] }: Partial<SeedExtras> = {},
): Promise<void> {
  const folder = path.join(dataDir, 'pglite');
  const config = { database: { engine: 'pglite', folder }, minFreeBytes: 0, watchdogMs: 0 } as const;
  const db = await openDatabase(config, pino({ level: 'silent' }));
  try {
    await migrate(db);
    await writeWorkspace(db, nowMs, customers);
    for (let from = 0; from < tickets.length; from += PER_TRANSACTION) {
      const rows = tickets.slice(from, from + PER_TRANSACTION).map(withoutOrder);
      await db.transaction((tx) =>
        writeRows(
          tx,
          rows.flatMap((row): Written[] => [{ table: 'ticket', row }, ...partsOf(row)]),
          new Map(),
        ),
      );
    }
    await catchUp(db, nowMs);
  } finally {
    await db.close();
  }
}

/**
 * Does what a backend on these rows would begin with (steps of all tickets, since their policy is new; what they are found by):
 * it would do so on the processors that a client is measured on.
 */
async function catchUp(db: Database, nowMs: number): Promise<void> {
  const { sla } = new WorkspaceCache();
  while ((await replanBatch(db, sla, nowMs)) === 'more');
  while ((await readAgainBatch(db)) === 'more');
  await analyseWhenGrown(db);
}

async function writeWorkspace(db: Database, nowMs: number, customers: readonly Customer[]): Promise<void> {
  const rows = [
    ...[SUPERVISOR, PROGRAM].map((row) => ({ name: 'user.save', row })),
    ...QUEUES.map((row) => ({ name: 'queue.save', row })),
    { name: 'calendar.save', row: CALENDAR },
    { name: 'policy.save', row: POLICY },
    ...customers.map((row) => ({ name: 'customer.save', row })),
  ];
  const mutations = rows.map(({ name, row }) => ({ name, args: { row }, performedAtMs: nowMs }));
  const { outcomes } = await applyAsSystem(db, { clientId: randomUUID(), user: PROGRAM }, mutations, { nowMs });
  const refused = outcomes.find(({ error }) => error !== null);
  if (refused !== undefined) throw new Error(`the workspace was refused: ${refused.error?.message ?? ''}`);
  await setPassword(db, SUPERVISOR.id, SUPERVISOR.email, SAMPLE_PASSWORD);
}

function aPerson(id: string, name: string, role: User['role']): User {
  const email = `${role}@bench.example`;
  return { id, name, email, role, tiers: [], queueIds: [], isActive: true };
}
