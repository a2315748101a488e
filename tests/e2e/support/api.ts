import { randomUUID } from 'node:crypto';
import { hasEnded, type Status } from '../../../src/shared/domain/status.ts';
import { pullResponseSchema } from '../../../src/shared/protocol/pull.ts';
import { pushResponseSchema, type PushResult } from '../../../src/shared/protocol/push.ts';

export const SAMPLE_PASSWORD = 'patamar-sample';

const NOTES_A_PUSH = 50;

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** A person at the backend without a console: another program of theirs, seen from a test. */
export class ApiPerson {
  readonly #url: string;
  readonly #token: string;
  readonly #clientId = randomUUID();
  #seq = 0;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** Signs in as one of the sample's people. */
  static async signIn(url: string, email: string): Promise<ApiPerson> {
    const answer = await post(url, '/v1/auth/sign-in', { email, password: SAMPLE_PASSWORD });
    return new ApiPerson(url, (answer as { accessToken: string }).accessToken);
  }

  /** Does one action; answers what became of it. */
  async act(name: string, args: unknown, performedAtMs: number = Date.now()): Promise<PushResult | undefined> {
    this.#seq += 1;
    const mutations = [{ seq: this.#seq, name, args, performedAtMs }];
    const answer = await post(this.#url, '/v1/sync/push', { clientId: this.#clientId, mutations }, this.#token);
    return pushResponseSchema.parse(answer).results[0];
  }

  /** Writes so many internal notes on a ticket, the first one numbered 1, as many at a time as one push takes. */
  async noteTimes(ticketId: string, times: number, bodyOf: (number: number) => string): Promise<void> {
    // Each a moment of its own: notes of one moment have no order.
    const beganAtMs = Date.now() - times;
    for (let from = 1; from <= times; from += NOTES_A_PUSH) {
      const mutations = Array.from({ length: Math.min(NOTES_A_PUSH, times - from + 1) }, (_, index) => {
        this.#seq += 1;
        const args = { ticketId, messageId: randomUUID(), body: bodyOf(from + index) };
        return { seq: this.#seq, name: 'ticket.note', args, performedAtMs: beganAtMs + from + index };
      });
      const answer = await post(this.#url, '/v1/sync/push', { clientId: this.#clientId, mutations }, this.#token);
      const refused = pushResponseSchema.parse(answer).results.find(({ status }) => status !== 'applied');
      if (refused !== undefined) throw new Error(`not noted: ${JSON.stringify(refused)}`);
    }
  }

  /** All rows of some tables that this person sees. */
  async rows(...tables: readonly string[]): Promise<readonly (Row & { readonly table: string })[]> {
    const rows: (Row & { readonly table: string })[] = [];
    let cookie: string | null = null;
    for (;;) {
      const body: object = { clientId: this.#clientId, cookie, limit: 5_000 };
      const page = pullResponseSchema.parse(await post(this.#url, '/v1/sync/pull', body, this.#token));
      for (const op of page.patch) {
        if (op.op === 'put' && tables.includes(op.table)) rows.push({ ...op.row, table: op.table });
      }
      if (!page.more) return rows;
      ({ cookie } = page);
    }
  }

  /** What people have done on a ticket, in order: the kinds of its events, without those that its clocks have told. */
  async historyOf(ticketId: string): Promise<readonly string[]> {
    return (await this.rows('event'))
      .filter((row) => row['ticketId'] === ticketId)
      .toSorted((a, b) => Number(a['atMs']) - Number(b['atMs']) || a.id.localeCompare(b.id))
      .map((row) => String(row['kind']))
      .filter((kind) => !kind.startsWith('sla_'));
  }

  /** Registers a ticket in a queue, as of an instant; answers its id. */
  async createTicket(queueName: string, fields: Readonly<Record<string, unknown>>, atMs?: number): Promise<string> {
    const queue = (await this.rows('queue')).find((row) => row['name'] === queueName);
    const ticketId = randomUUID();
    const message = { id: randomUUID(), body: 'Está tudo parado aqui.' };
    const args = { ticketId, queueId: queue?.id, priority: 'P2', channel: 'phone', customerId: null, categoryId: null };
    const result = await this.act('ticket.create', { ...args, message, ...fields }, atMs);
    if (result?.status !== 'applied') throw new Error(`not created: ${JSON.stringify(result)}`);
    return ticketId;
  }

  /**
   * Cancels what is open, but for what a vendor or a subticket keeps open: how many deadlines of the sample fall into a test
   * depends on the time of day.
   */
  async cancelOpen(): Promise<void> {
    for (const row of await this.rows('ticket')) {
      if (hasEnded(row['status'] as Status)) continue;
      await this.act('ticket.cancel', { ticketId: row.id, reason: 'Encerrado para o teste' });
    }
  }

  /** Registers a critical ticket so long ago that it stands at the top of its queue; answers its id. */
  createOnTop(queueName: string, subject: string): Promise<string> {
    return this.createTicket(queueName, { subject, priority: 'P1' }, Date.now() - 20 * 86_400_000);
  }
}

async function post(url: string, path: string, body: unknown, token?: string): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return answer;
}
