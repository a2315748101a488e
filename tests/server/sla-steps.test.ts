import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { replanBatch } from '../../src/server/jobs/replan.ts';
import { SlaRulesCache } from '../../src/server/sla/sla-rules.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { ANSWERS, ID } from '../support/workspace.ts';
import { HOUR_MS, SlaDesk } from './support/sla-desk.ts';
import { engines } from './support/test-database.ts';

const MINUTE_MS = 60_000;
/** The breach is a millisecond of business time after the deadline. */
const SHORTLY = 1 / 60_000;
const after = (minutes: number): number => minutes + SHORTLY;

const wait = { status: 'waiting_customer', reason: 'pediu foto', followUpAtMs: null };

describe.each(engines)('steps of clocks on %s', (engine) => {
  test('a new ticket has a warning and a breach ahead for each of its clocks, and what ends a clock takes them away', async () => {
    const desk = await SlaDesk.open(engine);
    const t0 = desk.nowMs;
    const ticketId = await desk.create();
    const resolution = ['resolution 75 360', `resolution 0 ${after(480)}`];
    expect(await desk.planned(t0)).toEqual([
      'firstResponse 75 45',
      'tierAccept 75 45',
      `firstResponse 0 ${after(60)}`,
      `tierAccept 0 ${after(60)}`,
      ...resolution,
    ]);
    desk.nowMs += 10 * MINUTE_MS;
    await desk.act('ticket.claim', { ticketId }, 'n1');
    expect(await desk.planned(t0)).toEqual(['firstResponse 75 45', `firstResponse 0 ${after(60)}`, ...resolution]);
    await desk.act('ticket.reply', {
      ticketId,
      messageId: randomUUID(),
      body: 'Olá',
      lastSeenMessageId: null,
      evenIfMoved: true,
    });
    expect(await desk.planned(t0)).toEqual(resolution);
    await desk.act('ticket.setStatus', { ticketId, ...wait });
    expect(await desk.planned(t0), 'paused').toEqual([]);
    desk.nowMs += 30 * MINUTE_MS;
    await desk.act('ticket.setStatus', { ticketId, ...wait, status: 'open', reason: '' });
    expect(await desk.planned(t0), 'resumed').toEqual(['resolution 75 390', `resolution 0 ${after(510)}`]);
    await desk.act('ticket.resolve', { ticketId, code: 'solved', summary: 'troca do modem' });
    expect(await desk.planned(t0), 'resolved').toEqual([]);
    desk.nowMs += 20 * MINUTE_MS;
    await desk.act('ticket.reopen', { ticketId, reason: 'voltou a cair' });
    expect(await desk.planned(t0), 'reopened').toEqual(['resolution 75 410', `resolution 0 ${after(530)}`]);
  });

  test('a ticket that is escalated has the acceptance of the next tier ahead', async () => {
    const desk = await SlaDesk.open(engine);
    const t0 = desk.nowMs;
    const ticketId = await desk.create();
    await desk.act('ticket.claim', { ticketId }, 'n1');
    desk.nowMs += 30 * MINUTE_MS;
    const form = { formId: ID.form12, formVersion: 1, answers: ANSWERS };
    const escalation = { ticketId, handoverId: randomUUID(), fromTier: 1, toQueueId: ID.queue2, ...form };
    expect(await desk.act('ticket.escalate', escalation, 'n1')).toBeNull();
    const accept = (await desk.planned(t0)).filter((step) => step.startsWith('tierAccept'));
    expect(accept).toEqual(['tierAccept 75 75', `tierAccept 0 ${after(90)}`]);
  });

  test('a step is told when it is due: once, in the history, in the feed and in the audit, and no fact changes', async () => {
    const desk = await SlaDesk.open(engine);
    const ticketId = await desk.create();
    const scope = `queue:${ID.queue1}`;
    const version = async (): Promise<number> =>
      (await desk.db.raw<{ ver: number }>('select ver from scope_version where scope = $1', [scope]))[0]?.ver ?? 0;
    const ticket = async (): Promise<Ticket | undefined> =>
      (await desk.db.raw<{ row: Ticket }>('select row from ticket'))[0]?.row;
    const [before, verBefore] = [await ticket(), await version()];
    await desk.pass(45 * MINUTE_MS);
    expect(await desk.told()).toMatchObject([
      { ticketId, kind: 'sla_warned', actorId: null, data: { clock: 'firstResponse', percent: 75, lateMs: 0 } },
      { ticketId, kind: 'sla_warned', actorId: null, data: { clock: 'tierAccept', percent: 75, tier: 1, lateMs: 0 } },
    ]);
    expect(await ticket()).toEqual(before);
    expect(await version()).toBeGreaterThan(verBefore);
    const audit = await desk.db.raw<{ name: string; error: null }>(
      `select name, error from mutation_result where name = 'ticket.slaStep'`,
    );
    expect(audit).toEqual([1, 2].map(() => ({ name: 'ticket.slaStep', error: null })));
    await desk.pass(0);
    await desk.act('ticket.note', { ticketId, messageId: randomUUID(), body: 'nota' });
    await desk.pass(0);
    expect(await desk.told()).toHaveLength(2);
  });

  test('what came due while the backend was down is told once when it is back, as late as it is', async () => {
    const desk = await SlaDesk.open(engine);
    const t0 = desk.nowMs;
    const ticketId = await desk.create();
    desk.nowMs += 3 * HOUR_MS;
    // Written before the job has come to it.
    await desk.act('ticket.note', { ticketId, messageId: randomUUID(), body: 'nota' });
    await desk.pass(0);
    await desk.pass(0);
    const told = (await desk.told()).map(({ kind, data }) => [kind, data['clock'], data['lateMs'], data['dueAtMs']]);
    expect(told).toEqual([
      ['sla_warned', 'firstResponse', 135 * MINUTE_MS, t0 + 45 * MINUTE_MS],
      ['sla_warned', 'tierAccept', 135 * MINUTE_MS, t0 + 45 * MINUTE_MS],
      ['sla_breached', 'firstResponse', 2 * HOUR_MS - 1, t0 + HOUR_MS + 1],
      ['sla_breached', 'tierAccept', 2 * HOUR_MS - 1, t0 + HOUR_MS + 1],
    ]);
  });

  test('a promise has its warning and its breach by the clock on the wall, told once each, until it is kept', async () => {
    const desk = await SlaDesk.open(engine);
    const t0 = desk.nowMs;
    const ticketId = await desk.create();
    const promise = async (replacesId: string | null): Promise<string> => {
      const promiseId = randomUUID();
      const args = { ticketId, promiseId, replacesId, text: 'ligamos de volta', dueAtMs: desk.nowMs + 40 * MINUTE_MS };
      expect(await desk.act('ticket.promise', args)).toBeNull();
      return promiseId;
    };
    const ahead = async (): Promise<string[]> => (await desk.planned(t0)).filter((step) => step.startsWith('promise'));
    const told = async (): Promise<unknown[]> =>
      (await desk.told(ticketId)).filter(({ data }) => data['clock'] === 'promise').map(({ kind }) => kind);
    const first = await promise(null);
    await desk.act('ticket.claim', { ticketId }, 'n1');
    expect(await ahead()).toEqual(['promise 75 30', `promise 0 ${after(40)}`]);
    await desk.pass(40 * MINUTE_MS + 1);
    expect(await told()).toEqual(['sla_warned', 'sla_breached']);
    const second = await promise(first);
    desk.nowMs += MINUTE_MS;
    expect(await ahead()).toHaveLength(2);
    expect(await desk.act('ticket.keepPromise', { ticketId, promiseId: second })).toBeNull();
    await desk.pass(2 * HOUR_MS);
    expect(await told()).toEqual(['sla_warned', 'sla_breached']);
  });

  test('what an agent did offline before a step was told keeps its instant, and takes no harm from the step', async () => {
    const desk = await SlaDesk.open(engine);
    const ticketId = await desk.create();
    const [row] = await desk.db.raw<{ row: Ticket }>('select row from ticket');
    await desk.pass(2 * HOUR_MS);
    const doneAtMs = (row?.row.createdAtMs ?? 0) + 30 * MINUTE_MS;
    await desk.act('ticket.claim', { ticketId }, 'n1', doneAtMs);
    const [claimed] = await desk.db.raw<{ row: Ticket }>('select row from ticket');
    expect(claimed?.row.stays[0]?.acceptedAtMs).toBe(doneAtMs);
  });

  test('a policy that gives more time arms a warning again that was told under the shorter one, and undoes no breach; one that gives less tells nothing twice', async () => {
    const desk = await SlaDesk.open(engine);
    const t0 = desk.nowMs;
    const ticketId = await desk.create();
    await desk.act('ticket.claim', { ticketId }, 'n1');
    const give = (hours: number): Promise<unknown> =>
      desk.savePolicy({ customer: { P3: { resolutionMs: hours * HOUR_MS } }, warnAtPercent: [50] });
    const told = async (): Promise<unknown[]> =>
      (await desk.told(ticketId))
        .filter(({ data }) => data['clock'] === 'resolution')
        .map(({ kind, data }) => `${kind} for ${(Number(data['deadlineAtMs']) - t0) / HOUR_MS} h`);
    await give(4);
    await desk.pass(3 * HOUR_MS);
    expect(await told()).toEqual(['sla_warned for 4 h']);
    await give(10);
    await desk.pass(0);
    expect(await desk.planned(t0), 'later').toEqual(['resolution 50 300', `resolution 0 ${after(600)}`]);
    await desk.pass(2 * HOUR_MS);
    const warned = ['sla_warned for 4 h', 'sla_warned for 10 h'];
    expect(await told()).toEqual(warned);
    await give(9);
    await desk.pass(0);
    expect(await desk.planned(t0), 'earlier').toEqual([`resolution 0 ${after(540)}`]);
    await desk.pass(4 * HOUR_MS + 1);
    expect(await told()).toEqual([...warned, 'sla_breached for 9 h']);
    await give(20);
    await desk.pass(0);
    expect(await desk.planned(t0), 'a breach stays').toEqual([]);
    await desk.pass(20 * HOUR_MS);
    expect(await told()).toEqual([...warned, 'sla_breached for 9 h']);
  });

  test('a calendar that changes moves what is ahead', async () => {
    const desk = await SlaDesk.open(engine);
    await desk.create();
    const spec = { timeZone: 'UTC', weekly: { fri: [['00:00', '24:00']] } };
    await desk.act('calendar.save', { row: { id: ID.calendar, name: 'Sextas', spec } }, 'system');
    await desk.pass(0);
    const midnight = Date.UTC(2026, 10, 27);
    expect((await desk.planned(midnight)).slice(0, 2)).toEqual(['firstResponse 75 45', 'tierAccept 75 45']);
  });

  test('a policy that takes effect later is planned by from that instant on, though nothing is written then', async () => {
    const desk = await SlaDesk.open(engine);
    const t0 = desk.nowMs;
    await desk.create();
    const later = { id: randomUUID(), position: 0, customer: { P3: { resolutionMs: 2 * HOUR_MS } }, tiers: {} };
    await desk.savePolicy({ ...later, effectiveFromMs: t0 + 20 * MINUTE_MS });
    await desk.pass(0);
    expect(await desk.planned(t0)).toHaveLength(6);
    await desk.pass(20 * MINUTE_MS);
    expect(await desk.planned(t0)).toEqual(['resolution 75 90', `resolution 0 ${after(120)}`]);
  });

  test('planned versions of a policy and of a calendar are each planned by from their instant on, also when a later one is planned', async () => {
    const desk = await SlaDesk.open(engine);
    const t0 = desk.nowMs;
    const give = (hours: number, fromMs: number): Promise<unknown> =>
      desk.savePolicy({
        customer: { P3: { resolutionMs: hours * HOUR_MS } },
        tiers: {},
        warnAtPercent: [],
        effectiveFromMs: fromMs,
      });
    await give(8, t0);
    await desk.create();
    await give(6, t0 + HOUR_MS);
    await give(4, t0 + 2 * HOUR_MS);
    await desk.pass(0);
    expect(await desk.planned(t0)).toEqual([`resolution 0 ${after(480)}`]);
    await desk.pass(HOUR_MS);
    expect(await desk.planned(t0)).toEqual([`resolution 0 ${after(360)}`]);
    await desk.pass(HOUR_MS);
    expect(await desk.planned(t0)).toEqual([`resolution 0 ${after(240)}`]);
    // Thursday 15:00 the calendar closes until Friday, with one of the four hours left.
    const spec = { timeZone: 'UTC', weekly: { fri: [['00:00', '24:00']] } };
    const row = { id: ID.calendar, name: 'Sextas', spec, effectiveFromMs: t0 + 3 * HOUR_MS };
    await desk.act('calendar.save', { row }, 'system');
    await desk.pass(0);
    expect(await desk.planned(t0), 'not in force yet').toEqual([`resolution 0 ${after(240)}`]);
    await desk.pass(HOUR_MS);
    expect(await desk.planned(t0)).toEqual([`resolution 0 ${after(12 * 60 + 60)}`]);
  });

  test('a warning in time before the deadline is planned and told with that time', async () => {
    const desk = await SlaDesk.open(engine);
    const t0 = desk.nowMs;
    const weekMs = 7 * 24 * HOUR_MS;
    const customer = { P3: { resolutionMs: 2 * weekMs } };
    await desk.savePolicy({ customer, tiers: {}, warnAtPercent: [], warnBeforeMs: [weekMs, HOUR_MS] });
    const ticketId = await desk.create();
    expect(await desk.planned(t0)).toEqual([
      `resolution ${-weekMs} ${weekMs / MINUTE_MS}`,
      `resolution ${-HOUR_MS} ${(2 * weekMs - HOUR_MS) / MINUTE_MS}`,
      `resolution 0 ${after((2 * weekMs) / MINUTE_MS)}`,
    ]);
    await desk.pass(weekMs);
    expect(await desk.told(ticketId)).toMatchObject([{ kind: 'sla_warned', data: { beforeMs: weekMs } }]);
    expect((await desk.planned(t0)).length).toBe(2);
  });

  test('a re-planning that is cut off goes on where it was, by whoever comes next', async () => {
    const desk = await SlaDesk.open(engine);
    const t0 = desk.nowMs;
    await desk.createMany(300);
    await desk.pass(0);
    await desk.savePolicy({ customer: { P3: { resolutionMs: 2 * HOUR_MS } }, tiers: {}, warnAtPercent: [] });
    const cut = desk.db.transaction(async (tx) => {
      const inTx = { ...desk.db, transaction: (fn: (inner: typeof tx) => Promise<unknown>) => fn(tx) };
      await replanBatch(inTx as typeof desk.db, new SlaRulesCache(), desk.nowMs);
      throw new Error('killed');
    });
    await expect(cut).rejects.toThrow('killed');
    const done = async (): Promise<number> =>
      (await desk.planned(t0)).filter((step) => step === `resolution 0 ${after(120)}`).length;
    expect(await done()).toBe(0);
    expect(await replanBatch(desk.db, new SlaRulesCache(), desk.nowMs)).toBe('more');
    expect(await done()).toBe(250);
    const ticketId = await desk.create();
    expect(await desk.planned(t0, ticketId), 'written meanwhile').toEqual([`resolution 0 ${after(120)}`]);
    await desk.pass(0);
    expect(await done()).toBe(301);
    expect(await desk.planned(t0)).toHaveLength(301);
  });

  test('a job waits for the nearest step, and is woken when one comes nearer', async () => {
    const desk = await SlaDesk.open(engine);
    desk.nowMs = Date.now();
    const job = await desk.startJob({ nowMs: Date.now });
    onTestFinished(() => job.stop());
    await desk.settled();
    await desk.savePolicy({ customer: { P3: { resolutionMs: 1_500 } }, tiers: {}, warnAtPercent: [50] });
    const ticketId = await desk.create();
    // As a push does after its commit, in whichever process.
    await desk.db.notify('patamar_poke', `queue:${ID.queue1}`);
    await expect.poll(async () => (await desk.told(ticketId)).length, { timeout: 20_000 }).toBe(2);
    const [warned] = await desk.told(ticketId);
    expect(warned?.receivedAtMs).toBeGreaterThanOrEqual(Number(warned?.data['dueAtMs']));
  });
});
