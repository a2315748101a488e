import type { Queue, User } from '../../shared/domain/workspace.ts';
import type { Queryable } from '../db/database.ts';
import { SlaRulesCache } from '../sla/sla-rules.ts';
import { WORKSPACE_SCOPE } from './scopes.ts';

/** The people and queues, as of one version of the workspace. */
export type People = {
  readonly version: number;
  readonly users: ReadonlyMap<string, User>;
  readonly queues: ReadonlyMap<string, Queue>;
};

/** Keeps people and queues in memory for as long as the workspace's version stands still; and the rules of clocks. */
export class WorkspaceCache {
  readonly sla = new SlaRulesCache();
  #people: People = { version: -1, users: new Map(), queues: new Map() };

  /** The people and queues as this transaction sees them. `known`: the workspace's version in it, where it was read already. */
  async people(tx: Queryable, known?: number): Promise<People> {
    const version = known ?? (await readVersion(tx));
    if (version === this.#people.version) return this.#people;
    const rows = await tx.raw<{ kind: string; row: unknown }>(
      `select kind, row from workspace_row where kind in ('user', 'queue')`,
    );
    const people: People = {
      version,
      users: new Map(
        rows.filter(({ kind }) => kind === 'user').map(({ row: user }) => [(user as User).id, user as User]),
      ),
      queues: new Map(
        rows.filter(({ kind }) => kind === 'queue').map(({ row: queue }) => [(queue as Queue).id, queue as Queue]),
      ),
    };
    // A reader on an older snapshot must not put the cache back.
    if (version > this.#people.version) this.#people = people;
    return people;
  }
}

async function readVersion(tx: Queryable): Promise<number> {
  const [row] = await tx.raw<{ ver: number }>('select ver from scope_version where scope = $1', [WORKSPACE_SCOPE]);
  return row?.ver ?? 0;
}
