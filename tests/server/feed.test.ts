import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/server/db/database.ts';
import { withRetry } from '../../src/server/db/retry.ts';
import { lockClient } from '../../src/server/sync/client.ts';
import { runBatch } from '../../src/server/sync/run-batch.ts';
import { WorkspaceCache } from '../../src/server/sync/workspace-cache.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { agentAction } from '../support/agent-action.ts';
import type { NamedAction } from '../support/any-mutation.ts';
import { aNewTicket, ID, people, type PersonName } from '../support/workspace.ts';
import type { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';
import { startTwoBackends } from './support/two-backends.ts';

const AGENTS: readonly PersonName[] = ['n1', 'n1b', 'n1b', 'n2', 'n3', 'supervisor'];
const READERS: readonly PersonName[] = ['supervisor', 'supervisor', 'n1b', 'n2'];
const STALLERS = 2;
const QUEUES = [ID.queue1, ID.queue1b, ID.queue2, ID.queue3];

/** A feed as one might write it first: a sequence number for each row written, in the order of writing. */
async function addNaiveFeed(db: Database): Promise<void> {
  await db.script(`
    create table naive_feed (seq bigserial primary key, ticket_id uuid not null);
    create function note_in_naive_feed() returns trigger language plpgsql as
      $$ begin insert into naive_feed (ticket_id) values (new.id); return null; end $$;
    create trigger naive after insert or update on ticket for each row execute function note_in_naive_feed();`);
}

/** Follows the naive feed, asking for what is above the last number seen. */
async function followNaively(db: Database, isOver: () => boolean): Promise<ReadonlySet<number>> {
  const seen = new Set<number>();
  let cursor = 0;
  for (let rest = 1; rest > 0 || !isOver();) {
    const isLast = isOver();
    const rows = await db.raw<{ seq: number }>('select seq from naive_feed where seq > $1 order by seq limit $2', [
      cursor,
      randomInt(1, 50),
    ]);
    for (const { seq } of rows) seen.add(seq);
    cursor = rows.at(-1)?.seq ?? cursor;
    rest = isLast ? rows.length : 1;
    await delay(randomInt(0, 5));
  }
  return seen;
}

/** What an agent does next: a new ticket in one of their queues, or something with one of their tickets. */
function nextAction(client: PatchClient, queueIds: readonly string[]): NamedAction {
  const tickets = client.table('ticket') as unknown as readonly Ticket[];
  const ticket = tickets[randomInt(0, Math.max(1, tickets.length))];
  if (ticket !== undefined && randomInt(0, 4) > 0) return agentAction(ticket, randomInt(0, 1_000));
  return { name: 'ticket.create', args: aNewTicket({ queueId: queueIds[randomInt(0, queueIds.length)] ?? ID.queue1 }) };
}

/** An agent at work: pushes, pages to the head, and finds what they did. */
async function work(client: PatchClient, name: PersonName, rounds: number): Promise<void> {
  const own = people[name].queueIds;
  for (let round = 0; round < rounds; round += 1) {
    const actions = Array.from({ length: randomInt(1, 5) }, () => nextAction(client, own.length > 0 ? own : QUEUES));
    const results = await client.push(...actions);
    await client.pull(randomInt(1, 200));
    expect(client.lastSeq).toBe(results.at(-1)?.seq);
    for (const [index, { name: action, args }] of actions.entries()) {
      if (action !== 'ticket.note' || results[index]?.status !== 'applied') continue;
      const { messageId, ticketId } = args as { messageId: string; ticketId: string };
      // Unless somebody has moved the ticket out of this view since.
      if (client.rows.has(`ticket:${ticketId}`)) expect([...client.rows.keys()]).toContain(`message:${messageId}`);
    }
  }
}

/** A writer that stalls between its writes and its commit, as a process does that the machine stops for a moment. */
async function stall(db: Database, rounds: number): Promise<void> {
  const clientId = randomUUID();
  const cache = new WorkspaceCache();
  for (let round = 0; round < rounds; round += 1) {
    const queueId = QUEUES[randomInt(0, QUEUES.length)] ?? ID.queue1;
    const atMs = Date.now();
    await withRetry(() =>
      db.transaction(async (tx) => {
        const seq = 1 + (await lockClient(tx, clientId, ID.system, atMs));
        const args = aNewTicket({ queueId });
        const step = {
          seq,
          name: 'ticket.create',
          args,
          performedAtMs: atMs,
          receivedAtMs: atMs,
          actor: people.system,
        };
        await runBatch(tx, cache, clientId, [step]);
        // The stall itself: other transactions are to begin and to commit while this one has written.
        await delay(randomInt(0, 25));
      }),
    );
  }
}

/** A reader that pages at random moments, a few rows or many at a time, until it is told to go to the head. */
async function read(client: PatchClient, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await client.pullPage(randomInt(1, 60));
    await delay(randomInt(0, 15));
  }
  await client.pull(randomInt(1, 60));
}

describe.each(engines)('the feed on %s', (engine) => {
  test('who pages while writers overlap and stall has every row in the end, and the naive cursor would not', async () => {
    const stage = await startTwoBackends(engine);
    await addNaiveFeed(stage.db);
    const rounds = engine === 'postgres' ? 25 : 6;
    let isOver = false;
    const readers = await Promise.all(READERS.map((name, index) => stage.as(name, index)));
    const reading = readers.map((reader) => read(reader, () => isOver));
    const naive = followNaively(stage.db, () => isOver);
    const agents = await Promise.all(AGENTS.map((name, index) => stage.as(name, index)));
    const writing = [
      ...agents.map((agent, index) => work(agent, AGENTS[index] ?? 'n1', rounds)),
      ...Array.from({ length: STALLERS }, () => stall(stage.db, rounds * 3)),
    ];
    await Promise.all(writing).finally(() => {
      isOver = true;
    });
    await Promise.all(reading);

    for (const [index, reader] of readers.entries()) {
      const fresh = await stage.as(READERS[index] ?? 'supervisor');
      await fresh.pull(5_000);
      expect(fresh.table('ticket').length).toBeGreaterThan(5);
      expect(reader.rows).toEqual(fresh.rows);
    }
    const written = await stage.db.raw<{ seq: number }>('select seq from naive_feed');
    const seen = await naive;
    const missed = written.filter(({ seq }) => !seen.has(seq)).length;
    // One connection writes one transaction after the other: there a number is never committed late.
    if (engine === 'pglite') expect(missed).toBe(0);
    else expect(missed).toBeGreaterThan(0);
  });

  test('a ticket that leaves, comes back and leaves again during a first sync in small pages is where it is', async () => {
    const stage = await startTwoBackends(engine);
    const [wide, n1, slow] = [await stage.as('n1b'), await stage.as('n1', 1), await stage.as('n1')];
    const tickets = Array.from({ length: 12 }, () => aNewTicket());
    await wide.push(...tickets.map((args) => ({ name: 'ticket.create', args })));
    for (const pick of [3, 5, 3, 5, 3]) {
      await slow.pullPage(5);
      await wide.pull();
      const rows = wide.table('ticket') as unknown as readonly Ticket[];
      const some = rows.filter(() => randomInt(0, 3) > 0);
      await wide.push(...some.map((ticket) => agentAction(ticket, pick)));
    }
    await slow.pull(5);
    await n1.pull();
    expect(slow.rows).toEqual(n1.rows);
  });

  test('a ticket reopened before a first sync has come to it among the ended ones comes whole', async () => {
    const stage = await startTwoBackends(engine);
    const [busy, slow] = [await stage.as('n1b'), await stage.as('n1')];
    const tickets = Array.from({ length: 4 }, () => aNewTicket());
    await busy.push(...tickets.map((args) => ({ name: 'ticket.create', args })));
    const end = { code: 'solved', summary: 'feito' };
    await busy.push(...tickets.map(({ ticketId }) => ({ name: 'ticket.resolve', args: { ticketId, ...end } })));
    // Settings first, then the ended tickets one by one: at a page of one row each can be caught in between.
    while (slow.table('ticket').length === 0) await slow.pullPage(5);
    for (const { ticketId } of tickets) {
      await busy.push({ name: 'ticket.reopen', args: { ticketId, reason: 'voltou a cair' } });
      await slow.pullPage(2);
    }
    await slow.pull(2);
    const fresh = await stage.as('n1');
    await fresh.pull();
    expect(slow.rows).toEqual(fresh.rows);
  });
});
