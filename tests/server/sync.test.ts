import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyAsSystem } from '../../src/server/sync/apply.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { aNewTicket, ANSWERS, ID, people, type PersonName } from '../support/workspace.ts';
import { type AgentsDesk, openAgentsDesk } from './support/agents-desk.ts';
import type { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';
import { PASSWORD } from './support/test-server.ts';

describe.each(engines)('sync on %s', (engine) => {
  let desk: AgentsDesk;
  beforeAll(async () => {
    desk = await openAgentsDesk(engine, ['n1', 'n1b', 'n2', 'n3', 'supervisor']);
  });
  afterAll(() => desk.server.close());

  const as = (name: PersonName): PatchClient => desk.as(name);
  const create = (args: unknown): { name: string; args: unknown } => ({ name: 'ticket.create', args });
  const escalate = (ticketId: string): { name: string; args: unknown } => ({
    name: 'ticket.escalate',
    args: {
      ticketId,
      handoverId: randomUUID(),
      fromTier: 1,
      toQueueId: ID.queue2,
      formId: ID.form12,
      formVersion: 1,
      answers: ANSWERS,
    },
  });

  test('an action pushed by one agent reaches a colleague of the same queue, with everything that belongs to it', async () => {
    const [author, colleague] = [as('n1'), as('n1b')];
    const ticket = aNewTicket();
    expect(await author.push(create(ticket), { name: 'ticket.claim', args: { ticketId: ticket.ticketId } })).toEqual([
      { seq: 1, status: 'applied' },
      { seq: 2, status: 'applied' },
    ]);
    await colleague.pull();
    const seen = colleague.rows.get(`ticket:${ticket.ticketId}`);
    expect(seen).toMatchObject({ assigneeId: ID.n1, status: 'open', number: expect.any(Number) });
    expect(colleague.table('message').filter(({ ticketId }) => ticketId === ticket.ticketId)).toHaveLength(1);
    expect(colleague.table('event').filter(({ ticketId }) => ticketId === ticket.ticketId)).toHaveLength(2);
  });

  test('a batch sent again changes nothing and is answered as the first time, refusals included', async () => {
    const client = as('n1');
    const ticket = aNewTicket();
    const mutations = [
      { seq: 1, name: 'ticket.create', args: ticket, performedAtMs: 1 },
      { seq: 2, name: 'ticket.claim', args: { ticketId: randomUUID() }, performedAtMs: 1 },
    ];
    const first = await client.pushRaw(mutations);
    expect(first.body).toMatchObject({ lastSeq: 2, results: [{ status: 'applied' }, { status: 'rejected' }] });
    const again = await client.pushRaw(mutations);
    expect(again.body).toMatchObject({
      lastSeq: 2,
      results: [
        { seq: 1, status: 'duplicate', name: 'ticket.create' },
        { seq: 2, status: 'duplicate', name: 'ticket.claim', error: { code: 'not_found' } },
      ],
    });
    expect((again.body as { results: object[] }).results[0]).not.toHaveProperty('error');
    await client.pull();
    expect(client.table('event').filter(({ ticketId }) => ticketId === ticket.ticketId)).toHaveLength(1);
  });

  test('a refused action uses up its seq and the rest goes on', async () => {
    const client = as('n1');
    const ticket = aNewTicket();
    const results = await client.push(
      { name: 'ticket.fly', args: {} },
      { name: 'ticket.claim', args: { ticketId: 'not an id' } },
      create({ ...ticket, subject: 'nul \u0000 byte' }),
      create(aNewTicket({ queueId: ID.queue3 })),
      create(ticket),
    );
    expect(results.map(({ error }) => error?.code)).toEqual([
      'unknown_mutation',
      'validation',
      'validation',
      'forbidden',
      undefined,
    ]);
    await client.pull();
    expect(client.lastSeq).toBe(5);
  });

  test('a gap is refused with the seq expected, and nothing of the batch runs', async () => {
    const client = as('n1');
    const ticket = aNewTicket();
    const gap = await client.pushRaw([{ seq: 3, name: 'ticket.create', args: ticket, performedAtMs: 1 }]);
    expect(gap).toMatchObject({ status: 409, body: { code: 'sync.gap', expected: 1 } });
    const inner = await client.pushRaw([
      { seq: 1, name: 'ticket.create', args: ticket, performedAtMs: 1 },
      { seq: 3, name: 'ticket.claim', args: ticket, performedAtMs: 1 },
    ]);
    expect(inner).toMatchObject({ status: 409, body: { code: 'sync.gap', expected: 2 } });
    await client.pull();
    expect(client.rows.has(`ticket:${ticket.ticketId}`)).toBe(false);
  });

  test("a client of another account and another account's cookie are refused", async () => {
    const owner = as('n1');
    await owner.push(create(aNewTicket()));
    await owner.pull();
    const body = { clientId: owner.clientId, cookie: null };
    expect(await desk.server.client.post('/v1/sync/pull', body, desk.token('n2'))).toMatchObject({
      status: 403,
      body: { code: 'sync.client' },
    });
    const stolen = { clientId: randomUUID(), cookie: owner.cookie };
    expect(await desk.server.client.post('/v1/sync/pull', stolen, desk.token('n2'))).toMatchObject({
      status: 400,
      body: { code: 'sync.cookie' },
    });
  });

  test('too many mutations and too large a body are refused as too large', async () => {
    const client = as('n1');
    const many = Array.from({ length: 501 }, (_, index) => ({ seq: index + 1, name: 'x', args: {}, performedAtMs: 1 }));
    expect(await client.pushRaw(many)).toMatchObject({ status: 413, body: { code: 'too_large' } });
    const large = [{ seq: 1, name: 'ticket.note', args: { body: 'x'.repeat(600_000) }, performedAtMs: 1 }];
    expect(await client.pushRaw(large)).toMatchObject({ status: 413, body: { code: 'too_large' } });
  });

  test('of two who claim at once one wins, and the other is told who', async () => {
    const [a, b] = [as('n1'), as('n1b')];
    const ticket = aNewTicket();
    await a.push(create(ticket));
    const claim = { name: 'ticket.claim', args: { ticketId: ticket.ticketId } };
    const results = (await Promise.all([a.push(claim), b.push(claim)])).flat();
    expect(results.filter(({ status }) => status === 'applied')).toHaveLength(1);
    expect(results.find(({ status }) => status === 'rejected')?.error).toMatchObject({
      code: 'conflict.claimed',
      details: { byName: expect.stringMatching(/^n1b?$/) },
    });
  });

  test('a ticket that is escalated and accepted leaves the view of N1 but for a glimpse, enters that of N2 whole, and moves within a wider one', async () => {
    const [n1, n2, wide] = [as('n1'), as('n2'), as('n1b')];
    const ticket = aNewTicket();
    await n1.push(create(ticket), {
      name: 'ticket.note',
      args: { ticketId: ticket.ticketId, messageId: randomUUID(), body: 'oi' },
    });
    await Promise.all([n1.pull(), n2.pull(), wide.pull()]);
    expect(n2.rows.has(`ticket:${ticket.ticketId}`)).toBe(false);
    await n1.push(escalate(ticket.ticketId));
    await Promise.all([n1.pull(), n2.pull(), wide.pull()]);
    const own = (client: PatchClient): number =>
      [...client.rows.values()].filter((row) => row.id === ticket.ticketId || row.ticketId === ticket.ticketId).length;
    // Until somebody accepts it, who escalated it has it as well.
    expect(own(n1)).toBe(7);
    // The ticket, two messages, the hand-over and three lines of history.
    expect(own(n2)).toBe(7);
    expect(own(wide)).toBe(7);
    expect(wide.rows.get(`ticket:${ticket.ticketId}`)).toMatchObject({ tier: 2, queueId: ID.queue2 });
    const { pendingHandoverId } = n2.rows.get(`ticket:${ticket.ticketId}`) as unknown as Ticket;
    await n2.push({ name: 'ticket.accept', args: { ticketId: ticket.ticketId, handoverId: pendingHandoverId } });
    await n1.pull();
    // A glimpse stays: that there is such a ticket, what they handed over, and that it was accepted.
    expect(own(n1)).toBe(3);
    expect(n1.rows.get(`ticket:${ticket.ticketId}`)).toMatchObject({ isGlimpse: true });
  });

  test.each([1, 2, 3, 7, 50])(
    'pages of %i rows add up to what one pull brings, and lastSeq moves only at the end',
    async (limit) => {
      const whole = as('supervisor');
      const paged = as('supervisor');
      await paged.push(create(aNewTicket()));
      const cookie = paged.cookie;
      for (;;) {
        const page = await paged.pullPage(limit);
        expect(page.patch.length).toBeLessThanOrEqual(limit);
        if (!page.more) break;
        expect(page.lastSeq).toBe(0);
      }
      expect(cookie).toBeNull();
      expect(paged.lastSeq).toBe(1);
      await whole.pull();
      expect(paged.rows).toEqual(whole.rows);
    },
  );

  test('changes while a first sync is under way are all in when it is through', async () => {
    const slow = as('supervisor');
    const busy = as('n1b');
    const tickets = Array.from({ length: 6 }, () => aNewTicket());
    await busy.push(...tickets.map(create));
    for (const [index, ticket] of tickets.entries()) {
      await slow.pullPage(3);
      if (index % 2 === 0) await busy.push(escalate(ticket.ticketId));
      else
        await busy.push({
          name: 'ticket.resolve',
          args: { ticketId: ticket.ticketId, code: 'solved', summary: 'feito' },
        });
    }
    await slow.pull(3);
    const fresh = as('supervisor');
    await fresh.pull();
    expect(slow.rows).toEqual(fresh.rows);
  });

  test('when the queues of a person change their view starts anew, and what is no longer theirs is gone', async () => {
    const client = as('n3');
    await client.pull();
    const save = async (queueIds: readonly string[]): Promise<void> => {
      const nowMs = Date.now();
      const row = { ...people.n3, queueIds };
      await applyAsSystem(
        desk.server.db,
        { clientId: randomUUID(), user: people.system },
        [{ name: 'user.save', args: { row }, performedAtMs: nowMs }],
        { nowMs },
      );
    };
    await save([ID.queue1, ID.queue3]);
    const page = await client.pullPage();
    expect(page.reset).toBe(true);
    await client.pull();
    expect(client.table('ticket').length).toBeGreaterThan(0);
    await save([ID.queue3]);
    await client.pull();
    expect(client.table('ticket')).toEqual([]);
    expect(client.table('event')).toEqual([]);
  });

  test('a person who is no longer active can neither sync nor sign in, and a changed e-mail is the one to sign in with', async () => {
    const save = async (change: object): Promise<void> => {
      const nowMs = Date.now();
      const mutation = { name: 'user.save', args: { row: { ...people.n2, ...change } }, performedAtMs: nowMs };
      await applyAsSystem(desk.server.db, { clientId: randomUUID(), user: people.system }, [mutation], { nowMs });
    };
    const signIn = (email: string): Promise<{ status: number }> =>
      desk.server.client.post('/v1/auth/sign-in', { email, password: PASSWORD });
    await save({ email: 'nova@test.example' });
    expect(await signIn('nova@test.example')).toMatchObject({ status: 200 });
    expect(await signIn(people.n2.email)).toMatchObject({ status: 401 });
    await save({ email: people.n1.email });
    expect(await signIn('nova@test.example')).toMatchObject({ status: 200 });
    await save({ isActive: false });
    expect(await signIn(people.n2.email)).toMatchObject({ status: 401 });
    const body = { clientId: randomUUID(), cookie: null };
    const refused = await desk.server.client.post('/v1/sync/pull', body, desk.token('n2'));
    expect([401, 403]).toContain(refused.status);
    await save({});
    expect(await signIn(people.n2.email)).toMatchObject({ status: 200 });
    // That the session before is over is believed for some seconds.
    await desk.signIn('n2');
  });

  test('a reply that would talk past a newer message is refused, and sent when its author insists', async () => {
    const client = as('n1');
    const ticket = aNewTicket();
    await client.push(create(ticket));
    const reply = { ticketId: ticket.ticketId, messageId: randomUUID(), body: 'Olá', lastSeenMessageId: null };
    const [blind] = await client.push({ name: 'ticket.reply', args: reply });
    expect(blind?.error?.code).toBe('conflict.thread_moved');
    const [knowing] = await client.push({ name: 'ticket.reply', args: { ...reply, evenIfMoved: true } });
    expect(knowing?.status).toBe('applied');
  });

  test('a live stream pokes those who see a changed queue', async () => {
    const abort = new AbortController();
    // A session of its own: of one that was dead a moment ago (above) that is believed for some seconds.
    const { accessToken } = await desk.server.client.signIn(people.n2.email);
    const response = await fetch(`${desk.server.client.url}/v1/sync/live`, {
      headers: { authorization: `Bearer ${accessToken}` },
      signal: abort.signal,
    });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain('event: poke');
    const ticket = aNewTicket();
    const client = as('n1b');
    await client.push(create(ticket), escalate(ticket.ticketId));
    expect((await reader.read()).value).toContain('event: poke');
    abort.abort();
  });

  test('POST /v1/tickets creates by the same mutation, once per idempotency key', async () => {
    const post = (key: string): Promise<{ status: number; body: unknown }> =>
      desk.server.client.request('POST', '/v1/tickets', {
        body: JSON.stringify({ subject: 'Portal: sem sinal', message: 'Caiu de novo', priority: 'P2' }),
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        token: desk.token('n1'),
      });
    const first = await post('a');
    expect(first).toMatchObject({ status: 201, body: { number: expect.any(Number), tier: 1, status: 'new' } });
    expect(await post('a')).toMatchObject({ status: 200, body: first.body });
    expect(await post('b')).toMatchObject({ status: 201 });
    const bad = await desk.server.client.post('/v1/tickets', { subject: 'x' }, desk.token('n1'));
    expect(bad).toMatchObject({ status: 400, body: { code: 'validation' } });
    const foreign = await desk.server.client.post(
      '/v1/tickets',
      { subject: 'xyz', queueId: ID.queue3 },
      desk.token('n1'),
    );
    expect(foreign).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});
