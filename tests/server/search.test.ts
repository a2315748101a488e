import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setPassword } from '../../src/server/auth/accounts.ts';
import { analyseWhenGrown, isReadingAgain, readAgainBatch } from '../../src/server/search/read-again.ts';
import { applyAsSystem } from '../../src/server/sync/apply.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { problemSchema } from '../../src/shared/protocol/problem.ts';
import { type SearchAnswer, searchAnswerSchema, wholeTicketSchema } from '../../src/shared/protocol/search.ts';
import { aNewTicket, ID, people, type PersonName, seedWorkspace } from '../support/workspace.ts';
import { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';
import { type Answer, parsed, PASSWORD, startServer, type TestServer } from './support/test-server.ts';

const START_MS = Date.UTC(2026, 10, 23, 12);
const HOUR_MS = 3_600_000;
const NAMES = ['n1', 'n1b', 'n2', 'n3', 'supervisor'] as const;
const CUSTOMER = {
  id: randomUUID(),
  name: 'Padaria São João',
  email: 'contato@saojoao.example',
  phone: '+55 31 98877-6655',
  company: 'Pães & Cia',
  city: null,
  plan: null,
};
const CATEGORY = { id: randomUUID(), name: 'Fibra óptica', parentId: null };

describe.each(engines)('search over everything, on %s', (engine) => {
  let server: TestServer;
  let nowMs = START_MS;
  let mine: PatchClient;
  const tokens = new Map<PersonName, string>();

  beforeAll(async () => {
    server = await startServer({ engine, nowMs: () => (nowMs += 1) });
    await seedWorkspace(server.db, nowMs);
    await save('customer', CUSTOMER);
    await save('category', CATEGORY);
    for (const name of NAMES) {
      await setPassword(server.db, ID[name], people[name].email, PASSWORD);
      tokens.set(name, (await server.client.signIn(people[name].email)).accessToken);
    }
    mine = new PatchClient(server.client, tokens.get('n1') ?? '');
  });
  afterAll(() => server.close());

  const save = (kind: string, row: object): Promise<unknown> =>
    applyAsSystem(
      server.db,
      { clientId: randomUUID(), user: people.system },
      [{ name: `${kind}.save`, args: { row }, performedAtMs: nowMs }],
      { nowMs },
    );
  /** A ticket that came in by itself: in any queue, at any time. */
  const create = async (fields: Readonly<Record<string, unknown>> = {}, atMs = (nowMs += 1)): Promise<string> => {
    const args = aNewTicket(fields);
    const { outcomes } = await applyAsSystem(
      server.db,
      { clientId: randomUUID(), user: people.system },
      [{ name: 'ticket.create', args, performedAtMs: atMs, receivedAtMs: atMs }],
      { nowMs: atMs },
    );
    expect(outcomes[0]?.error).toBeNull();
    return args.ticketId;
  };
  const ask = (query: Readonly<Record<string, string>>, as: PersonName = 'n1'): Promise<Answer> =>
    server.client.get(`/v1/search?${new URLSearchParams(query).toString()}`, tokens.get(as));
  const page = async (query: Readonly<Record<string, string>>, as: PersonName = 'n1'): Promise<SearchAnswer> =>
    parsed(searchAnswerSchema, await ask(query, as), 200);
  const ids = async (q: string, as: PersonName = 'n1'): Promise<string[]> =>
    (await page({ q, limit: '100' }, as)).tickets.map(({ id }) => id);
  const rowOf = async (id: string): Promise<Ticket> => {
    const [found] = await server.db.raw<{ row: Ticket }>('select row from ticket where id = $1::uuid', [id]);
    if (found === undefined) throw new Error(`No ticket ${id}`);
    return found.row;
  };
  const readAllAgain = async (): Promise<void> => {
    while ((await readAgainBatch(server.db)) === 'more');
  };

  test('words of subject, messages, customer, category and queue find a ticket, without accents and by their beginnings', async () => {
    const id = await create({
      subject: 'Conexão intermitente',
      customerId: CUSTOMER.id,
      categoryId: CATEGORY.id,
      message: { id: randomUUID(), body: 'O técnico ouviu um zumbido à noite.' },
    });
    for (const q of [
      'conexao',
      'INTERMITENTE',
      'tecnico zumb',
      'zumbido sao joao',
      'paes',
      'saojoao',
      '(31) 98877-6655',
      'optica',
      'atendimento intermitente',
      `#${String((await rowOf(id)).number)}`,
    ]) {
      expect(await ids(q), q).toContain(id);
    }
    expect(await ids('zumbido inexistente')).toEqual([]);
    expect(await ids('umbido')).toEqual([]);
  });

  test('what is said later is found too, by the words of the message and of those before', async () => {
    const id = await create({ subject: 'Elevador', message: { id: randomUUID(), body: 'Parou no terceiro andar.' } });
    await mine.push({
      name: 'ticket.note',
      args: { ticketId: id, messageId: randomUUID(), body: 'Enviamos a ferramenta hidráulica.' },
    });
    expect(await ids('hidraulica terceiro elevador')).toEqual([id]);
  });

  test('nobody finds a ticket of a queue that they do not see, nor reads it', async () => {
    const id = await create({ queueId: ID.queue3, subject: 'Segredo da engenharia' });
    expect(await ids('segredo', 'n3')).toEqual([id]);
    expect(await ids('segredo', 'supervisor')).toEqual([id]);
    for (const name of ['n1', 'n1b', 'n2'] as const) {
      expect(await ids('segredo', name), name).toEqual([]);
      expect(await ids('fila:n3', name), name).toEqual([]);
      expect((await server.client.get(`/v1/tickets/${id}`, tokens.get(name))).status, name).toBe(404);
    }
    expect((await server.client.get(`/v1/tickets/${randomUUID()}`, tokens.get('n1'))).status).toBe(404);
    expect((await server.client.get('/v1/search?q=segredo')).status).toBe(401);
    expect((await server.client.get(`/v1/tickets/${id}`)).status).toBe(401);
  });

  test('a ticket that is handed to another queue is found there, and no longer where it was', async () => {
    const id = await create({ subject: 'Passagem de nível' });
    await server.db.raw(
      `update ticket set queue_id = $2::uuid, row = row || jsonb_build_object('queueId', $2::text) where id = $1::uuid`,
      [id, ID.queue2],
    );
    expect(await ids('passagem')).toEqual([]);
    expect(await ids('passagem', 'n2')).toEqual([id]);
  });

  test('a ticket that has ended is found and read whole, by who sees its queue', async () => {
    const id = await create({ subject: 'Persiana emperrada' });
    await mine.push(
      { name: 'ticket.claim', args: { ticketId: id } },
      { name: 'ticket.resolve', args: { ticketId: id, code: 'solved', summary: 'lubrificada' } },
    );
    expect(await ids('persiana situação:resolvido')).toEqual([id]);
    const whole = parsed(wholeTicketSchema, await server.client.get(`/v1/tickets/${id}`, tokens.get('n1')), 200);
    expect(whole.ticket).toEqual(await rowOf(id));
    expect(whole.messages.map(({ body }) => body)).toEqual(['A internet caiu.']);
    expect(whole.events.map(({ kind }) => kind).toSorted()).toEqual(['claimed', 'created', 'resolved']);
  });

  test('a subticket is found by its mark, which others narrow, while it is at work and after it', async () => {
    const ticketId = await create({ subject: 'marcado, com parte' });
    const subticketId = randomUUID();
    const part = { handoverId: randomUUID(), toQueueId: ID.queue1b, subject: 'marcado, a parte', priority: 'P3' };
    const content = { asked: 'ver a porta', formId: null, formVersion: null, answers: null };
    const opened = { ticketId, subticketId, ...part, ...content };
    expect(await mine.push({ name: 'ticket.openSubticket', args: opened })).toMatchObject([{ status: 'applied' }]);
    expect(await ids('marcado subchamado', 'n1b')).toEqual([subticketId]);
    expect(await ids('marcado subticket sem-responsável', 'n1b')).toEqual([subticketId]);
    expect(await ids('marcado subchamado escalonado', 'n1b')).toEqual([]);
    await mine.push({ name: 'ticket.withdrawSubticket', args: { ticketId, subticketId } });
    expect(await ids('marcado subchamado', 'n1b')).toEqual([subticketId]);
    expect(await ids('marcado subchamado sem-responsável', 'n1b')).toEqual([]);
  });

  test('filters mean what they mean in the console, in both languages', async () => {
    const late = await create({ subject: 'filtrado velho', priority: 'P1', channel: 'whatsapp' }, nowMs - 9 * HOUR_MS);
    const soon = await create({ subject: 'filtrado breve' }, nowMs - 50 * 60_000);
    const fresh = await create({ subject: 'filtrado novo', customerId: CUSTOMER.id, categoryId: CATEGORY.id });
    const other = await create({ subject: 'filtrado alhures', queueId: ID.queue1b });
    await mine.push({ name: 'ticket.claim', args: { ticketId: soon } });
    const expected: readonly (readonly [string, readonly string[]])[] = [
      ['filtrado', [other, fresh, soon, late]],
      ['filtrado prioridade:p1', [late]],
      ['filtrado priority:critical priority:p3', [other, fresh, soon, late]],
      ['filtrado canal:zap', [late]],
      ['filtrado atrasado', [late]],
      ['filtrado overdue fila:"Atendimento"', [late]],
      ['filtrado vencendo', [soon]],
      ['filtrado due-soon responsável:eu', []],
      ['filtrado semresponsável', [other, fresh, late]],
      ['filtrado assignee:nobody', [other, fresh, late]],
      ['filtrado responsável:n1', [soon]],
      ['filtrado cliente:joao', [fresh]],
      ['filtrado customer:98877', [fresh]],
      ['filtrado categoria:fibra', [fresh]],
      ['filtrado fila:cobranca', [other]],
      ['filtrado status:active', [other, fresh, soon, late]],
      ['filtrado encerrado', []],
      ['filtrado situação:encerrado', []],
      ['filtrado cliente:ninguemtemestenome', []],
      ['filtrado escalonado', []],
    ];
    for (const [q, found] of expected) expect(await ids(q, 'n1b'), q).toEqual(found);
    expect(await ids('filtrado responsável:eu')).toEqual([soon]);
    expect(await ids('cliente:joao "filtrado"')).toEqual([fresh]);
  });

  test('a customer that is renamed is found by the new name once their tickets have been read again', async () => {
    const customer = { ...CUSTOMER, id: randomUUID(), name: 'Mercado Lua' };
    await save('customer', customer);
    expect(await isReadingAgain(server.db)).toBe(false);
    const id = await create({ subject: 'Freezer', customerId: customer.id });
    await save('customer', { ...customer, name: 'Mercado Estrela' });
    expect((await page({ q: 'freezer' })).isWhole).toBe(false);
    await readAllAgain();
    expect(await ids('freezer estrela')).toEqual([id]);
    expect(await ids('freezer lua')).toEqual([]);
    expect((await page({ q: 'freezer' })).isWhole).toBe(true);
  });

  test('the tickets of a database that was there before are read in pieces that go on where they stopped', async () => {
    const many = await Promise.all(Array.from({ length: 130 }, () => create({ subject: 'acervo antigo' })));
    await server.db.raw('delete from ticket_search');
    await server.db.raw(`insert into ticket_search_todo (kind, id) values ('all', $1::uuid)`, [randomUUID()]);
    const said = many[0] ?? '';
    await mine.push({
      name: 'ticket.note',
      args: { ticketId: said, messageId: randomUUID(), body: 'Anotado depois.' },
    });
    expect(await readAgainBatch(server.db)).toBe('more');
    const some = await ids('acervo');
    expect(some.length).toBeLessThan(100);
    await readAllAgain();
    expect(new Set(await allOf('acervo'))).toEqual(new Set(many));
    expect(await ids('acervo anotado internet')).toEqual([said]);
  });

  async function allOf(q: string, between: () => Promise<unknown> = async () => undefined): Promise<string[]> {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { tickets, next }: SearchAnswer = await page({ q, limit: '7', ...(cursor === '' ? {} : { cursor }) });
      seen.push(...tickets.map(({ id }) => id));
      cursor = next;
      await between();
    }
    return seen;
  }

  test('pages neither repeat nor leave out a ticket while tickets come in and change', async () => {
    const before: string[] = [];
    // Some of the same instant.
    for (let at = 0; at < 30; at += 1)
      before.push(await create({ subject: 'paginado' }, START_MS + Math.floor(at / 4)));
    let turn = 0;
    const seen = await allOf('paginado', async () => {
      turn += 1;
      await create({ subject: 'paginado mais novo' });
      const ticketId = before[turn * 3] ?? '';
      await mine.push({ name: 'ticket.note', args: { ticketId, messageId: randomUUID(), body: `paginado ${turn}` } });
    });
    expect(seen.length).toBe(30);
    expect(new Set(seen)).toEqual(new Set(before));
  });

  test('where few tickets pass a filter, pages go on until the end, even through one with nothing', async () => {
    const old = await create({ subject: 'lote' }, nowMs - 9 * HOUR_MS);
    const fresh = Array.from({ length: 2_010 }, () => ({
      name: 'ticket.create',
      args: aNewTicket({ subject: 'lote', message: null }),
      performedAtMs: nowMs,
    }));
    const actor = { clientId: randomUUID(), user: people.system };
    await applyAsSystem(server.db, actor, fresh, { nowMs });
    expect(await page({ q: 'lote atrasado' })).toMatchObject({ tickets: [], next: expect.any(String) as string });
    expect(await allOf('lote atrasado')).toEqual([old]);
  });

  test.each([
    '%',
    '_',
    "'",
    `"`,
    `zz' or 'zz'='zz' --`,
    `'; drop table ticket; --`,
    '\\',
    '\u0000',
    'zz\u0000yy',
    ':*',
    '!()&|<->',
    '#00000000-0000-7000-8000-000000000101',
    '\ud800',
    '💥',
    'fila:',
  ])('%j is text like any other and finds nothing', async (q) => {
    expect((await page({ q: q.toWellFormed() })).tickets).toEqual([]);
  });

  test('what a hostile customer writes is kept and found as words', async () => {
    const word = 'x'.repeat(5_000);
    const many = Array.from({ length: 2_000 }, (_, at) => `w${at}`).join(' ');
    const body = `'; drop table ticket; -- %_ ${word} 𝒳${'𝒳'.repeat(60)} '"\\ ${many}`;
    const id = await create({ subject: `Hostil ' \\ : & | ! *`, message: { id: randomUUID(), body } });
    expect(await ids(`hostil drop ${'x'.repeat(100)} w1999`)).toEqual([id]);
  });

  test('a ticket in which more is said than can be found is written all the same', async () => {
    const id = await create({ subject: 'Tagarela' });
    for (const turn of [1, 2, 3]) {
      const body = Array.from({ length: 2_750 }, (_, at) => `${turn}z${at}`).join(' ');
      await mine.push({ name: 'ticket.note', args: { ticketId: id, messageId: randomUUID(), body } });
    }
    expect(await ids('tagarela 1z7')).toEqual([id]);
    expect(await ids('tagarela 2z7')).toEqual([id]);
    const whole = parsed(wholeTicketSchema, await server.client.get(`/v1/tickets/${id}`, tokens.get('n1')), 200);
    expect(whole.messages).toHaveLength(4);
  });

  test.runIf(engine === 'pglite')(
    'once there are many tickets, the embedded database knows how rare words are',
    async () => {
      const known = async (): Promise<number> =>
        (
          await server.db.raw<{ rows: number }>(
            `select reltuples::int as rows from pg_class where oid = 'ticket_search'::regclass`,
          )
        )[0]?.rows ?? 0;
      await server.db.raw(
        `insert into ticket_search (ticket_id, created_at_ms, about, said)
       select gen_random_uuid(), n, 'x', 'y' from generate_series(1, 600) n`,
      );
      await analyseWhenGrown(server.db);
      expect(await known()).toBeGreaterThan(600);
      await server.db.raw('delete from ticket_search where created_at_ms <= 600');
    },
  );

  test.each<[string, Readonly<Record<string, string>>]>([
    ['q', {}],
    ['q', { q: '' }],
    ['q', { q: 'x'.repeat(10_240) }],
    ['limit', { q: 'x', limit: '0' }],
    ['limit', { q: 'x', limit: '101' }],
    ['limit', { q: 'x', limit: 'many' }],
    ['cursor', { q: 'x', cursor: 'none of ours' }],
    ['cursor', { q: 'x', cursor: Buffer.from("1/' or 1=1").toString('base64url') }],
    ['cursor', { q: 'x', cursor: 'x'.repeat(300) }],
  ])('a wrong %s is refused by name (%#)', async (path, query) => {
    const answer = await ask(query);
    expect(problemSchema.parse(answer.body)).toMatchObject({ status: 400, code: 'validation', details: [{ path }] });
  });

  test('who asks too often is told to wait', async () => {
    const statuses = new Set<number>();
    for (let at = 0; at < 250; at += 1) statuses.add((await ask({ q: '%' }, 'supervisor')).status);
    expect(statuses).toEqual(new Set([200, 429]));
  });

  test('it is described like the other routes', async () => {
    const { paths } = (await server.client.get('/v1/openapi.json')).body as { paths: Record<string, object> };
    expect(paths['/v1/search']).toHaveProperty('get.responses.200');
    expect(paths['/v1/tickets/{id}']).toHaveProperty('get.responses.200');
  });
});
