import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyAsSystem } from '../../src/server/sync/apply.ts';
import { markIdOf } from '../../src/shared/domain/alert-mark.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { aNewTicket, ANSWERS, ID, people, type PersonName, workspaceSaves } from '../support/workspace.ts';
import { type AgentsDesk, openAgentsDesk } from './support/agents-desk.ts';
import type { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';

type Action = { readonly name: string; readonly args: object };

describe.each(engines)('a ticket that was escalated out of sight on %s', (engine) => {
  let desk: AgentsDesk;
  beforeAll(async () => {
    desk = await openAgentsDesk(engine, ['n1', 'n2', 'n3']);
  });
  afterAll(() => desk.server.close());

  const as = (name: PersonName): PatchClient => desk.as(name);
  const note = (ticketId: string): Action => ({
    name: 'ticket.note',
    args: { ticketId, messageId: randomUUID(), body: 'mais um detalhe' },
  });

  async function asSystem(name: string, row: object): Promise<void> {
    const { outcomes } = await applyAsSystem(
      desk.server.db,
      { clientId: randomUUID(), user: people.system },
      [{ name, args: { row }, performedAtMs: Date.now() }],
      { nowMs: Date.now() },
    );
    expect(outcomes[0]?.error).toBeNull();
  }

  /** A ticket of n1's that waits in the second tier's queue, or another. */
  async function escalated(
    author: PatchClient,
    to: { readonly toQueueId: string; readonly formId: string } = { toQueueId: ID.queue2, formId: ID.form12 },
  ): Promise<{ ticketId: string; handoverId: string }> {
    const ticket = aNewTicket();
    const handoverId = randomUUID();
    const { ticketId } = ticket;
    const args = { ticketId, handoverId, fromTier: 1, ...to, formVersion: 1, answers: ANSWERS };
    const results = await author.push({ name: 'ticket.create', args: ticket }, note(ticketId));
    expect(results.map(({ status }) => status)).toEqual(['applied', 'applied']);
    await author.pull();
    expect(await author.push({ name: 'ticket.escalate', args })).toMatchObject([{ status: 'applied' }]);
    return { ticketId, handoverId };
  }

  const rowOf = (client: PatchClient, ticketId: string): Partial<Ticket> | undefined =>
    client.rows.get(`ticket:${ticketId}`);
  /** Whether a client has it, and more than a glimpse. */
  const has = (client: PatchClient, ticketId: string): boolean =>
    client.rows.has(`ticket:${ticketId}`) && rowOf(client, ticketId)?.isGlimpse !== true;
  const messagesOf = ({ rows }: PatchClient, ticketId: string): number =>
    [...rows].filter(([key, row]) => key.startsWith('message:') && row.ticketId === ticketId).length;

  test('it stays with who sent it, whole, until it is accepted, and with nobody else', async () => {
    const [author, other, receiver] = [as('n1'), as('n3'), as('n2')];
    const { ticketId, handoverId } = await escalated(author);
    for (const client of [author, other, receiver]) await client.pull();
    expect([has(author, ticketId), has(other, ticketId), has(receiver, ticketId)]).toEqual([true, false, true]);
    expect(author.rows.get(`handover:${handoverId}`)).toMatchObject({ state: 'pending' });

    await receiver.push(note(ticketId));
    await author.pull();
    expect(messagesOf(author, ticketId)).toBe(3);

    await receiver.push({ name: 'ticket.accept', args: { ticketId, handoverId } });
    await author.pull();
    expect(has(author, ticketId)).toBe(false);
    expect(messagesOf(author, ticketId)).toBe(0);
  });

  const partsOf = ({ rows }: PatchClient, ticketId: string): readonly string[] =>
    [...rows].flatMap(([key, row]) => (row.ticketId === ticketId ? [key.split(':')[0] ?? ''] : [])).toSorted();

  test('accepted, who sent it has a glimpse of it: that it was, by whom, and nothing that came since, as long as it is there', async () => {
    const [author, receiver] = [as('n1'), as('n2')];
    const { ticketId, handoverId } = await escalated(author);
    await author.pull();
    await receiver.push({ name: 'ticket.accept', args: { ticketId, handoverId } });
    await receiver.push(note(ticketId), {
      name: 'ticket.setPriority',
      args: { ticketId, priority: 'P1', reason: 'cliente parado' },
    });
    const fresh = as('n1');
    for (const limit of [1, 500]) {
      await fresh.pull(limit);
      await author.pull(limit);
    }
    expect(rowOf(author, ticketId)).toMatchObject({ isGlimpse: true, priority: 'P1', assigneeId: null });
    expect(partsOf(author, ticketId)).toEqual(['event', 'handover']);
    expect([...author.rows.values()]).toContainEqual(
      expect.objectContaining({ ticketId, kind: 'accepted', actorId: ID.n2 }),
    );
    expect(Object.fromEntries(fresh.rows)).toEqual(Object.fromEntries(author.rows));

    // That they have heard of it goes to their other machines, and what others have heard of it does not.
    const mark = (userId: string): Action => ({
      name: 'alert.acknowledge',
      args: { ticketId, alertId: 'event:1', markId: markIdOf('event:1', userId) },
    });
    expect(await author.push(mark(ID.n1))).toMatchObject([{ status: 'applied' }]);
    expect(await receiver.push(mark(ID.n2))).toMatchObject([{ status: 'applied' }]);
    expect(await author.push(note(ticketId))).toMatchObject([{ status: 'rejected' }]);
    for (const client of [author, fresh]) await client.pull();
    expect(partsOf(fresh, ticketId)).toEqual(['alertMark', 'event', 'handover']);
    expect(Object.fromEntries(fresh.rows)).toEqual(Object.fromEntries(author.rows));

    const back = { ticketId, handoverId: randomUUID(), toQueueId: ID.queue1, reason: 'faltam dados', missing: [] };
    expect(await receiver.push({ name: 'ticket.return', args: back })).toMatchObject([{ status: 'applied' }]);
    await author.pull();
    expect(has(author, ticketId)).toBe(true);
    expect(messagesOf(author, ticketId)).toBe(3);
  });

  test('a glimpse is gone when the ticket has ended', async () => {
    const [author, receiver] = [as('n1'), as('n2')];
    const { ticketId, handoverId } = await escalated(author);
    await receiver.push({ name: 'ticket.accept', args: { ticketId, handoverId } });
    await author.pull();
    expect(rowOf(author, ticketId)).toMatchObject({ isGlimpse: true });
    await receiver.push({ name: 'ticket.cancel', args: { ticketId, reason: 'engano' } });
    await author.pull();
    expect(rowOf(author, ticketId)).toBeUndefined();
    expect(partsOf(author, ticketId)).toEqual([]);
  });

  test('a machine of the release before, which asks for no glimpses, has them after what left its queues meanwhile', async () => {
    const [author, receiver] = [as('n1'), as('n2')];
    await author.pull();
    const before = JSON.parse(Buffer.from(author.cookie ?? '', 'base64url').toString()) as { scopes: object };
    const scopes = Object.fromEntries(Object.entries(before.scopes).filter(([scope]) => !scope.startsWith('told:')));
    const { ticketId, handoverId } = await escalated(as('n1'));
    await receiver.push({ name: 'ticket.accept', args: { ticketId, handoverId } });
    author.cookie = Buffer.from(JSON.stringify({ ...before, scopes })).toString('base64url');
    await author.pull(1);
    expect(rowOf(author, ticketId)).toMatchObject({ isGlimpse: true });
  });

  test('a machine that begins anew has it too, in pages as small as one row, and once', async () => {
    const author = as('n1');
    const { ticketId, handoverId } = await escalated(author);
    const fresh = as('n1');
    await fresh.pull(1);
    expect(messagesOf(fresh, ticketId)).toBe(2);
    expect(fresh.rows.get(`handover:${handoverId}`)).toMatchObject({ state: 'pending' });
    await as('n2').push(note(ticketId));
    await fresh.pull(1);
    expect(messagesOf(fresh, ticketId)).toBe(3);

    await author.pull();
    expect([...fresh.rows.keys()].toSorted()).toEqual([...author.rows.keys()].toSorted());
  });

  test('taken back it is in their own queue again, and a receiver who had it has it no longer', async () => {
    const [author, receiver] = [as('n1'), as('n2')];
    const { ticketId, handoverId } = await escalated(author);
    await author.pull();
    await receiver.pull();
    const results = await author.push(note(ticketId), {
      name: 'ticket.withdrawEscalation',
      args: { ticketId, handoverId },
    });
    expect(results.map(({ status }) => status)).toEqual(['applied', 'applied']);
    await author.pull();
    await receiver.pull();
    expect(author.rows.get(`ticket:${ticketId}`)).toMatchObject({ queueId: ID.queue1, pendingHandoverId: null });
    expect(author.rows.get(`handover:${handoverId}`)).toMatchObject({ state: 'withdrawn' });
    expect(messagesOf(author, ticketId)).toBe(3);
    expect(has(receiver, ticketId)).toBe(false);
  });

  test('whichever way it goes between two pulls, what is there afterwards is what a new machine has', async () => {
    const [author, receiver] = [as('n1'), as('n2')];
    const ways: readonly ((of: { ticketId: string; handoverId: string }) => Promise<void>)[] = [
      async ({ ticketId, handoverId }) => {
        await author.push({ name: 'ticket.withdrawEscalation', args: { ticketId, handoverId } });
        const form = { formId: ID.form12, formVersion: 1, answers: ANSWERS };
        const args = { ticketId, handoverId: randomUUID(), fromTier: 1, toQueueId: ID.queue2, ...form };
        await author.push({ name: 'ticket.escalate', args });
      },
      async ({ ticketId }) => {
        const args = { ticketId, handoverId: randomUUID(), toQueueId: ID.queue1, reason: 'faltam dados', missing: [] };
        await receiver.push({ name: 'ticket.return', args });
      },
      async ({ ticketId }) => {
        await receiver.push({ name: 'ticket.cancel', args: { ticketId, reason: 'engano' } });
      },
      async ({ ticketId, handoverId }) => {
        await receiver.push({ name: 'ticket.accept', args: { ticketId, handoverId } });
        await receiver.push({ name: 'ticket.release', args: { ticketId } });
      },
    ];
    for (const limit of [1, 3, 500]) {
      for (const go of ways) {
        const known = await escalated(author);
        await author.pull(limit);
        await go(known);
        await author.pull(limit);
        const fresh = as('n1');
        await fresh.pull();
        expect(Object.fromEntries(author.rows)).toEqual(Object.fromEntries(fresh.rows));
      }
    }
  });

  test('who joins the queue it was sent to has it once, and who then works no queue at all still has it', async () => {
    const author = as('n1');
    const { ticketId } = await escalated(author);
    await author.pull();
    const join = async (...queueIds: readonly string[]): Promise<readonly string[]> => {
      await asSystem('user.save', { ...people.n1, queueIds: [...queueIds] });
      const page = await author.pullPage(5_000);
      return page.patch.flatMap((op) => (op.op === 'put' && op.table === 'ticket' ? [op.row.id] : []));
    };
    const told = await join(ID.queue1, ID.queue2);
    expect(told.filter((id) => id === ticketId)).toHaveLength(1);
    expect(new Set(told).size).toBe(told.length);
    await as('n2').push(note(ticketId));
    await author.pull();
    expect(messagesOf(author, ticketId)).toBe(3);
    expect(await join()).toContain(ticketId);
    await join(ID.queue1);
  });

  test('a note on it comes to who sent it, however much more has happened to what else they sent on', async () => {
    const [author, elsewhere] = [as('n1'), as('n3')];
    const formId = randomUUID();
    const form12 = workspaceSaves.find(({ row }) => row.id === ID.form12)?.row;
    await asSystem('form.save', { ...form12, id: formId, toTier: 3 });
    const { ticketId } = await escalated(author);
    const other = await escalated(author, { toQueueId: ID.queue3, formId });
    for (let times = 0; times < 60; times += 1) await elsewhere.push(note(other.ticketId));
    await author.pull();
    await as('n2').push(note(ticketId));
    await author.pull();
    expect(messagesOf(author, ticketId)).toBe(3);
  });

  test('who sent it opens it whole, finds it and is seen at it, until it is accepted', async () => {
    const author = as('n1');
    const { ticketId, handoverId } = await escalated(author);
    const token = desk.token('n1');
    const whole = async (name: PersonName): Promise<number> =>
      (await desk.server.client.get(`/v1/tickets/${ticketId}`, desk.token(name))).status;
    expect([await whole('n1'), await whole('n3'), await whole('n2')]).toEqual([200, 404, 200]);
    const found = async (): Promise<unknown> => {
      const { body } = await desk.server.client.get(`/v1/search?q=${encodeURIComponent('"sem conexão"')}`, token);
      return (body as { tickets: { id: string }[] }).tickets.some(({ id }) => id === ticketId);
    };
    expect(await found()).toBe(true);
    const at = { clientId: author.clientId, ticketId, state: 'viewing' };
    expect((await desk.server.client.post('/v1/sync/presence', at, token)).status).toBe(204);
    await as('n2').push({ name: 'ticket.accept', args: { ticketId, handoverId } });
    expect(await whole('n1')).toBe(404);
    expect(await found()).toBe(false);
    expect((await desk.server.client.post('/v1/sync/presence', at, token)).status).toBe(404);
  });
});
