import type { Database } from '../../../src/server/db/database.ts';
import { Problem } from '../../../src/server/problem.ts';
import { applyAsSystem, type SystemMutation } from '../../../src/server/sync/apply.ts';
import { pull } from '../../../src/server/sync/pull.ts';
import { push } from '../../../src/server/sync/push.ts';
import { WorkspaceCache } from '../../../src/server/sync/workspace-cache.ts';
import type { User } from '../../../src/shared/domain/workspace.ts';
import { err, ok } from '../../../src/shared/lib/result.ts';
import { pullRequestSchema, pullResponseSchema, type PullResponse } from '../../../src/shared/protocol/pull.ts';
import { pushRequestSchema, pushResponseSchema } from '../../../src/shared/protocol/push.ts';
import type { Transport } from '../../../src/shared/sync/transport.ts';
import { people, seedWorkspace } from '../../support/workspace.ts';

/**
 * What becomes of one exchange. `answer_lost`: the backend has it, the client never hears. `failed`: the backend
 * itself cannot do it, and says so.
 */
export type Fault = 'none' | 'request_lost' | 'answer_lost' | 'request_doubled' | 'failed';

const FAILED = err({ kind: 'refused', status: 500, code: 'internal', detail: 'The backend failed' } as const);
const LOST = err({ kind: 'unreachable', detail: 'the network dropped it' } as const);
const TABLES = ['ticket', 'ticket_part', 'workspace_row', 'scope_entry', 'scope_version', 'client', 'mutation_result'];
const SYSTEM_CLIENT = '00000000-0000-7000-8000-0000000000ff';

type Backup = ReadonlyMap<string, string>;

/** The real backend's push and pull over a real database, with a clock and a network of the simulation's. */
export class SimulatedBackend {
  readonly #db: Database;
  #cache = new WorkspaceCache();
  nowMs = 0;
  /** The clients of the pushes that were tried, in order. */
  readonly pushes: string[] = [];
  /** What happens in the field between two pages. */
  beforePull: (userId: string) => Promise<void> = async () => undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  /** A fresh life: the test workspace and nothing else. */
  async reset(nowMs: number): Promise<void> {
    this.nowMs = nowMs;
    this.beforePull = async () => undefined;
    await this.#db.raw(`truncate ${TABLES.join(', ')}`);
    await seedWorkspace(this.#db, nowMs);
    this.restart();
  }

  /** All that a backup of the database holds. */
  async backup(): Promise<Backup> {
    const tables = new Map<string, string>();
    for (const table of TABLES) {
      const [row] = await this.#db.raw<{ rows: string }>(
        `select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from ${table} t`,
      );
      tables.set(table, row?.rows ?? '[]');
    }
    return tables;
  }

  /** A backup is put back; the operator gives the database a new life, as they are told to, or forgets. */
  async restore(backup: Backup, { isEpochNew }: { readonly isEpochNew: boolean }): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx.raw(`truncate ${TABLES.join(', ')}`);
      for (const [table, rows] of backup) {
        await tx.raw(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [rows]);
      }
      if (isEpochNew) await tx.raw('update epoch set id = gen_random_uuid()');
    });
    this.restart();
  }

  /** The process ends and another takes over: what it had in memory is gone. */
  restart(): void {
    this.#cache = new WorkspaceCache();
  }

  /** A client's line to the backend. Bodies travel as JSON, as they do in the field. */
  transport(userId: string, faultOf: (exchange: 'push' | 'pull') => Fault, pageLimit: number): Transport {
    return {
      push: async (request) => {
        const fault = faultOf('push');
        this.pushes.push(request.clientId);
        if (fault === 'request_lost') return LOST;
        if (fault === 'failed') return FAILED;
        const body = pushRequestSchema.parse(JSON.parse(JSON.stringify(request)));
        const send = async (): Promise<unknown> => {
          const input = { ...body, userId, nowMs: () => this.nowMs, onCommit: () => undefined };
          return { ...(await push(this.#db, this.#cache, input)), serverTimeMs: this.nowMs };
        };
        let answer: unknown;
        try {
          if (fault === 'request_doubled') await send();
          answer = await send();
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          if (fault === 'answer_lost') return LOST;
          const refused = { kind: 'refused', status: error.status, code: error.code, detail: error.message } as const;
          const expected = error.extras.members?.['expected'];
          return err(typeof expected === 'number' ? { ...refused, expected } : refused);
        }
        if (fault === 'answer_lost') return LOST;
        return ok(pushResponseSchema.parse(JSON.parse(JSON.stringify(answer))));
      },
      pull: async (request) => {
        await this.beforePull(userId);
        const fault = faultOf('pull');
        if (fault === 'request_lost') return LOST;
        const page = await this.#pull(userId, { ...request, limit: pageLimit });
        return fault === 'answer_lost' ? LOST : ok(page);
      },
      live: async () => undefined,
      presence: async () => ({ ok: true, value: undefined }),
      close: () => undefined,
    };
  }

  /** Every row in a person's view, by table and id. */
  async viewOf(userId: string): Promise<Map<string, unknown>> {
    const rows = new Map<string, unknown>();
    let cookie: string | null = null;
    for (;;) {
      const page: PullResponse = await this.#pull(userId, { clientId: crypto.randomUUID(), cookie, limit: 5_000 });
      for (const op of page.patch) if (op.op === 'put') rows.set(`${op.table}:${op.row.id}`, op.row);
      if (!page.more) return rows;
      cookie = page.cookie;
    }
  }

  /** How each action of a client was decided, in order. */
  async decisions(clientId: string): Promise<readonly { seq: number; name: string; isRefused: boolean }[]> {
    return this.#db.raw(
      `select seq, name, error is not null as "isRefused" from mutation_result where client_id = $1::uuid order by seq`,
      [clientId],
    );
  }

  /** The tickets that were made, by each creation that was not refused. */
  async madeTickets(): Promise<readonly string[]> {
    const rows = await this.#db.raw<{ id: string }>(
      `select p.row->>'ticketId' as id from ticket_part p where p.kind = 'event' and p.row->>'kind' = 'created'`,
    );
    return rows.map(({ id }) => id);
  }

  /** Something the backend does by itself, such as hearing a customer. Answers whether the rule let it. */
  async asSystem(mutation: Omit<SystemMutation, 'performedAtMs'>): Promise<boolean> {
    const actor = { clientId: SYSTEM_CLIENT, user: people.system };
    const { outcomes } = await applyAsSystem(this.#db, actor, [{ ...mutation, performedAtMs: this.nowMs }], {
      nowMs: this.nowMs,
    });
    return outcomes.every(({ error }) => error === null);
  }

  /** An administrator gives somebody other queues. */
  async setQueues(user: User, queueIds: readonly string[]): Promise<void> {
    await this.asSystem({ name: 'user.save', args: { row: { ...user, queueIds: [...queueIds] } } });
  }

  /** Some ticket of the backend, picked by a number; undefined while there is none. */
  async someTicketId(pick: number): Promise<string | undefined> {
    const rows = await this.#db.raw<{ id: string }>('select id from ticket order by id');
    return rows[pick % Math.max(1, rows.length)]?.id;
  }

  /** Some ticket that its customer has been answered on, picked by a number; undefined while there is none. */
  async someAnsweredId(pick: number): Promise<string | undefined> {
    const rows = await this.#db.raw<{ id: string }>(
      `select id from ticket where row->>'lastMessageFrom' = 'agent' order by id`,
    );
    return rows[pick % Math.max(1, rows.length)]?.id;
  }

  /** Some file of a message, picked by a number; null while there is none. */
  async someFile(pick: number): Promise<{ readonly id: string; readonly ticketId: string } | null> {
    const rows = await this.#db.raw<{ id: string; ticketId: string }>(
      `select row->>'id' as id, row->>'ticketId' as "ticketId" from ticket_part where kind = 'attachment' order by 1`,
    );
    return rows[pick % Math.max(1, rows.length)] ?? null;
  }

  async #pull(userId: string, request: unknown): Promise<PullResponse> {
    const { clientId, cookie, limit } = pullRequestSchema.parse(JSON.parse(JSON.stringify(request)));
    const page = await pull(this.#db, this.#cache, {
      clientId,
      userId,
      cookie,
      limit: limit ?? 1_000,
      nowMs: () => this.nowMs,
    });
    return pullResponseSchema.parse(JSON.parse(page));
  }
}
