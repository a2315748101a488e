import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyAsSystem } from '../../src/server/sync/apply.ts';
import type { Queue, User } from '../../src/shared/domain/workspace.ts';
import { auditAnswerSchema, type AuditItem } from '../../src/shared/protocol/admin.ts';
import { aNewTicket, ID, people } from '../support/workspace.ts';
import { actors, AdminDesk, DEVICE, type Item, type Name, refused, type Row, saved } from './support/admin-desk.ts';
import { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';
import { type Answer, parsed, PASSWORD } from './support/test-server.ts';

const START_MS = Date.UTC(2026, 10, 23, 12);
/** What a person chooses in the place of the password they were given. */
const OWN = 'uma senha só minha';

describe.each(engines)('administration over REST, on %s', (engine) => {
  let desk: AdminDesk;
  let nowMs = START_MS;
  beforeAll(async () => {
    desk = await AdminDesk.open(engine, () => (nowMs += 1));
  });
  afterAll(() => desk.server.close());

  type SignedIn = { status: number; token: string; code: string | undefined };
  async function signIn(email: string, password = PASSWORD, newPassword?: string): Promise<SignedIn> {
    const body = { email, password, newPassword, deviceName: DEVICE };
    const { status, body: answer } = await desk.server.client.post('/v1/auth/sign-in', body);
    const { accessToken, code } = answer as { accessToken: string; code?: string };
    return { status, token: accessToken, code };
  }
  const list = (path: string, as: Name = 'rita'): Promise<Item[]> => desk.list(path, as);
  const itemOf = async (path: string, id: string): Promise<Item> => {
    const found = (await list(path)).find(({ row }) => row.id === id);
    if (found === undefined) throw new Error(`${path} has no ${id}`);
    return found;
  };
  const put = (path: string, row: Row, version: string | null, as: Name = 'rita'): Promise<Answer> =>
    desk.put(path, row, version, as);
  const audit = async (query: string, as: Name = 'rita'): Promise<{ items: AuditItem[]; next: string | null }> =>
    parsed(auditAnswerSchema, await desk.server.client.get(`/v1/admin/audit?${query}`, desk.tokens.get(as)), 200);
  const aPerson = (fields: Partial<User> = {}): User => {
    const id = randomUUID();
    return { ...people.n1, id, name: 'Bia', email: `${id}@test.example`, ...fields };
  };
  const aQueue = (fields: Partial<Queue> = {}): Queue => ({
    id: randomUUID(),
    name: 'Plantão',
    tier: 1,
    position: 9,
    isActive: true,
    ...fields,
  });

  test('a person who is added signs in with the password that was told once, and every console gets the row', async () => {
    const console = new PatchClient(desk.server.client, desk.tokens.get('n1') ?? '');
    await console.pull();
    const person = aPerson({ email: 'Bia@Test.Example' });
    const { item, oneTimePassword } = saved(await put('people', person, null));
    expect(item.row).toEqual({ ...person, email: 'bia@test.example' });
    expect((await signIn('bia@test.example', oneTimePassword ?? '', OWN)).status).toBe(200);
    await console.pull();
    expect(console.table('user').find(({ id }) => id === person.id)).toEqual(item.row);
    expect(JSON.stringify(await list('people'))).not.toContain(oneTimePassword);
  });

  test('agents see nothing of it, supervisors read, and only administrators write', async () => {
    const queue = aQueue();
    expect((await desk.server.client.get('/v1/admin/people', desk.tokens.get('n1'))).status).toBe(403);
    expect((await desk.server.client.get('/v1/admin/people')).status).toBe(401);
    expect((await put('queues', queue, null, 'n1')).status).toBe(403);
    expect((await list('queues', 'supervisor')).length).toBe(4);
    const answer = await put('queues', queue, null, 'supervisor');
    expect(refused(answer)).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await desk.server.client.get('/v1/admin/audit', desk.tokens.get('supervisor'))).status).toBe(403);
    const { items } = await audit(`rowId=${queue.id}`);
    expect(items).toEqual([
      expect.objectContaining({ outcome: 'refused', code: 'forbidden', personId: ID.supervisor }),
    ]);
  });

  test('a row that somebody else has changed meanwhile is refused with what it is now', async () => {
    const queue = aQueue();
    const { version } = saved(await put('queues', queue, null)).item;
    const theirs = saved(await put('queues', { ...queue, name: 'Madrugada' }, version, 'olga')).item;
    const problem = refused(await put('queues', { ...queue, name: 'Noite' }, version));
    expect(problem).toMatchObject({ status: 409, code: 'conflict.changed', current: theirs });
    expect((await itemOf('queues', queue.id)).row['name']).toBe('Madrugada');
    expect((await put('queues', { ...queue, name: 'Noite' }, theirs.version)).status).toBe(200);
  });

  test('a row is made once under its id, and a change says which version it is of', async () => {
    const queue = aQueue();
    saved(await put('queues', queue, null));
    expect(refused(await put('queues', queue, null))).toMatchObject({ status: 409, code: 'conflict.exists' });
    expect(refused(await put('queues', aQueue(), '0'.repeat(32)))).toMatchObject({ status: 404, code: 'not_found' });
    const headers = { 'content-type': 'application/json' };
    const token = desk.tokens.get('rita') ?? '';
    const blind = { body: JSON.stringify(queue), headers, token };
    expect((await desk.server.client.request('PUT', `/v1/admin/queues/${queue.id}`, blind)).status).toBe(428);
  });

  test('of two administrators who deactivate each other at once, one is refused', async () => {
    const [rita, olga] = [await itemOf('people', actors.rita.id), await itemOf('people', actors.olga.id)];
    const off = ({ row }: Item): Row => ({ ...row, isActive: false });
    const answers = await Promise.all([
      put('people', off(olga), olga.version, 'rita'),
      put('people', off(rita), rita.version, 'olga'),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const loser = answers.find(({ status }) => status !== 200);
    expect(['conflict.last_admin', 'forbidden', 'auth.token']).toContain(refused(loser as Answer).code);
    const administrators = (
      await desk.server.db.raw<{ row: User }>(`select row from workspace_row where kind = 'user'`)
    )
      .map(({ row }) => row)
      .filter(({ role, isActive }) => role === 'admin' && isActive);
    expect(administrators).toHaveLength(1);
    const both = [actors.rita, actors.olga];
    const back = both.map((row) => ({ name: 'user.save', args: { row }, performedAtMs: nowMs }));
    await applyAsSystem(desk.server.db, { clientId: randomUUID(), user: people.system }, back, { nowMs });
    // Sessions are believed to be as they were for five seconds.
    nowMs += 6_000;
  });

  test('nobody takes away their own administration, by REST or by sync', async () => {
    const own = await itemOf('people', actors.rita.id);
    const problem = refused(await put('people', { ...own.row, role: 'agent' }, own.version));
    expect(problem).toMatchObject({ status: 409, code: 'conflict.own_admin', details: [{ path: 'role' }] });
    const console = new PatchClient(desk.server.client, desk.tokens.get('rita') ?? '');
    const [result] = await console.push({ name: 'user.save', args: { row: { ...actors.rita, isActive: false } } });
    expect(result).toMatchObject({ status: 'rejected', error: { code: 'conflict.own_admin' } });
  });

  test('an e-mail belongs to one person, and what does not fit is said by field', async () => {
    const taken = refused(await put('people', aPerson({ email: people.n2.email.toUpperCase() }), null));
    expect(taken).toMatchObject({ status: 409, code: 'conflict.email', details: [{ path: 'email' }] });
    const wrong = refused(await put('people', aPerson({ email: 'not an address', name: '  ' }), null));
    expect(wrong.details?.map(({ path }) => path).toSorted()).toEqual(['email', 'name']);
    expect((await put('people', aPerson({ role: 'system' }), null)).status).toBe(400);
  });

  test('a queue with open tickets is not retired, and says how many; an empty one is', async () => {
    const queue = aQueue();
    const { version } = saved(await put('queues', queue, null)).item;
    const off = { ...queue, isActive: false };
    const agent = new PatchClient(desk.server.client, desk.tokens.get('rita') ?? '');
    const ticket = aNewTicket({ queueId: queue.id });
    await agent.push({ name: 'ticket.create', args: ticket });
    expect((await itemOf('queues', queue.id)).uses).toEqual({ openTickets: 1 });
    expect(refused(await put('queues', off, version))).toMatchObject({ code: 'conflict.in_use', count: 1 });
    await agent.push({ name: 'ticket.cancel', args: { ticketId: ticket.ticketId, reason: 'Aberto por engano' } });
    expect(saved(await put('queues', off, version)).item.row['isActive']).toBe(false);
    const moved = refused(await put('queues', { ...queue, tier: 2 }, (await itemOf('queues', queue.id)).version));
    expect(moved).toMatchObject({ status: 400, details: [{ path: 'tier' }] });
  });

  test('a category is not put below itself', async () => {
    const top = { id: randomUUID(), name: 'Internet', parentId: null };
    const below = { id: randomUUID(), name: 'Wi-Fi', parentId: top.id };
    const { version } = saved(await put('categories', top, null)).item;
    saved(await put('categories', below, null));
    const problem = refused(await put('categories', { ...top, parentId: below.id }, version));
    expect(problem).toMatchObject({ status: 409, code: 'conflict.cycle', details: [{ path: 'parentId' }] });
  });

  test('a form that changes is a later version of the same transition, and asks under each key once', async () => {
    const field = {
      key: 'summary',
      label: { pt: 'Resumo', en: 'Summary' },
      help: null,
      isRequired: true,
      isLong: true,
    };
    const form = {
      id: randomUUID(),
      version: 1,
      name: { pt: 'Subir', en: 'Up' },
      fromTier: 1,
      toTier: 3,
      isActive: true,
    };
    const { version } = saved(await put('forms', { ...form, fields: [field] }, null)).item;
    const more = { ...form, fields: [field, { ...field, key: 'impact' }] };
    expect(refused(await put('forms', more, version))).toMatchObject({ status: 400, details: [{ path: 'version' }] });
    const next = saved(await put('forms', { ...more, version: 2 }, version)).item;
    const off = saved(await put('forms', { ...more, version: 2, isActive: false }, next.version)).item;
    const twice = { ...form, version: 3, fields: [field, field] };
    expect(refused(await put('forms', twice, off.version)).details).toEqual([
      { path: 'fields.1.key', message: 'summary is the key of two fields' },
    ]);
    const wrongs = [
      [[{ ...field, kind: 'choice' }], 'fields.0.options', 'form.noOptions'],
      [[{ ...field, showIf: { field: 'summary', is: [] } }], 'fields.0.showIf.field', 'form.notBefore'],
    ] as const;
    for (const [fields, path, reason] of wrongs) {
      const wrong = refused(await put('forms', { ...form, version: 3, fields }, off.version));
      expect(wrong).toMatchObject({ status: 400, details: [{ path }], reason });
    }
    // Nobody says what a form's earlier versions were: the backend has them.
    const third = { ...more, version: 3, previous: [{ version: 1, name: form.name, fields: more.fields }] };
    const kept = saved(await put('forms', third, off.version)).item;
    expect(kept.row).toMatchObject({
      previous: [
        { version: 1, fields: [field] },
        { version: 2, fields: more.fields },
      ],
    });
    const elsewhere = { ...more, version: 4, toTier: 2 };
    expect(refused(await put('forms', elsewhere, kept.version)).details?.[0]?.path).toBe('toTier');
    const down = { ...form, id: randomUUID(), fromTier: 2, toTier: 1, fields: [field] };
    expect(refused(await put('forms', down, null)).details?.[0]?.path).toBe('toTier');
  });

  test.each([
    ['no open time', { timeZone: 'America/Sao_Paulo', weekly: {} }, 'spec.weekly'],
    ['an unknown zone', { timeZone: 'Brasil/Centro', weekly: {} }, 'spec.timeZone'],
    [
      'intervals that overlap',
      {
        timeZone: 'UTC',
        weekly: {
          mon: [
            ['08:00', '12:00'],
            ['11:00', '18:00'],
          ],
        },
      },
      'spec.weekly.mon',
    ],
  ])('a calendar with %s is refused, by its field', async (_what, spec, path) => {
    const problem = refused(await put('calendars', { id: randomUUID(), name: 'Comercial', spec }, null));
    expect(problem).toMatchObject({ status: 400, code: 'validation', details: [{ path }] });
  });

  test('what comes along with a row and belongs to none is neither kept nor in the way', async () => {
    const agent = new PatchClient(desk.server.client, desk.tokens.get('n1') ?? '');
    const row = { ...aQueue(), extra: 'a\u0000b' };
    const [result] = await agent.push({ name: 'queue.save', args: { row } });
    expect(result).toMatchObject({ status: 'rejected', error: { code: 'forbidden' } });
    const { items } = await audit(`rowId=${row.id}`);
    expect(items).toMatchObject([{ outcome: 'refused', change: { before: {}, after: { name: 'Plantão' } } }]);
    expect(items[0]?.change?.after).not.toHaveProperty('extra');
  });

  test('a ticket is what the audit of its creation is about, whatever rows it names', async () => {
    const category = { id: randomUUID(), name: 'Telefone', parentId: null };
    saved(await put('categories', category, null));
    const agent = new PatchClient(desk.server.client, desk.tokens.get('rita') ?? '');
    const ticket = aNewTicket({ categoryId: category.id });
    await agent.push({ name: 'ticket.create', args: ticket });
    expect((await audit(`rowId=${category.id}`)).items).toHaveLength(1);
    expect((await audit(`kind=ticket&rowId=${ticket.ticketId}`)).items).toMatchObject([
      { name: 'ticket.create', label: 'Sem conexão', device: DEVICE },
    ]);
  });

  test('a new password ends the sessions of a person; sessions can be ended alone', async () => {
    const person = aPerson();
    const { oneTimePassword } = saved(await put('people', person, null));
    const first = await signIn(person.email, oneTimePassword ?? '', OWN);
    expect((await itemOf('people', person.id)).uses).toEqual({ sessions: 1 });
    const post = (what: string, as: Name = 'rita'): Promise<Answer> =>
      desk.server.client.request('POST', `/v1/admin/people/${person.id}/${what}`, { token: desk.tokens.get(as) ?? '' });
    expect((await post('password', 'supervisor')).status).toBe(403);
    const fresh = (await post('password')).body as { oneTimePassword: string };
    expect((await desk.server.client.get('/v1/auth/me', first.token)).status).toBe(401);
    expect((await signIn(person.email, OWN)).status).toBe(401);
    const second = await signIn(person.email, fresh.oneTimePassword, OWN);
    expect((await post('sessions/revoke')).body).toEqual({ ended: 1 });
    expect((await desk.server.client.get('/v1/auth/me', second.token)).status).toBe(401);
    const { items } = await audit(`rowId=${person.id}`);
    expect(items.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'account.endSessions accepted',
      'account.resetPassword accepted',
      'account.resetPassword refused',
      'user.save accepted',
    ]);
    expect(JSON.stringify(items)).not.toContain(fresh.oneTimePassword);
  });

  test('a password that was given out opens no session before its person has chosen one of their own', async () => {
    const person = aPerson();
    const given = saved(await put('people', person, null)).oneTimePassword ?? '';
    expect(await signIn(person.email, given)).toMatchObject({ status: 403, code: 'auth.password_change' });
    expect(await signIn(person.email, given, given)).toMatchObject({ status: 403, code: 'auth.password_change' });
    expect(await signIn(person.email, given, 'too short')).toMatchObject({ status: 400, code: 'validation' });
    expect(await signIn(person.email, 'not the one', OWN)).toMatchObject({ status: 401, code: 'auth.credentials' });
    expect((await itemOf('people', person.id)).uses).toEqual({});
    expect((await signIn(person.email, given, OWN)).status).toBe(200);
    expect(await signIn(person.email, given, 'yet another one')).toMatchObject({ status: 401 });
    // Nobody's own password is replaced by signing in.
    expect((await signIn(person.email, OWN, 'yet another one')).status).toBe(200);
    expect((await signIn(person.email, OWN)).status).toBe(200);
  });

  test('a program has no password, and nobody who is not there either', async () => {
    const post = (id: string): Promise<Answer> =>
      desk.server.client.request('POST', `/v1/admin/people/${id}/password`, { token: desk.tokens.get('rita') ?? '' });
    expect((await post(ID.system)).status).toBe(403);
    expect((await post(randomUUID())).status).toBe(404);
  });

  test('the audit says who changed what from which device, page by page, each line once', async () => {
    const queue = aQueue({ name: 'Primeira' });
    let { version } = saved(await put('queues', queue, null)).item;
    for (const name of ['Segunda', 'Terceira'])
      ({ version } = saved(await put('queues', { ...queue, name }, version)).item);
    await put('queues', { ...queue, name: 'Quarta' }, '0'.repeat(32), 'olga');
    const whole = await audit(`rowId=${queue.id}`);
    expect(whole.items.map(({ change, code }) => [change?.after['name'], code])).toEqual([
      ['Quarta', 'conflict.changed'],
      ['Terceira', null],
      ['Segunda', null],
      ['Primeira', null],
    ]);
    expect(whole.items[1]).toMatchObject({
      personId: actors.rita.id,
      device: DEVICE,
      label: 'Terceira',
      change: { before: { name: 'Segunda' }, after: { name: 'Terceira' } },
    });
    const paged: AuditItem[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: AuditItem[]; next: string | null } = await audit(
        `kind=queue&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      paged.push(...page.items);
      cursor = page.next;
    }
    expect(paged).toEqual((await audit('kind=queue&limit=500')).items);
    expect(await audit(`rowId=${queue.id}&outcome=refused&personId=${actors.olga.id}`)).toMatchObject({
      items: [{ outcome: 'refused' }],
    });
    const until = whole.items[2]?.at ?? '';
    expect((await audit(`rowId=${queue.id}&until=${until}`)).items).toHaveLength(1);
    expect((await audit(`rowId=${queue.id}&from=${until}`)).items).toHaveLength(3);
  });

  test.each([
    ['a cursor that is none', 'audit?cursor=bm9uZQ'],
    ['a page too large', 'audit?limit=5000'],
    ['a date that is none', 'audit?from=yesterday'],
    ['an id that is none', "audit?rowId=' or 1=1"],
  ])('%s is refused as not fitting', async (_what, path) => {
    const answer = await desk.server.client.get(`/v1/admin/${path}`, desk.tokens.get('rita'));
    expect(refused(answer)).toMatchObject({ status: 400, code: 'validation' });
  });

  test.each<[string, unknown, number]>([
    ['nothing', null, 400],
    ['a list', [], 400],
    ['another id than in the address', { ...aQueue(), id: randomUUID() }, 400],
    ['a NUL in the name', { name: 'a\u0000b' }, 400],
    ['half a surrogate pair', { name: 'a\ud83d' }, 400],
    ['a position that is no number', { position: 'first' }, 400],
    ['more than a row can be', { name: 'x'.repeat(200_000) }, 413],
  ])('%s as a queue is refused, and nothing is made', async (_what, change, status) => {
    const queue = aQueue();
    const body = change === null || Array.isArray(change) ? change : { ...queue, ...(change as object) };
    const answer = await desk.server.client.request('PUT', `/v1/admin/queues/${queue.id}`, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'if-none-match': '*' },
      token: desk.tokens.get('rita') ?? '',
    });
    expect(answer.status).toBe(status);
    refused(answer);
    expect((await list('queues')).some(({ row }) => row.id === queue.id)).toBe(false);
  });

  test('the addresses are in the description of the API', async () => {
    const { paths } = (await desk.server.client.get('/v1/openapi.json')).body as { paths: Record<string, object> };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/v1/admin/people', '/v1/admin/people/{id}', '/v1/admin/audit']),
    );
  });
});
