import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setPassword } from '../../src/server/auth/accounts.ts';
import { applyAsSystem } from '../../src/server/sync/apply.ts';
import type { Form } from '../../src/shared/domain/form.ts';
import type { User } from '../../src/shared/domain/workspace.ts';
import { storableText } from '../../src/shared/mutations/storable.ts';
import { MAX_PUSH_BYTES, pushResponseSchema, type PushResult } from '../../src/shared/protocol/push.ts';
import { anyAction, filledIn, type Known, type NamedAction } from '../support/any-mutation.ts';
import { brokenFamilies, brokenInvariants } from '../support/ticket-invariants.ts';
import { aNewTicket, ID, people, seedWorkspace } from '../support/workspace.ts';
import { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';
import { PASSWORD, startServer, type TestServer } from './support/test-server.ts';
import { queuesOf, wholeTickets } from './support/whole-tickets.ts';

const RUNS = Number(process.env['PATAMAR_FUZZ_RUNS'] ?? 200);
const START_MS = Date.UTC(2026, 10, 23, 12);
/** Within the life of an access token. */
const SPAN_MS = 800_000;
const DAY_MS = 86_400_000;

const admin: User = {
  ...people.supervisor,
  id: randomUUID(),
  name: 'admin',
  email: 'admin@test.example',
  role: 'admin',
};
const actors: readonly User[] = [...Object.values(people), admin];

const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
const existing = ids(12);
const pools = {
  tickets: [...existing, ...ids(3)],
  parts: ids(600),
  queues: [ID.queue1, ID.queue1b, ID.queue2, ID.queue3],
  forms: [ID.form12, ID.form23],
  // Rows of several kinds may share an id. People are left alone: they are needed to go on.
  workspace: [ID.queue1, ID.queue2, ID.form12, ID.calendar, ...ids(4)],
};

const anyMoment = fc.oneof(
  fc.integer({ min: -DAY_MS, max: DAY_MS }).map((offsetMs) => START_MS + offsetMs),
  fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER),
);
const anyBatch = fc.record({
  who: fc.constantFrom(...actors),
  // The clock of the backend goes forward and back.
  nowMs: fc.integer({ min: START_MS, max: START_MS + SPAN_MS }),
  steps: fc.array(
    fc.record({
      action: anyAction(pools),
      performedAtMs: anyMoment,
      isFilledIn: fc.constantFrom(true, true, true, false),
    }),
    {
      minLength: 1,
      maxLength: 8,
      size: 'max',
    },
  ),
});

describe.each(engines)('actions made up at random, on %s', (engine) => {
  let server: TestServer;
  let nowMs = START_MS;
  const clients = new Map<string, { readonly id: string; readonly token: string; lastSeq: number }>();

  beforeAll(async () => {
    server = await startServer({ engine, nowMs: () => nowMs });
    await seedWorkspace(server.db, nowMs);
    const creations = existing.map((ticketId, index) => ({
      name: 'ticket.create',
      args: aNewTicket({ ticketId, queueId: pools.queues[index % pools.queues.length] ?? ID.queue1 }),
    }));
    const first = [{ name: 'user.save', args: { row: admin } }, ...creations];
    const { outcomes } = await applyAsSystem(
      server.db,
      { clientId: randomUUID(), user: people.system },
      first.map((action) => ({ ...action, performedAtMs: nowMs })),
      { nowMs },
    );
    const refused = outcomes.find(({ error }) => error !== null);
    if (refused !== undefined) throw new Error(`The fixture was refused: ${refused.error?.message ?? ''}`);
    for (const { id, email } of actors) {
      await setPassword(server.db, id, email, PASSWORD);
      clients.set(id, { id: randomUUID(), token: (await server.client.signIn(email)).accessToken, lastSeq: 0 });
    }
  });
  afterAll(() => server.close());

  async function known(): Promise<Known> {
    const tickets = await wholeTickets(server.db);
    const forms = await server.db.raw<{ row: Form }>(`select row from workspace_row where kind = 'form'`);
    return {
      ticket: (id) => tickets.get(id as string)?.ticket,
      form: (id) => forms.find(({ row }) => row.id === id)?.row,
    };
  }

  async function send(who: User, actions: readonly (NamedAction & { performedAtMs: number })[]): Promise<void> {
    const client = clients.get(who.id);
    if (client === undefined) throw new Error(`${who.name} has no client`);
    const mutations = actions.map((action, index) => ({ ...action, seq: client.lastSeq + 1 + index }));
    const body = { clientId: client.id, mutations };
    fc.pre(Buffer.byteLength(JSON.stringify(body)) <= MAX_PUSH_BYTES);
    const push = async (): Promise<readonly PushResult[]> => {
      const answer = await server.client.post('/v1/sync/push', body, client.token);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      // The schema knows every code there is.
      return pushResponseSchema.parse(answer.body).results;
    };
    const results = await push();
    expect(results.map(({ seq }) => seq)).toEqual(mutations.map(({ seq }) => seq));
    expect(results.every(({ status, error }) => (status === 'applied') === (error === undefined))).toBe(true);
    client.lastSeq += mutations.length;
    const again = await push();
    const repeats = results.map(({ status: _status, ...rest }, index) => ({
      ...rest,
      name: storableText(mutations[index]?.name ?? '', 80),
      status: 'duplicate',
    }));
    expect(again).toEqual(repeats);
  }

  test('no action brings the backend down, each has an answer with a known code, and every ticket stays sound', async () => {
    let before = await wholeTickets(server.db);
    await fc.assert(
      fc.asyncProperty(anyBatch, async (batch) => {
        const knows = await known();
        ({ nowMs } = batch);
        const actions = batch.steps.map(({ action, performedAtMs, isFilledIn }) => ({
          ...(isFilledIn ? filledIn(action, knows) : action),
          performedAtMs,
        }));
        await send(batch.who, actions);
        const after = await wholeTickets(server.db);
        const queues = await queuesOf(server.db);
        for (const [id, whole] of after) {
          expect(brokenInvariants(whole, queues), id).toEqual([]);
          const old = before.get(id);
          if (old === undefined) continue;
          const isKnown = new Set(old.events.map((event) => event.id));
          const added = whole.events.filter((event) => !isKnown.has(event.id)).map(({ atMs }) => atMs);
          expect(Math.min(whole.ticket.updatedAtMs, ...added), `${id} goes forward`).toBeGreaterThanOrEqual(
            old.ticket.updatedAtMs,
          );
          expect(whole.events.length - added.length, `${id} keeps its history`).toBe(old.events.length);
        }
        expect(brokenFamilies(after)).toEqual([]);
        expect(
          [...before.keys()].filter((id) => !after.has(id)),
          'no ticket is lost',
        ).toEqual([]);
        before = after;
      }),
      // What went before is part of every run, so that a failure cannot be made smaller.
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  test('what came of it is pulled the same in pages of one as in a single one', async () => {
    const token = clients.get(people.supervisor.id)?.token ?? '';
    const [whole, paged] = [new PatchClient(server.client, token), new PatchClient(server.client, token)];
    await whole.pull(5_000);
    await paged.pull(1);
    expect(paged.rows).toEqual(whole.rows);
    const stored = await server.db.raw<{ key: string }>(
      `select 'ticket:' || id as key from ticket union all select kind || ':' || id from ticket_part
       union all select kind || ':' || id from workspace_row`,
    );
    expect([...whole.rows.keys()].toSorted()).toEqual(stored.map(({ key }) => key).toSorted());
  });
});
