import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { brokenFamilies } from '../support/ticket-invariants.ts';
import { aNewTicket, ID, type PersonName } from '../support/workspace.ts';
import { type AgentsDesk, openAgentsDesk } from './support/agents-desk.ts';
import type { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';
import { wholeTickets } from './support/whole-tickets.ts';

const SECRET = 'a senha do roteador é 1234';

describe.each(engines)('subtickets on %s', (engine) => {
  let desk: AgentsDesk;
  beforeAll(async () => {
    desk = await openAgentsDesk(engine, ['n1', 'n2', 'n3']);
  });
  afterAll(() => desk.server.close());

  const device = (name: PersonName): PatchClient => desk.as(name);

  const opening = (ticketId: string, subticketId: string = randomUUID()) => ({
    name: 'ticket.openSubticket',
    args: {
      ticketId,
      subticketId,
      handoverId: randomUUID(),
      toQueueId: ID.queue2,
      subject: 'Ver a porta',
      priority: 'P3',
      asked: 'ver a porta da OLT',
      formId: null,
      formVersion: null,
      answers: null,
    },
  });

  /** A ticket of N1 with a subticket at N2, opened in one push; the ids of both and of what waits to be accepted. */
  async function aFamily(owner: PatchClient): Promise<{ parentId: string; childId: string; handoverId: string }> {
    const { ticketId: parentId } = aNewTicket();
    const open = opening(parentId);
    const results = await owner.push(
      { name: 'ticket.create', args: aNewTicket({ ticketId: parentId }) },
      { name: 'ticket.claim', args: { ticketId: parentId } },
      open,
    );
    expect(results.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied']);
    return { parentId, childId: open.args.subticketId, handoverId: open.args.handoverId };
  }

  test('the owner, who does not see the other queue, hears how the subticket stands, and nothing else of it', async () => {
    const [owner, other, stranger] = [device('n1'), device('n2'), device('n3')];
    const { parentId, childId, handoverId } = await aFamily(owner);
    await owner.pull();
    expect(owner.rows.get(`subticket:${childId}`)).toMatchObject({ status: 'new', queueId: ID.queue2 });
    const parent = owner.rows.get(`ticket:${parentId}`) as Ticket | undefined;
    const number = parent?.openSubtickets?.[0]?.number;
    expect(number, 'the backend has given it a number').toEqual(expect.any(Number));

    await other.pull();
    expect(other.rows.get(`ticket:${childId}`)).toMatchObject({
      number,
      parent: { id: parentId, number: parent?.number },
    });
    await other.push(
      { name: 'ticket.accept', args: { ticketId: childId, handoverId } },
      { name: 'ticket.note', args: { ticketId: childId, messageId: randomUUID(), body: SECRET } },
    );
    await owner.pull();
    expect(owner.rows.get(`subticket:${childId}`)).toMatchObject({ status: 'open', assigneeId: ID.n2 });
    await other.push({ name: 'ticket.resolve', args: { ticketId: childId, code: 'solved', summary: 'porta trocada' } });
    await Promise.all([owner.pull(), other.pull(), stranger.pull()]);
    expect(owner.rows.get(`subticket:${childId}`)).toMatchObject({ status: 'resolved', result: 'porta trocada' });
    expect(owner.rows.get(`ticket:${parentId}`)).toMatchObject({ openSubtickets: [] });
    expect(owner.table('event').filter(({ ticketId }) => ticketId === parentId)).toHaveLength(5);

    expect(owner.rows.has(`ticket:${childId}`)).toBe(false);
    expect(JSON.stringify([...owner.rows.values()])).not.toContain(SECRET);
    expect(
      JSON.stringify([...other.rows.values()].filter((row) => row.id === parentId || row.ticketId === parentId)),
    ).toBe('[]');
    expect(stranger.rows.has(`subticket:${childId}`)).toBe(false);
  });

  test('a parent is not resolved over what another machine has opened meanwhile, unless with a reason', async () => {
    const owner = device('n1');
    const { parentId, childId, handoverId } = await aFamily(owner);
    const end = { ticketId: parentId, code: 'solved', summary: 'pronto' };
    const [refused] = await device('n1').push({ name: 'ticket.resolve', args: end });
    expect(refused).toMatchObject({ error: { code: 'conflict.open_subtickets', details: { count: 1 } } });
    const other = device('n2');
    await other.push({ name: 'ticket.accept', args: { ticketId: childId, handoverId } });
    const over = { ...end, overOpenSubtickets: 'o cliente mudou de plano' };
    expect(await owner.push({ name: 'ticket.resolve', args: over })).toMatchObject([{ status: 'applied' }]);
    const done = { ticketId: childId, code: 'solved', summary: 'feito' };
    expect(await other.push({ name: 'ticket.resolve', args: done })).toMatchObject([{ status: 'applied' }]);
  });

  test('however parents and subtickets are worked on at once, nobody waits in a circle and each line stays true', async () => {
    const owners = [device('n1'), device('n1')];
    const families: Awaited<ReturnType<typeof aFamily>>[] = [];
    for (let i = 0; i < 4; i += 1) families.push(await aFamily(owners[0] ?? device('n1')));
    const others = [device('n2'), device('n2')];
    const note = (ticketId: string) => ({
      name: 'ticket.note',
      args: { ticketId, messageId: randomUUID(), body: 'nota' },
    });
    const rounds = Array.from({ length: 6 }, (_, round) => round);
    const byOwner = async (owner: PatchClient, i: number): Promise<void> => {
      for (const round of rounds) {
        const order = (round + i) % 2 === 0 ? families : families.toReversed();
        await owner.push(...order.flatMap(({ parentId }) => [note(parentId), opening(parentId)]));
      }
    };
    const byOther = async (other: PatchClient, i: number): Promise<void> => {
      for (const round of rounds) {
        const order = (round + i) % 2 === 0 ? families.toReversed() : families;
        await other.push(
          ...order.flatMap(({ childId }) => [
            { name: 'ticket.claim', args: { ticketId: childId } },
            { name: 'ticket.release', args: { ticketId: childId } },
            { name: 'ticket.cancel', args: { ticketId: childId, reason: 'engano' } },
            { name: 'ticket.reopen', args: { ticketId: childId, reason: 'voltou' } },
          ]),
        );
      }
    };
    await Promise.all([...owners.map(byOwner), ...others.map(byOther)]);
    expect(brokenFamilies(await wholeTickets(desk.server.db))).toEqual([]);
  });
});
