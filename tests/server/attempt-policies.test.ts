import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aNewTicket } from '../support/workspace.ts';
import { AdminDesk, refused, type Row, saved } from './support/admin-desk.ts';
import { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';
import { type TestServer } from './support/test-server.ts';

describe.each(engines)('attempt policies over REST, on %s', (engine) => {
  let desk: AdminDesk;
  let server: TestServer;
  let tokens: AdminDesk['tokens'];
  let nowMs = Date.UTC(2026, 10, 23, 12);

  beforeAll(async () => {
    desk = await AdminDesk.open(engine, () => (nowMs += 1));
    ({ server, tokens } = desk);
  });
  afterAll(() => server.close());

  const list: AdminDesk['list'] = (...args) => desk.list(...args);
  const put: AdminDesk['put'] = (...args) => desk.put(...args);

  const aPolicy = (fields: Readonly<Record<string, unknown>> = {}): Row => ({
    id: randomUUID(),
    name: 'Geral',
    position: 1,
    isActive: true,
    categoryIds: [],
    priorities: [],
    tiers: { '1': { mostAttempts: 2, mostMs: null } },
    calendarId: null,
    isPerStay: true,
    ...fields,
  });
  const anAttempt = (ticketId: string, what: string): Readonly<Record<string, unknown>> => ({
    ticketId,
    attemptId: randomUUID(),
    what,
    outcome: 'failed',
    minutes: 5,
    note: '',
  });

  test('a policy is saved, listed with its version, and a change to an older version is refused', async () => {
    const policy = aPolicy({ name: 'Só N2', tiers: { '2': { mostAttempts: 5, mostMs: 7_200_000 } } });
    const { item } = saved(await put('attempt-policies', policy, null));
    expect((await list('attempt-policies', 'supervisor')).map(({ row }) => row.id)).toContain(policy.id);
    const next = saved(await put('attempt-policies', { ...policy, isPerStay: false }, item.version));
    expect(next.item.row['isPerStay']).toBe(false);
    const stale = await put('attempt-policies', { ...policy, name: 'Outro' }, item.version, 'olga');
    expect(refused(stale).code).toBe('conflict.changed');
    saved(await put('attempt-policies', { ...policy, isActive: false }, next.item.version));
  });

  test('agents and supervisors do not save one, nor is one saved that counts in a calendar that is not there', async () => {
    expect((await put('attempt-policies', aPolicy(), null, 'n1')).status).toBe(403);
    expect((await put('attempt-policies', aPolicy(), null, 'supervisor')).status).toBe(403);
    const answer = await put('attempt-policies', aPolicy({ calendarId: randomUUID() }), null);
    expect(refused(answer)).toMatchObject({ status: 400, code: 'validation', details: [{ path: 'calendarId' }] });
    const wild = await put('attempt-policies', aPolicy({ tiers: { '1': { mostAttempts: 0, mostMs: null } } }), null);
    expect(refused(wild)).toMatchObject({ status: 400, details: [{ path: 'tiers.1.mostAttempts' }] });
  });

  test('a push beyond the maximum is refused by itself, and goes through once allowed', async () => {
    const { item } = saved(await put('attempt-policies', aPolicy(), null));
    const agent = new PatchClient(server.client, tokens.get('n1') ?? '');
    const chief = new PatchClient(server.client, tokens.get('supervisor') ?? '');
    const ticket = aNewTicket();
    const pushed = await agent.push(
      { name: 'ticket.create', args: ticket },
      { name: 'ticket.claim', args: { ticketId: ticket.ticketId } },
      { name: 'ticket.logAttempt', args: anAttempt(ticket.ticketId, 'reiniciou o modem') },
      { name: 'ticket.logAttempt', args: anAttempt(ticket.ticketId, 'trocou o cabo') },
      { name: 'ticket.logAttempt', args: anAttempt(ticket.ticketId, 'trocou a senha') },
      { name: 'ticket.note', args: { ticketId: ticket.ticketId, messageId: randomUUID(), body: 'segue o resto' } },
    );
    expect(pushed.map(({ status }) => status)).toEqual([
      'applied',
      'applied',
      'applied',
      'applied',
      'rejected',
      'applied',
    ]);
    expect(pushed[4]?.error).toMatchObject({ code: 'limit.attempts', details: { used: 2, most: 2, tier: 1 } });
    const byAgent = await agent.push({
      name: 'ticket.allowAttempts',
      args: { ticketId: ticket.ticketId, more: 1, reason: 'só mais uma' },
    });
    expect(byAgent[0]?.error?.code).toBe('forbidden');
    const byChief = await chief.push({
      name: 'ticket.allowAttempts',
      args: { ticketId: ticket.ticketId, more: 1, reason: 'falta um teste' },
    });
    expect(byChief[0]?.status).toBe('applied');
    const again = await agent.push(
      { name: 'ticket.logAttempt', args: anAttempt(ticket.ticketId, 'trocou a senha') },
      { name: 'ticket.logAttempt', args: anAttempt(ticket.ticketId, 'e mais uma') },
    );
    expect(again.map(({ status }) => status)).toEqual(['applied', 'rejected']);
    saved(await put('attempt-policies', { ...item.row, isActive: false }, item.version));
  });
});
