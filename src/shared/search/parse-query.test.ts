import { expect, test } from 'vitest';
import { lastWordOf, parseQuery } from './parse-query.ts';
import { printFilter, printQuery } from './print-query.ts';
import type { TicketFilter } from './ticket-query.ts';

test.each<[string, TicketFilter]>([
  ['fila:n2', { field: 'queue', value: 'n2' }],
  ['queue:n2', { field: 'queue', value: 'n2' }],
  ['fila:"N2 Redes"', { field: 'queue', value: 'N2 Redes' }],
  ['prioridade:p1', { field: 'priority', value: 'P1' }],
  ['priority:critical', { field: 'priority', value: 'P1' }],
  ['Situação:Pausado', { field: 'status', value: 'paused' }],
  ['status:waiting-customer', { field: 'status', value: 'waiting_customer' }],
  ['responsavel:eu', { field: 'assignee', value: { who: 'me' } }],
  ['responsável:ninguém', { field: 'assignee', value: { who: 'nobody' } }],
  ['assignee:nobody', { field: 'assignee', value: { who: 'nobody' } }],
  ['assignee:"Ana Beatriz"', { field: 'assignee', value: { name: 'Ana Beatriz' } }],
  ['cliente:acme', { field: 'customer', value: 'acme' }],
  ['category:fibra', { field: 'category', value: 'fibra' }],
  ['canal:zap', { field: 'channel', value: 'whatsapp' }],
  ['atrasado', { field: 'is', value: 'overdue' }],
  ['VENCENDO', { field: 'is', value: 'dueSoon' }],
  ['due-soon', { field: 'is', value: 'dueSoon' }],
  ['semresponsável', { field: 'is', value: 'unassigned' }],
  ['subchamado', { field: 'is', value: 'subticket' }],
  ['Subtickets', { field: 'is', value: 'subticket' }],
  ['escalated', { field: 'is', value: 'escalated' }],
])('%s is read as a filter, whatever the language of the console', (typed, filter) => {
  expect(parseQuery(typed)).toEqual({ query: { text: '', filters: [filter] }, strange: [] });
});

test('filters and words may stand in any order, and a filter that is said twice counts once', () => {
  expect(parseQuery('  sem fila:n2   sinal atrasado queue:n2')).toEqual({
    query: {
      text: 'sem sinal',
      filters: [
        { field: 'queue', value: 'n2' },
        { field: 'is', value: 'overdue' },
      ],
    },
    strange: [],
  });
});

test('a word that looks like a filter and is none is searched as text, and told', () => {
  expect(parseQuery('foo:bar prioridade:p9')).toEqual({
    query: { text: 'foo:bar prioridade:p9', filters: [] },
    strange: [
      { word: 'foo:bar', why: 'name' },
      { word: 'prioridade:p9', why: 'value' },
    ],
  });
});

test('addresses and times of day do not look like filters', () => {
  expect(parseQuery('http://exemplo.com 10:30')).toEqual({
    query: { text: 'http://exemplo.com 10:30', filters: [] },
    strange: [],
  });
});

test('what is in quotation marks is text, even where it would be a filter', () => {
  expect(parseQuery('"atrasado" "fila:n2"').query).toEqual({ text: 'atrasado fila:n2', filters: [] });
});

test('a filter whose value is still to come asks for nothing', () => {
  expect(parseQuery('modem fila:')).toEqual({ query: { text: 'modem', filters: [] }, strange: [] });
});

test('a filter is printed in the language that is asked for, with quotation marks where it has blanks', () => {
  const filters = parseQuery('assignee:me customer:"Loja Sol" overdue').query.filters;
  expect(filters.map((filter) => printFilter(filter, 'pt'))).toEqual([
    'responsável:eu',
    'cliente:"Loja Sol"',
    'atrasado',
  ]);
  expect(printQuery({ text: 'atrasado ontem', filters }, 'en')).toBe(
    'assignee:me customer:"Loja Sol" overdue "atrasado" ontem',
  );
});

test.each([
  ['modem fi', 'fi'],
  ['modem ', ''],
  ['', ''],
  ['cliente:"Loja S', 'cliente:"Loja S'],
  ['cliente:"Loja ', 'cliente:"Loja '],
  ['cliente:"Loja" ', ''],
])('of %j the word that is still being written is %j', (typed, text) => {
  expect(lastWordOf(typed)).toEqual({ from: typed.length - text.length, text });
});
