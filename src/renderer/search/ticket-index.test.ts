import { beforeEach, describe, expect, test } from 'vitest';
import { aWorkspace } from '../../../tests/support/console-rows.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Customer } from '../../shared/domain/workspace.ts';
import { parseQuery } from '../../shared/search/parse-query.ts';
import { TicketIndex } from './ticket-index.ts';

const NOW_MS = 1_000_000;
const joao: Customer = {
  id: 'c1',
  name: 'João Araújo',
  email: 'joao@padaria-sol.example',
  phone: '+55 (11) 98765-4321',
  company: 'Padaria Sol',
  city: null,
  plan: null,
};
const workspace = {
  ...aWorkspace(),
  customers: new Map([[joao.id, joao]]),
  categories: new Map([
    ['k1', { id: 'k1', name: 'Fibra óptica', parentId: 'k0' }],
    ['k0', { id: 'k0', name: 'Internet', parentId: null }],
  ]),
};

let index: TicketIndex;

beforeEach(() => {
  index = new TicketIndex(workspace);
});

function put(id: string, ticket: Partial<Ticket> = {}, messages: readonly string[] = [], order = 0): void {
  const row = aTicket({ id, subject: 'outra coisa', ...ticket });
  const lane = ['resolved', 'closed', 'cancelled'].includes(row.status) ? 1 : 0;
  const said = messages.map((body, at) => ({ id: `${id} ${body} ${at}`, body }));
  index.put({ id, row, queue: row.queueId, lane, order }, said, NOW_MS);
}

const found = (typed: string, limit = 10): readonly string[] =>
  index.search(parseQuery(typed).query, limit, NOW_MS).ids;

describe('words', () => {
  test('are found without accents and capitals, wherever they stand', () => {
    put('subject', { subject: 'Sem CONEXÃO desde ontem' });
    put('message', {}, ['A conexão caiu de novo.']);
    put('none', {}, ['Tudo bem agora.']);
    expect(found('conexao')).toEqual(['subject', 'message']);
    expect(found('Conexão')).toEqual(['subject', 'message']);
  });

  test('are found while they are being typed', () => {
    put('a', { subject: 'Roteador travado' });
    expect([found('rot'), found('rotea tra'), found('otea')]).toEqual([['a'], ['a'], []]);
  });

  test('with another first letter are other words', () => {
    put('a', { subject: 'Podem vir hoje' });
    expect(found('modem')).toEqual([]);
  });

  test('are found with a small typo, and what is written right comes first', () => {
    put('a', { subject: 'Roteador travado' });
    expect([found('rotaedor'), found('roteadro'), found('travdo')]).toEqual([['a'], ['a'], ['a']]);
    put('b', { subject: 'Rotaedor novo' });
    expect(found('rotaedor')).toEqual(['b', 'a']);
  });

  test('must all be there, together or in different places', () => {
    put('both', { subject: 'Modem queimado', customerId: 'c1' });
    put('one', { subject: 'Modem lento' });
    expect(found('modem padaria')).toEqual(['both']);
  });

  test('in the subject count for more than in a message', () => {
    put('message', {}, ['o modem queimou']);
    put('subject', { subject: 'modem queimou' });
    expect(found('modem')).toEqual(['subject', 'message']);
  });

  test('of the customer, the category and the queue are found too', () => {
    put('a', { customerId: 'c1', categoryId: 'k1', queueId: 'q2' });
    put('b');
    for (const typed of ['araujo', 'padaria sol', 'joao@padaria', 'optica', 'internet', 'n2']) {
      expect(found(typed), typed).toEqual(['a']);
    }
  });

  test('a phone number is found however it is written, with or without country and area', () => {
    put('a', { customerId: 'c1' });
    for (const typed of ['(11) 98765-4321', '98765-4321', '987654321', '11987654321', '+55 (11) 98765-4321', '98765']) {
      expect(found(typed), typed).toEqual(['a']);
    }
  });
});

describe('numbers', () => {
  test('come first: the ticket of that number, then those whose numbers begin so, then what says it', () => {
    put('said', { number: 7, subject: 'protocolo 1043 perdido' });
    put('longer', { number: 10_431 });
    put('exact', { number: 1_043, status: 'closed' });
    for (const typed of ['1043', '#1043', 'N1-1043']) {
      expect(found(typed).slice(0, 1), typed).toEqual(['exact']);
    }
    expect(found('1043')).toEqual(['exact', 'longer', 'said']);
  });
});

describe('filters', () => {
  test('alone give the most urgent first, and what has ended last', () => {
    put('later', { priority: 'P1' }, [], 300);
    put('ended', { priority: 'P1', status: 'resolved' }, [], -900);
    put('sooner', { priority: 'P1' }, [], 200);
    put('other', { priority: 'P4' }, [], 100);
    expect(found('prioridade:p1')).toEqual(['sooner', 'later', 'ended']);
  });

  test('of one field widen, of different ones narrow', () => {
    put('a', { priority: 'P1', queueId: 'q1' });
    put('b', { priority: 'P2', queueId: 'q1' });
    put('c', { priority: 'P1', queueId: 'q2' });
    expect([...found('prioridade:p1 prioridade:p2 fila:n1')].toSorted()).toEqual(['a', 'b']);
  });

  test.each<[string, Partial<Ticket>, Partial<Ticket>]>([
    ['fila:n2', { queueId: 'q2' }, { queueId: 'q1' }],
    ['situacao:pausado', { status: 'waiting_vendor' }, { status: 'open' }],
    ['status:ended', { status: 'closed' }, { status: 'open' }],
    ['responsavel:eu', { assigneeId: 'me' }, { assigneeId: 'x' }],
    ['responsavel:ninguem', { assigneeId: null }, { assigneeId: 'me' }],
    ['assignee:me', { assigneeId: 'me' }, { assigneeId: null }],
    ['cliente:araujo', { customerId: 'c1' }, { customerId: null }],
    ['customer:4321', { customerId: 'c1' }, { customerId: null }],
    ['categoria:fibra', { categoryId: 'k1' }, { categoryId: 'k0' }],
    ['category:internet', { categoryId: 'k1' }, { categoryId: null }],
    ['canal:whatsapp', { channel: 'whatsapp' }, { channel: 'phone' }],
    ['semresponsavel', { assigneeId: null }, { assigneeId: 'me' }],
    ['escalonado', { escalationCount: 1 }, { escalationCount: 0 }],
  ])('%s finds what is so, and nothing else', (typed, wanted, other) => {
    put('wanted', wanted);
    put('other', other);
    expect(found(typed)).toEqual(['wanted']);
  });

  test('overdue is what has a deadline behind it: not what is paused, nor what has ended', () => {
    put('over', {}, [], NOW_MS - 1);
    put('due', {}, [], NOW_MS + 1);
    put('paused', {}, [], 1e15);
    put('ended', { status: 'resolved' }, [], -5);
    expect(found('atrasado')).toEqual(['over']);
  });

  test('narrow what words find, and the count with it', () => {
    put('a', { subject: 'modem', priority: 'P1' });
    put('b', { subject: 'modem', priority: 'P2' });
    expect(index.search(parseQuery('modem prioridade:p2').query, 10, NOW_MS)).toMatchObject({ ids: ['b'], total: 1 });
  });
});

describe('changes', () => {
  test('a ticket is found as it is now, and not as it was', () => {
    put('a', { subject: 'modem' });
    put('a', { subject: 'roteador', priority: 'P1' });
    expect([found('modem'), found('roteador'), found('prioridade:p1')]).toEqual([[], ['a'], ['a']]);
  });

  test('a message that has come is found', () => {
    put('a', {}, ['bom dia']);
    put('a', {}, ['bom dia', 'o cabo partiu']);
    expect(found('cabo')).toEqual(['a']);
  });

  test('a removed ticket is found no more, and its number neither', () => {
    put('a', { subject: 'modem', number: 9 });
    index.remove('a');
    expect([found('modem'), found('9'), found('fila:n1'), index.size]).toEqual([[], [], [], 0]);
  });

  test('tickets whose customer is called otherwise are named, to be put again', () => {
    put('a', { customerId: 'c1' });
    put('b');
    const renamed = { ...workspace, customers: new Map([['c1', { ...joao, name: 'Jonas' }]]) };
    expect(index.rename(renamed)).toEqual(['a']);
    put('a', { customerId: 'c1' });
    expect([found('jonas'), found('araujo')]).toEqual([['a'], []]);
  });

  test('thousands of changes leave the same answers, also where slots are used again', () => {
    for (let turn = 0; turn < 5_000; turn += 1) put('a', { subject: `modem ${turn}` });
    put('b', { subject: 'modem' });
    expect([...found('modem')].toSorted()).toEqual(['a', 'b']);
    expect([found('4999'), found('4998')]).toEqual([['a'], []]);
  });
});

test('a page that is pasted in is answered, and finds the ticket that begins with it', () => {
  const page = Array.from({ length: 1_500 }, (_, at) => `palavra${at}`).join(' ');
  put('a', {}, [page]);
  expect(found(page)).toEqual(['a']);
  expect(found(`%_'"\\ ${'x'.repeat(10_000)}`)).toEqual([]);
});

test('of many tickets the best are answered, in order, with how many there are', () => {
  for (let at = 0; at < 500; at += 1) put(`t${at}`, { number: at + 1 }, [], (at * 7_919) % 500);
  const { ids, total } = index.search(parseQuery('canal:telefone').query, 5, NOW_MS);
  const orders = ids.map((id) => (Number(id.slice(1)) * 7_919) % 500);
  expect([total, orders]).toEqual([500, [0, 1, 2, 3, 4]]);
});

test("a customer's tickets are those at work, most urgent first, and then the ended ones", () => {
  put('later', { customerId: 'c1' }, [], 2);
  put('ended', { customerId: 'c1', status: 'closed' }, [], 1);
  put('sooner', { customerId: 'c1' }, [], 1);
  put('of somebody else', { customerId: null });
  expect(index.ofCustomer('c1', 10)).toMatchObject({ ids: ['sooner', 'later', 'ended'], total: 3 });
  expect(index.ofCustomer('c1', 1)).toMatchObject({ ids: ['sooner'], total: 3 });
  index.remove('sooner');
  expect(index.ofCustomer('c1', 10).ids).toEqual(['later', 'ended']);
});
