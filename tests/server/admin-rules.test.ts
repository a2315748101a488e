import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aNewTicket, ID } from '../support/workspace.ts';
import { AdminDesk, refused, type Row, saved } from './support/admin-desk.ts';
import { aStoredPolicy, HOUR_MS } from './support/sla-desk.ts';
import { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';
import { type TestServer } from './support/test-server.ts';

describe.each(engines)('routing rules and macros over REST, on %s', (engine) => {
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

  const aRule = (fields: Readonly<Record<string, unknown>> = {}): Row => ({
    id: randomUUID(),
    name: 'Link fora do ar',
    position: 1,
    isActive: true,
    conditions: { categoryIds: [], channels: [], priorities: [], companies: [], plans: [], words: ['fora do ar'] },
    queueId: ID.queue2,
    priority: 'P1',
    ...fields,
  });

  test('a ticket that is left to the rules goes where they say, out of its creator’s view too; one that names its queue stays', async () => {
    const rule = aRule();
    const { item } = saved(await put('routing-rules', rule, null));
    const agent = new PatchClient(server.client, tokens.get('n1') ?? '');
    const [routed, named, other] = [
      aNewTicket({ subject: 'Link FORA do ar', isRouted: true }),
      aNewTicket({ subject: 'Link fora do ar' }),
      aNewTicket({ isRouted: true }),
    ];
    const results = await agent.push(...[routed, named, other].map((args) => ({ name: 'ticket.create', args })));
    expect(results.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied']);
    const tickets = await server.db.raw<{ row: { id: string; queueId: string; tier: number; priority: string } }>(
      'select row from ticket where id = any($1::uuid[])',
      [[routed, named, other].map(({ ticketId }) => ticketId)],
    );
    const facts = new Map(tickets.map(({ row }) => [row.id, [row.queueId, row.tier, row.priority]]));
    expect(facts.get(routed.ticketId)).toEqual([ID.queue2, 2, 'P1']);
    expect(facts.get(named.ticketId)).toEqual([ID.queue1, 1, 'P3']);
    expect(facts.get(other.ticketId)).toEqual([ID.queue1, 1, 'P3']);
    await agent.pull();
    expect(agent.rows.has(`ticket:${routed.ticketId}`)).toBe(false);
    expect(agent.rows.has(`ticket:${named.ticketId}`)).toBe(true);
    saved(await put('routing-rules', { ...rule, isActive: false }, item.version));
  });

  test('a queue whose unacknowledged alerts would go on to itself, to none that there is or in a circle is refused by that field', async () => {
    const aQueue = (fields: Readonly<Record<string, unknown>> = {}): Row => ({
      id: randomUUID(),
      name: 'Plantão',
      tier: 1,
      position: 90,
      isActive: true,
      ...fields,
    });
    const [first, second, third] = [aQueue(), aQueue(), aQueue()];
    const atFirst = saved(await put('queues', first, null)).item;
    saved(await put('queues', { ...second, alertsGoTo: first.id, alertsGoAfterMinutes: 15 }, null));
    const atThird = saved(await put('queues', { ...third, alertsGoTo: second.id }, null)).item;
    for (const [alertsGoTo, reason] of [
      [first.id, 'self'],
      [third.id, 'cycle'],
      [randomUUID(), 'unknown'],
    ] as const) {
      const problem = refused(await put('queues', { ...first, alertsGoTo }, atFirst.version));
      expect(problem).toMatchObject({
        status: 400,
        code: 'validation',
        reason: `alertsGoTo.${reason}`,
        details: [{ path: 'alertsGoTo' }],
        detail: expect.stringMatching(/^alertsGoTo: queue /),
      });
    }
    const never = refused(await put('queues', { ...first, alertsGoAfterMinutes: 0 }, atFirst.version));
    expect(never).toMatchObject({ status: 400, details: [{ path: 'alertsGoAfterMinutes' }] });
    const sent = saved(await put('queues', { ...third, alertsGoTo: first.id }, atThird.version)).item;
    // A console that does not know of it leaves it as it was, and null takes it away.
    const renamed = saved(await put('queues', { ...third, name: 'Plantão da noite' }, sent.version)).item;
    expect(renamed.row).toMatchObject({ name: 'Plantão da noite', alertsGoTo: first.id });
    const none = saved(await put('queues', { ...third, alertsGoTo: null }, renamed.version)).item;
    expect(none.row).toMatchObject({ alertsGoTo: null });
  });

  test('a calendar that cannot be counted in is refused at its field, with the reason for forms to say', async () => {
    const day = [['08:00', '18:00']];
    const calendar = (spec: object): Row => ({ id: randomUUID(), name: 'Plantão', spec: { timeZone: 'UTC', ...spec } });
    const overlapping = refused(
      await put('calendars', calendar({ weekly: { mon: [...day, ['17:00', '19:00']] } }), null),
    );
    expect(overlapping).toMatchObject({ reason: 'overlapping-intervals', details: [{ path: 'spec.weekly.mon' }] });
    const unknown = refused(await put('calendars', calendar({ weekly: { mon: day }, timeZone: 'Mars/Olympus' }), null));
    expect(unknown).toMatchObject({ reason: 'unknown-zone', details: [{ path: 'spec.timeZone' }] });
  });

  test('a calendar that is never open is refused, as one that nothing would ever be due in', async () => {
    const never = { id: randomUUID(), name: 'Nunca', spec: { timeZone: 'UTC', weekly: {} } };
    const problem = refused(await put('calendars', never, null));
    expect(problem).toMatchObject({ status: 400, code: 'validation', reason: 'no-open-time' });
    expect(problem.details?.[0]?.path).toMatch(/^spec/);
  });

  const resolution = (resolutionMs: number): object => ({ customer: { P1: { resolutionMs } } });
  test.each<[string, object, string]>([
    ['a target of nothing', resolution(0), 'customer.P1.resolutionMs'],
    ['a target before its start', resolution(-HOUR_MS), 'customer.P1.resolutionMs'],
    ['a target of a tier of nothing', { tiers: { '2': { workMs: 0 } } }, 'tiers.2.workMs'],
    ['a warning past the target', { warnAtPercent: [75, 101] }, 'warnAtPercent.1'],
    ['a warning at nothing', { warnAtPercent: [0] }, 'warnAtPercent.0'],
    ['a warning after the deadline', { warnBeforeMs: [-HOUR_MS] }, 'warnBeforeMs.0'],
    ['supervisors told past the breach', { tellSupervisorsFrom: 101 }, 'tellSupervisorsFrom'],
    ['a reopening window before its end', { reopenWindowMs: -1 }, 'reopenWindowMs'],
    ['a calendar that there is not', { calendarId: randomUUID() }, 'calendarId'],
    [
      'a calendar of a tier that there is not',
      { tiers: { '1': { workMs: HOUR_MS, calendarId: randomUUID() } } },
      'tiers.1.calendarId',
    ],
  ])('a policy with %s is refused, by its field, whichever way it comes', async (_what, fields, path) => {
    const row = { ...aStoredPolicy({ id: randomUUID(), position: 9 }), ...fields };
    const problem = refused(await put('policies', row, null));
    expect(problem).toMatchObject({ status: 400, code: 'validation', details: [{ path }] });
    const agent = new PatchClient(server.client, tokens.get('olga') ?? '');
    const [result] = await agent.push({ name: 'policy.save', args: { row } });
    expect(result).toMatchObject({ status: 'rejected', error: { code: 'validation' } });
    expect(JSON.stringify(result?.error)).toContain(path);
  });

  test('a calendar has a version more for other hours, and none for another name', async () => {
    const spec = { timeZone: 'UTC', weekly: { fri: [['08:00', '18:00']], mon: [['08:00', '18:00']] }, overrides: {} };
    const first = { id: randomUUID(), name: 'Plantão', spec };
    const { item } = saved(await put('calendars', first, null));
    const renamed = saved(await put('calendars', { ...item.row, name: 'Plantão da noite' }, item.version)).item;
    expect(renamed.row['previous'] ?? []).toEqual([]);
    const other = { ...renamed.row, spec: { ...spec, timeZone: 'America/Manaus' } };
    const edited = saved(await put('calendars', other, renamed.version)).item;
    expect(edited.row['previous']).toMatchObject([{ spec: { timeZone: 'UTC' } }]);
  });

  test('a ticket that a program creates without a queue is left to the rules', async () => {
    const rule = aRule();
    const { item } = saved(await put('routing-rules', rule, null));
    const body = { subject: 'Tudo fora do ar' };
    const created = await server.client.post('/v1/tickets', body, tokens.get('n1'));
    expect(created).toMatchObject({ status: 201, body: { queueId: ID.queue2, tier: 2, priority: 'P1' } });
    saved(await put('routing-rules', { ...rule, isActive: false }, item.version));
  });

  test.each([
    ['a queue that is not there', () => ({ queueId: randomUUID() }), 'queueId'],
    [
      'a word of signs alone',
      () => ({ conditions: { ...(aRule()['conditions'] as object), words: ['!?'] } }),
      'conditions.words',
    ],
    ['no name', () => ({ name: '  ' }), 'name'],
  ])('a routing rule with %s is refused, by its field', async (_what, fields, path) => {
    const problem = refused(await put('routing-rules', aRule(fields()), null));
    expect(problem).toMatchObject({ status: 400, code: 'validation', details: [{ path }] });
  });

  test('a routing rule does not lead to a retired queue while it is in use', async () => {
    const queue = { id: randomUUID(), name: 'Plantão', tier: 1, position: 9, isActive: false };
    saved(await put('queues', queue, null));
    const rule = aRule({ queueId: queue.id });
    expect(refused(await put('routing-rules', rule, null)).details?.[0]?.path).toBe('queueId');
    saved(await put('routing-rules', { ...rule, isActive: false }, null));
  });

  test('administrators write routing rules, supervisors read them, agents do neither; two who change one are told', async () => {
    const rule = aRule({ isActive: false });
    expect((await put('routing-rules', rule, null, 'supervisor')).status).toBe(403);
    expect((await server.client.get('/v1/admin/routing-rules', tokens.get('n1'))).status).toBe(403);
    const { version } = saved(await put('routing-rules', rule, null)).item;
    expect((await list('routing-rules', 'supervisor')).map(({ row }) => row.id)).toContain(rule.id);
    saved(await put('routing-rules', { ...rule, name: 'Deles' }, version, 'olga'));
    const problem = refused(await put('routing-rules', { ...rule, name: 'Minha' }, version));
    expect(problem).toMatchObject({ status: 409, code: 'conflict.changed', current: { row: { name: 'Deles' } } });
  });

  const aMacro = (fields: Readonly<Record<string, unknown>> = {}): Row => ({
    id: randomUUID(),
    name: 'Pedir foto',
    tiers: [],
    queueIds: [],
    isActive: true,
    isClaiming: true,
    reply: 'Olá, {{cliente.nome}}',
    note: '',
    outcome: { kind: 'status', status: 'waiting_customer', reason: 'Aguardando a foto' },
    ...fields,
  });

  test('administrators write macros and supervisors read them; every console gets them', async () => {
    const macro = aMacro();
    expect((await put('macros', macro, null, 'supervisor')).status).toBe(403);
    const { version } = saved(await put('macros', macro, null)).item;
    expect((await list('macros', 'supervisor')).map(({ row }) => row)).toContainEqual(macro);
    const console = new PatchClient(server.client, tokens.get('n1') ?? '');
    await console.pull();
    expect(console.rows.get(`macro:${macro.id}`)).toEqual(macro);
    saved(await put('macros', { ...macro, name: 'Deles' }, version, 'olga'));
    expect(refused(await put('macros', { ...macro, name: 'Minha' }, version))).toMatchObject({
      status: 409,
      code: 'conflict.changed',
    });
  });

  test.each([
    ['does nothing', { isClaiming: false, reply: ' ', outcome: { kind: 'none' } }, 'outcome'],
    ['pauses without a reason', { outcome: { kind: 'status', status: 'scheduled', reason: ' ' } }, 'outcome.reason'],
    ['resolves without a summary', { outcome: { kind: 'resolve', code: 'solved', summary: 'x' } }, 'outcome.summary'],
  ])('a macro that %s is refused, by its field', async (_what, fields, path) => {
    const problem = refused(await put('macros', aMacro(fields), null));
    expect(problem).toMatchObject({ status: 400, code: 'validation', details: [{ path }] });
  });
});
