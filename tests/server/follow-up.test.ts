import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startFollowUpJob } from '../../src/server/jobs/follow-up-job.ts';
import type { FollowUpRule } from '../../src/shared/domain/follow-up-rule.ts';
import type { Message, TicketEvent } from '../../src/shared/domain/parts.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { SlaDesk } from './support/sla-desk.ts';
import { engines, silent } from './support/test-database.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CUSTOMER = { name: 'Lúcia', email: null, phone: null, company: null, city: null, plan: null };

function aRule(change: Partial<FollowUpRule> = {}): FollowUpRule {
  return {
    id: randomUUID(),
    name: 'Cliente que não responde',
    on: 'customer',
    calendarId: null,
    remindAfterMs: DAY_MS,
    reminders: 2,
    text: { pt: 'Olá, {{cliente.nome}}: e o chamado {{chamado.numero}}?', en: 'Hello {{cliente.nome}}' },
    language: 'pt',
    endAfterMs: 5 * DAY_MS,
    code: 'not_reproducible',
    summary: 'sem retorno',
    isActive: true,
    ...change,
  };
}
const confirmation = { on: 'resolved', reminders: 0, remindAfterMs: null, endAfterMs: 7 * DAY_MS } as const;

/** A desk with the rules given, and a ticket of Lúcia's that waits for her. */
async function waitingDesk(
  engine: Parameters<typeof SlaDesk.open>[0],
  rules: readonly FollowUpRule[],
): Promise<{ desk: SlaDesk; ticketId: string }> {
  const desk = await SlaDesk.open(engine);
  const customerId = randomUUID();
  await desk.act('customer.save', { row: { id: customerId, ...CUSTOMER } }, 'system');
  for (const row of rules) expect(await desk.act('followUpRule.save', { row }, 'system')).toBeNull();
  const ticketId = await desk.create({ customerId });
  await desk.act('ticket.claim', { ticketId }, 'n1');
  const reply = { ticketId, messageId: randomUUID(), body: 'Pode mandar uma foto?', lastSeenMessageId: null };
  await desk.act('ticket.reply', { ...reply, evenIfMoved: true }, 'n1');
  const wait = { ticketId, status: 'waiting_customer', reason: 'pediu foto', followUpAtMs: null };
  expect(await desk.act('ticket.setStatus', wait, 'n1')).toBeNull();
  return { desk, ticketId };
}

async function ticketOf(desk: SlaDesk, id: string): Promise<Ticket | undefined> {
  return (await desk.db.raw<{ row: Ticket }>('select row from ticket where id = $1::uuid', [id]))[0]?.row;
}

async function eventsOf(desk: SlaDesk, id: string): Promise<string[]> {
  const rows = await desk.db.raw<{ row: TicketEvent }>(
    `select row from ticket_part where kind = 'event' and ticket_id = $1::uuid`,
    [id],
  );
  return rows.flatMap(({ row }) => (row.data['isAutomatic'] === true ? [row.kind] : [])).toSorted();
}

async function remindersOf(desk: SlaDesk, id: string): Promise<string[]> {
  const rows = await desk.db.raw<{ row: Message }>(
    `select row from ticket_part where kind = 'message' and ticket_id = $1::uuid`,
    [id],
  );
  return rows.flatMap(({ row }) => (row.isAutomatic === true ? [row.body] : []));
}

/** Lets time pass, and so many processes at once follow up what has come due in it. */
async function pass(desk: SlaDesk, ms: number, processes = 1): Promise<void> {
  desk.nowMs += ms;
  const options = { db: desk.db, nowMs: () => desk.nowMs, minFreeBytes: 0, log: silent };
  const jobs = await Promise.all(Array.from({ length: processes }, () => startFollowUpJob(options)));
  onTestFinished(async () => {
    for (const job of jobs) await job.stop();
  });
  await expect
    .poll(async () => {
      const [left] = await desk.db.raw<{ due: number }>(
        'select count(*)::int as due from ticket_follow_up where look_at_ms <= $1',
        [desk.nowMs],
      );
      return left?.due;
    })
    .toBe(0);
  for (const job of jobs) await job.stop();
}

describe.each(engines)('following up on %s', (engine) => {
  test('a customer who does not answer is reminded by their name, twice, and then the ticket resolves by itself', async () => {
    const { desk, ticketId } = await waitingDesk(engine, [aRule()]);
    await pass(desk, DAY_MS - 1);
    expect(await remindersOf(desk, ticketId)).toEqual([]);
    await pass(desk, 1);
    const number = (await ticketOf(desk, ticketId))?.number;
    expect(await remindersOf(desk, ticketId)).toEqual([`Olá, Lúcia: e o chamado ${number}?`]);
    await pass(desk, DAY_MS);
    await pass(desk, DAY_MS);
    expect(await remindersOf(desk, ticketId)).toHaveLength(2);
    await pass(desk, 2 * DAY_MS);
    expect(await ticketOf(desk, ticketId)).toMatchObject({
      status: 'resolved',
      resolution: { code: 'not_reproducible', summary: 'sem retorno' },
    });
    expect(await eventsOf(desk, ticketId)).toEqual(['reminded', 'reminded', 'resolved']);
  });

  test('a reminder answers nothing, and a customer who answers is left alone from then on', async () => {
    const { desk, ticketId } = await waitingDesk(engine, [aRule()]);
    const before = await ticketOf(desk, ticketId);
    await pass(desk, DAY_MS);
    const reminded = await ticketOf(desk, ticketId);
    expect(reminded).toMatchObject({
      status: 'waiting_customer',
      firstRespondedAtMs: before?.firstRespondedAtMs,
      nextResponse: before?.nextResponse ?? null,
    });
    await desk.act('ticket.receive', { ticketId, messageId: randomUUID(), body: 'Aqui está' }, 'system');
    await pass(desk, 30 * DAY_MS);
    expect(await ticketOf(desk, ticketId)).toMatchObject({ status: 'open' });
    expect(await eventsOf(desk, ticketId)).toEqual(['reminded']);
  });

  test('several processes at once do each thing once', async () => {
    const { desk } = await waitingDesk(engine, [aRule()]);
    const ids: string[] = [];
    for (let made = 0; made < 12; made += 1) {
      const ticketId = await desk.create();
      const resolution = { ticketId, code: 'solved', summary: 'trocado' };
      await desk.act('ticket.resolve', resolution, 'supervisor');
      ids.push(ticketId);
    }
    await desk.act('followUpRule.save', { row: aRule(confirmation) }, 'system');
    await pass(desk, 8 * DAY_MS, 3);
    for (const id of ids) expect(await eventsOf(desk, id)).toEqual(['closed']);
  });

  test('a rule that is made later, or changed, counts for what waits already', async () => {
    const { desk, ticketId } = await waitingDesk(engine, []);
    await pass(desk, 2 * DAY_MS);
    expect(await desk.db.raw('select from ticket_follow_up')).toHaveLength(0);
    const rule = aRule({ endAfterMs: null, reminders: 1 });
    await desk.act('followUpRule.save', { row: rule }, 'system');
    await pass(desk, 0);
    expect(await remindersOf(desk, ticketId)).toHaveLength(1);
    await desk.act('followUpRule.save', { row: { ...rule, endAfterMs: 3 * DAY_MS } }, 'system');
    await pass(desk, DAY_MS);
    expect((await ticketOf(desk, ticketId))?.status).toBe('resolved');
  });

  test('a second rule for the same wait is refused, and so is a calendar that is not there', async () => {
    const { desk } = await waitingDesk(engine, [aRule()]);
    const second = await desk.act('followUpRule.save', { row: aRule() }, 'system');
    expect(second).toMatchObject({ code: 'validation', details: { path: 'row.on' } });
    const nowhere = await desk.act(
      'followUpRule.save',
      { row: aRule({ calendarId: randomUUID(), on: 'vendor' }) },
      'system',
    );
    expect(nowhere).toMatchObject({ code: 'validation', details: { path: 'row.calendarId' } });
  });

  test('a scheduled ticket is taken up on its date, keeps the date until somebody acts, and its clock was paused till then', async () => {
    const { desk, ticketId } = await waitingDesk(engine, []);
    const followUpAtMs = desk.nowMs + 3 * HOUR_MS;
    const schedule = { ticketId, status: 'scheduled', reason: 'visita' };
    expect(await desk.act('ticket.setStatus', { ...schedule, followUpAtMs: null }, 'n1')).toMatchObject({
      details: { path: 'followUpAtMs' },
    });
    expect(await desk.act('ticket.setStatus', { ...schedule, followUpAtMs: desk.nowMs }, 'n1')).not.toBeNull();
    expect(await desk.act('ticket.setStatus', { ...schedule, followUpAtMs }, 'n1')).toBeNull();
    await pass(desk, 5 * HOUR_MS);
    const resumed = await ticketOf(desk, ticketId);
    expect(resumed).toMatchObject({ status: 'open', followUpAtMs });
    expect(resumed?.pauses.at(-1)).toMatchObject({ class: 'scheduled', toMs: followUpAtMs });
    await desk.act('ticket.note', { ticketId, messageId: randomUUID(), body: 'visita feita' }, 'n1');
    expect((await ticketOf(desk, ticketId))?.followUpAtMs).toBeNull();
  });

  test('a wait that was set offline when the customer had answered already is refused', async () => {
    const { desk, ticketId } = await waitingDesk(engine, []);
    await desk.act('ticket.setStatus', { ticketId, status: 'open', reason: '', followUpAtMs: null }, 'n1');
    const setAtMs = desk.nowMs + HOUR_MS;
    desk.nowMs += 2 * HOUR_MS;
    await desk.act('ticket.receive', { ticketId, messageId: randomUUID(), body: 'Aqui está' }, 'system');
    const wait = { ticketId, status: 'waiting_customer', reason: 'foto', followUpAtMs: null };
    expect(await desk.act('ticket.setStatus', wait, 'n1', setAtMs)).toMatchObject({ code: 'conflict.no_question' });
    expect((await ticketOf(desk, ticketId))?.status).toBe('open');
  });

  test('after the window only a supervisor reopens, as of when it was done; the customer’s word always does', async () => {
    const { desk, ticketId } = await waitingDesk(engine, [aRule(confirmation)]);
    const reopen = { ticketId, reason: 'voltou a cair' };
    const resolve = async (): Promise<unknown> =>
      desk.act('ticket.resolve', { ticketId, code: 'solved', summary: 'trocado' }, 'n1');
    await resolve();
    await pass(desk, 8 * DAY_MS);
    expect((await ticketOf(desk, ticketId))?.status).toBe('closed');
    expect(await desk.act('ticket.reopen', reopen, 'n1')).toMatchObject({ code: 'conflict.window_over' });
    expect(await desk.act('ticket.reopen', reopen, 'supervisor')).toBeNull();
    await resolve();
    await pass(desk, 8 * DAY_MS);
    await desk.act('ticket.receive', { ticketId, messageId: randomUUID(), body: 'De novo' }, 'system');
    expect(await ticketOf(desk, ticketId)).toMatchObject({ status: 'open', reopenCount: 2 });
    await resolve();
    desk.nowMs += 8 * DAY_MS;
    expect(await desk.act('ticket.reopen', reopen, 'n1', desk.nowMs - 2 * DAY_MS)).toBeNull();
  });
});
