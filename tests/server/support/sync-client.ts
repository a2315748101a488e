import { randomUUID } from 'node:crypto';
import { isPartKind, type TableName } from '../../../src/shared/domain/tables.ts';
import { pullResponseSchema, type PatchOp, type PullResponse } from '../../../src/shared/protocol/pull.ts';
import { pushResponseSchema, type PushResult } from '../../../src/shared/protocol/push.ts';
import type { Answer, Client } from './test-server.ts';

type Row = { readonly id: string; readonly ticketId?: string };

/** The smallest client there can be: it keeps what patches say, and nothing else. */
export class PatchClient {
  readonly clientId: string = randomUUID();
  readonly rows = new Map<string, Row>();
  cookie: string | null = null;
  lastSeq = 0;
  readonly #client: Client;
  readonly #token: string;
  #seq = 0;

  constructor(client: Client, token: string) {
    this.#client = client;
    this.#token = token;
  }

  /** Pushes actions under the next seqs; answers their results. */
  async push(...actions: readonly { readonly name: string; readonly args: unknown }[]): Promise<readonly PushResult[]> {
    const mutations = actions.map(({ name, args }) => ({
      seq: (this.#seq += 1),
      name,
      args,
      performedAtMs: Date.now(),
    }));
    const answer = await this.pushRaw(mutations);
    if (answer.status !== 200) throw new Error(`push: ${JSON.stringify(answer.body)}`);
    return pushResponseSchema.parse(answer.body).results;
  }

  pushRaw(mutations: unknown): Promise<Answer> {
    return this.#client.post('/v1/sync/push', { clientId: this.clientId, mutations }, this.#token);
  }

  /** Pulls one page and applies it. */
  async pullPage(limit?: number): Promise<PullResponse> {
    const body = { clientId: this.clientId, cookie: this.cookie, ...(limit === undefined ? {} : { limit }) };
    const answer = await this.#client.post('/v1/sync/pull', body, this.#token);
    if (answer.status !== 200) throw new Error(`pull: ${JSON.stringify(answer.body)}`);
    const page = pullResponseSchema.parse(answer.body);
    if (page.reset) this.rows.clear();
    for (const op of page.patch) this.#apply(op);
    this.cookie = page.cookie;
    this.lastSeq = page.lastSeq;
    return page;
  }

  /** Pulls to the head. */
  async pull(limit?: number): Promise<void> {
    while ((await this.pullPage(limit)).more);
  }

  /** The rows of a table, in id order. */
  table(name: TableName): readonly Row[] {
    return [...this.rows]
      .filter(([key]) => key.startsWith(`${name}:`))
      .map(([, row]) => row)
      .toSorted(byId);
  }

  #apply(op: PatchOp): void {
    if (op.op === 'put') {
      this.rows.set(`${op.table}:${op.row.id}`, op.row);
      return;
    }
    this.rows.delete(`${op.table}:${op.id}`);
    if (op.table !== 'ticket') return;
    for (const [key, row] of this.rows) if (row.ticketId === op.id && isPartKey(key)) this.rows.delete(key);
  }
}

function isPartKey(key: string): boolean {
  return isPartKind(key.slice(0, key.indexOf(':')) as TableName);
}

function byId(a: Row, b: Row): number {
  return a.id < b.id ? -1 : 1;
}
