import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyAsSystem } from '../../src/server/sync/apply.ts';
import type { Form } from '../../src/shared/domain/form.ts';
import { aNewTicket, ANSWERS, ID, people, type PersonName } from '../support/workspace.ts';
import { type AgentsDesk, openAgentsDesk } from './support/agents-desk.ts';
import type { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';

describe.each(engines)('hand-overs on %s', (engine) => {
  let desk: AgentsDesk;
  beforeAll(async () => {
    desk = await openAgentsDesk(engine, ['n1', 'n1b', 'n2', 'supervisor']);
  });
  afterAll(() => desk.server.close());

  const as = (name: PersonName): PatchClient => desk.as(name);
  const escalation = (ticketId: string, handoverId: string = randomUUID()): { name: string; args: object } => ({
    name: 'ticket.escalate',
    args: {
      ticketId,
      handoverId,
      fromTier: 1,
      toQueueId: ID.queue2,
      formId: ID.form12,
      formVersion: 1,
      answers: ANSWERS,
    },
  });

  /** Asks one thing more, as the next version. */
  async function saveNextVersion(client: PatchClient): Promise<void> {
    await client.pull();
    const { table: _table, ...form } = client.table('form').find(({ id }) => id === ID.form12) as Form & {
      table?: string;
    };
    const serial = { key: `serial_${form.version}`, label: { pt: 'Série', en: 'Serial' }, help: null };
    const row = {
      ...form,
      version: form.version + 1,
      fields: [...form.fields, { ...serial, isRequired: true, isLong: false }],
    };
    const { outcomes } = await applyAsSystem(
      desk.server.db,
      { clientId: randomUUID(), user: people.system },
      [{ name: 'form.save', args: { row }, performedAtMs: Date.now() }],
      { nowMs: Date.now() },
    );
    expect(outcomes[0]?.error).toBeNull();
  }

  test('a form of an older version is taken as pushed, and who escalated answers what is new, once', async () => {
    const author = as('n1b');
    const ticket = aNewTicket();
    await author.push({ name: 'ticket.create', args: ticket });
    await saveNextVersion(author);
    const handoverId = randomUUID();
    expect(await author.push(escalation(ticket.ticketId, handoverId))).toMatchObject([{ status: 'applied' }]);
    await author.pull();
    const key = 'serial_1';
    expect(author.rows.get(`handover:${handoverId}`)).toMatchObject({ formVersion: 1, unanswered: [key] });
    const complete = (serial: string): { name: string; args: object } => ({
      name: 'ticket.completeHandover',
      args: { ticketId: ticket.ticketId, handoverId, formId: ID.form12, answers: { [key]: serial } },
    });
    expect(await as('n2').push(complete('X0'))).toMatchObject([{ status: 'rejected', error: { code: 'forbidden' } }]);
    expect(await author.push(complete('X1'), complete('X2'))).toMatchObject([
      { status: 'applied' },
      { status: 'rejected', error: { code: 'conflict.completed' } },
    ]);
    await author.pull();
    expect(author.rows.get(`handover:${handoverId}`)).toMatchObject({
      answers: ANSWERS,
      added: [{ byId: ID.n1b, answers: { [key]: 'X1' } }],
    });
  });

  test('of two machines that escalate at once the first is taken, and the other told where the ticket is', async () => {
    const [one, other] = [as('n1'), as('n1b')];
    const ticket = aNewTicket();
    await one.push({ name: 'ticket.create', args: ticket });
    const pushed = await Promise.all([one, other].map((client) => client.push(escalation(ticket.ticketId))));
    expect(
      pushed
        .flat()
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(['applied', 'rejected']);
    const refused = pushed.flat().find(({ status }) => status === 'rejected');
    expect(refused?.error).toMatchObject({ code: 'conflict.left_tier', details: { tier: 2, fromTier: 1 } });
  });

  test('an escalation is taken back by who made it though they do not see where it is, and then not accepted', async () => {
    const [author, receiver] = [as('n1'), as('n2')];
    const ticket = aNewTicket();
    const handoverId = randomUUID();
    const withdraw = { name: 'ticket.withdrawEscalation', args: { ticketId: ticket.ticketId, handoverId } };
    await author.push({ name: 'ticket.create', args: ticket }, escalation(ticket.ticketId, handoverId));
    expect(await receiver.push(withdraw)).toMatchObject([{ status: 'rejected', error: { code: 'forbidden' } }]);
    expect(await author.push(withdraw, withdraw)).toMatchObject([
      { status: 'applied' },
      { status: 'rejected', error: { code: 'conflict.handover_settled' } },
    ]);
    const accept = { name: 'ticket.accept', args: { ticketId: ticket.ticketId, handoverId } };
    expect(await receiver.push(accept)).toMatchObject([{ status: 'rejected', error: { code: 'forbidden' } }]);
    await author.pull();
    expect(author.rows.get(`ticket:${ticket.ticketId}`)).toMatchObject({ queueId: ID.queue1, assigneeId: ID.n1 });
  });

  test('two supervisors who answer one call at once: the first is taken, the other told who was', async () => {
    const author = as('n1');
    const ticket = aNewTicket();
    const callId = randomUUID();
    const { ticketId } = ticket;
    const call = { ticketId, callId, reason: 'cliente exaltado', asked: 'ligar para ele' };
    await author.push({ name: 'ticket.create', args: ticket }, { name: 'ticket.callSupervisor', args: call });
    const answer = { name: 'ticket.answerCall', args: { ticketId, callId, answer: 'liguei' } };
    const pushed = await Promise.all([as('supervisor'), as('supervisor')].map((client) => client.push(answer)));
    expect(
      pushed
        .flat()
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(['applied', 'rejected']);
    const refused = pushed.flat().find(({ status }) => status === 'rejected');
    expect(refused?.error).toMatchObject({ code: 'conflict.call_answered', details: { byName: 'supervisor' } });
  });
});
