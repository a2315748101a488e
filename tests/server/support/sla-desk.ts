import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Database } from '../../../src/server/db/database.ts';
import { type SlaJobOptions, startSlaJob } from '../../../src/server/jobs/sla-job.ts';
import { VERSION_INSTANTS } from '../../../src/server/sla/sla-rules.ts';
import { applyAsSystem } from '../../../src/server/sync/apply.ts';
import type { TicketEvent } from '../../../src/shared/domain/parts.ts';
import type { Refusal } from '../../../src/shared/mutations/mutation.ts';
import type { Policy } from '../../../src/shared/sla/policy.ts';
import { aNewTicket, ID, people, type PersonName, seedWorkspace } from '../../support/workspace.ts';
import { type EngineName, openTestDatabase, silent } from './test-database.ts';

export const HOUR_MS = 3_600_000;
const LOOK_AGAIN_MS = 10;

const target = { firstResponseMs: HOUR_MS, resolutionMs: 8 * HOUR_MS };

/** One hour to the first response and to the acceptance, eight to the resolution, day and night; waits pause the last. */
export function aStoredPolicy(overrides: Partial<Policy> = {}): Policy {
  return {
    id: ID.policy,
    name: 'All',
    position: 1,
    isActive: true,
    match: {},
    calendarId: ID.calendar,
    customer: { P1: target, P2: target, P3: target, P4: target },
    tiers: { '1': { acceptMs: HOUR_MS }, '2': { acceptMs: HOUR_MS } },
    pausedBy: { firstResponse: [], resolution: ['customer', 'vendor', 'change', 'scheduled'], accept: [] },
    warnAtPercent: [75],
    effectiveFromMs: 0,
    ...overrides,
  };
}

/** The test workspace on a database with a clock that a test sets, and the job that tells steps when it is asked to. */
export class SlaDesk {
  readonly db: Database;
  nowMs = Date.UTC(2026, 10, 26, 12);

  private constructor(db: Database) {
    this.db = db;
  }

  static async open(engine: EngineName): Promise<SlaDesk> {
    const db = await openTestDatabase(engine);
    onTestFinished(() => db.close());
    const desk = new SlaDesk(db);
    await seedWorkspace(db, desk.nowMs);
    return desk;
  }

  /** Does an action now, or as of before; answers why it is refused, or null. */
  async act(
    name: string,
    args: object,
    by: PersonName = 'supervisor',
    performedAtMs = this.nowMs,
  ): Promise<Refusal | null> {
    const actor = { clientId: randomUUID(), user: people[by] };
    const { outcomes } = await applyAsSystem(this.db, actor, [{ name, args, performedAtMs }], { nowMs: this.nowMs });
    return outcomes[0]?.error ?? null;
  }

  async create(overrides: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const args = aNewTicket(overrides);
    await this.act('ticket.create', args);
    return args.ticketId;
  }

  /** The same as many times, in one transaction. */
  async createMany(count: number): Promise<void> {
    const actions = Array.from({ length: count }, () => ({ name: 'ticket.create', args: aNewTicket() }));
    await applyAsSystem(
      this.db,
      { clientId: randomUUID(), user: people.system },
      actions.map((action) => ({ ...action, performedAtMs: this.nowMs })),
      { nowMs: this.nowMs },
    );
  }

  savePolicy(overrides: Partial<Policy>): Promise<Refusal | null> {
    return this.act('policy.save', { row: aStoredPolicy(overrides) }, 'system');
  }

  /** The steps ahead as "clock step minutes from the start of the test", in order of the instant. */
  async planned(fromMs: number, ticketId?: string): Promise<string[]> {
    const rows = await this.db.raw<{ kind: string; step: number; due: number }>(
      `select kind, step, due_at_ms as due from sla_step where $1::uuid is null or ticket_id = $1::uuid
       order by due_at_ms, kind, step`,
      [ticketId ?? null],
    );
    return rows.map(({ kind, step, due }) => `${kind} ${step} ${(due - fromMs) / 60_000}`);
  }

  /** The events of clocks in the history, oldest first. */
  async told(ticketId?: string): Promise<TicketEvent[]> {
    const rows = await this.db.raw<{ row: TicketEvent }>(
      `select row from ticket_part where kind = 'event' and row->>'kind' like 'sla\\_%'
         and ($1::uuid is null or ticket_id = $1::uuid)
       order by (row->'data'->>'dueAtMs')::bigint, row->>'kind', row->'data'->>'clock'`,
      [ticketId ?? null],
    );
    return rows.map(({ row }) => row);
  }

  /** Starts the job of a process, ended with the test. */
  async startJob(options: Partial<SlaJobOptions> = {}): Promise<{ wake(): void; stop(): Promise<void> }> {
    const job = await startSlaJob({ db: this.db, nowMs: () => this.nowMs, minFreeBytes: 0, log: silent, ...options });
    onTestFinished(() => job.stop());
    return job;
  }

  /** Waits until nothing is due and nothing is to be planned anew. */
  async settled(): Promise<void> {
    for (;;) {
      const [left] = await this.db.raw<{ due: number; behind: number }>(
        `select (select count(*)::int from sla_step where due_at_ms <= $1) as due,
           (select count(*)::int from sla_plan p where p.planned_ver < p.ver or exists (
              select 1 from ${VERSION_INSTANTS} v where v.at_ms > p.era_at_ms and v.at_ms <= $1)) as behind`,
        [this.nowMs],
      );
      if (left?.due === 0 && left.behind === 0) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  /** Lets time pass and the steps in it be told. */
  async pass(ms: number): Promise<void> {
    this.nowMs += ms;
    const job = await startSlaJob({ db: this.db, nowMs: () => this.nowMs, minFreeBytes: 0, log: silent });
    await this.settled();
    await job.stop();
  }
}
