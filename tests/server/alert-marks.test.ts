import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markIdOf } from '../../src/shared/domain/alert-mark.ts';
import { aNewTicket, ANSWERS, ID, type PersonName } from '../support/workspace.ts';
import { type AgentsDesk, openAgentsDesk } from './support/agents-desk.ts';
import type { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';

describe.each(engines)('marks on alerts on %s', (engine) => {
  let desk: AgentsDesk;
  beforeAll(async () => {
    desk = await openAgentsDesk(engine, ['n1', 'n1b', 'n2']);
  });
  afterAll(() => desk.server.close());

  const device = (name: PersonName): PatchClient => desk.as(name);
  const marksOf = (client: PatchClient, ticketId: string): readonly unknown[] =>
    client.table('alertMark').filter((row) => row.ticketId === ticketId);

  /** A ticket of N1's queue, with an alert of its. */
  async function anAlert(client: PatchClient): Promise<{ ticketId: string; alertId: string }> {
    const { ticketId } = aNewTicket();
    await client.push({ name: 'ticket.create', args: aNewTicket({ ticketId }) });
    return { ticketId, alertId: `${ticketId}:resolution:0:75%:1` };
  }

  const acknowledge = (alert: { ticketId: string; alertId: string }, name: 'n1' | 'n1b' | 'n2') => ({
    name: 'alert.acknowledge',
    args: { ...alert, markId: markIdOf(alert.alertId, ID[name]) },
  });

  test('acknowledged on two devices it is one mark, which both have, and the ticket is as it was', async () => {
    const [desk, laptop] = [device('n1'), device('n1')];
    const alert = await anAlert(desk);
    await laptop.pull();
    const before = laptop.rows.get(`ticket:${alert.ticketId}`);
    for (const client of [desk, laptop]) {
      expect(await client.push(acknowledge(alert, 'n1'))).toMatchObject([{ status: 'applied' }]);
    }
    await Promise.all([desk.pull(), laptop.pull()]);
    expect(marksOf(desk, alert.ticketId)).toMatchObject([{ ...alert, userId: ID.n1, state: 'acknowledged' }]);
    expect(marksOf(laptop, alert.ticketId)).toEqual(marksOf(desk, alert.ticketId));
    expect(laptop.rows.get(`ticket:${alert.ticketId}`)).toEqual(before);
    expect(laptop.table('event').filter(({ ticketId }) => ticketId === alert.ticketId)).toHaveLength(1);
  });

  test('a colleague of the queue sees who has taken note, and nobody else does', async () => {
    const [author, colleague, stranger] = [device('n1'), device('n1b'), device('n2')];
    const alert = await anAlert(author);
    await author.push(acknowledge(alert, 'n1'));
    await Promise.all([colleague.pull(), stranger.pull()]);
    expect(marksOf(colleague, alert.ticketId)).toHaveLength(1);
    expect(marksOf(stranger, alert.ticketId)).toEqual([]);
    expect(await stranger.push(acknowledge(alert, 'n2'))).toMatchObject([{ error: { code: 'forbidden' } }]);
  });

  test('what was acknowledged offline is taken in after the ticket has moved on', async () => {
    const [author, colleague] = [device('n1'), device('n1b')];
    const alert = await anAlert(author);
    const to = { fromTier: 1, toQueueId: ID.queue2, formId: ID.form12, formVersion: 1, answers: ANSWERS };
    const handoverId = crypto.randomUUID();
    await colleague.push({ name: 'ticket.escalate', args: { ticketId: alert.ticketId, handoverId, ...to } });
    expect(await author.push(acknowledge(alert, 'n1'))).toMatchObject([{ status: 'applied' }]);
    await colleague.pull();
    expect(marksOf(colleague, alert.ticketId)).toHaveLength(1);
  });
});
