import { beforeEach, expect, test } from 'vitest';
import { useSearchStore } from './search-store.ts';
import { useViewStore } from './view-store.ts';

const field = useSearchStore.getState;
const view = useViewStore.getState;

/** What is in the field: its chips, and what is typed. */
function shown(): readonly unknown[] {
  return [...field().filters.map(({ value }) => value), field().typed];
}

/** Types as an agent does, key by key. */
function typeKeys(text: string): void {
  for (const key of text) field().type(field().typed + key);
}

beforeEach(() => {
  view().show({ kind: 'all' });
  view().show({ kind: 'mine' });
  view().select('before');
});

test('a filter becomes a chip once a blank follows it, and the words stay', () => {
  typeKeys('modem fila:n2');
  expect(shown()).toEqual(['modem fila:n2']);
  expect(view().view).toMatchObject({ query: { text: 'modem', filters: [{ value: 'n2' }] } });
  typeKeys(' ');
  expect(shown()).toEqual(['n2', 'modem ']);
  typeKeys('queimado');
  expect(view().view).toMatchObject({ query: { text: 'modem queimado', filters: [{ value: 'n2' }] } });
});

test('a name with blanks becomes a chip when its quotation marks are closed', () => {
  typeKeys('cliente:"Loja do ');
  expect(shown()).toEqual(['cliente:"Loja do ']);
  typeKeys('Sol" ');
  expect(shown()).toEqual(['Loja do Sol', '']);
});

test('a suggestion takes the place of the word being typed: a name waits for its value, a filter becomes a chip', () => {
  typeKeys('modem pri');
  field().take({ text: 'prioridade:', label: 'prioridade:', filter: null });
  expect(shown()).toEqual(['modem prioridade:']);
  field().take({ text: 'prioridade:p1', label: 'p1', filter: { field: 'priority', value: 'P1' } });
  expect(shown()).toEqual(['P1', 'modem ']);
});

test('a filter that is removed is asked for no more, and the rest is', () => {
  typeKeys('atrasado fila:n1 sinal');
  field().remove({ field: 'is', value: 'overdue' });
  expect(view().view).toMatchObject({ query: { text: 'sinal', filters: [{ value: 'n1' }] } });
});

test('what is in quotation marks stays text, and stays as it was typed', () => {
  typeKeys('"atrasado" fila:n1 ');
  expect(shown()).toEqual(['n1', '"atrasado" ']);
  expect(view().view).toMatchObject({ query: { text: 'atrasado' } });
});

test('leaving brings back the view and the choice, and the next search begins with nothing', () => {
  typeKeys('modem');
  field().walkTo('found');
  expect(view().ticketId).toBe('found');
  view().leaveSearch();
  expect(view()).toMatchObject({ view: { kind: 'mine' }, ticketId: 'before' });
  view().search();
  expect([shown(), view().view]).toEqual([[''], { kind: 'search', query: { text: '', filters: [] } }]);
});

test('the open ticket stays while something is searched for, and the walk begins anew with each key', () => {
  typeKeys('m');
  expect(view().ticketId).toBe('before');
  field().walkTo('found');
  typeKeys('o');
  expect([view().ticketId, field().walkedTo]).toEqual(['found', null]);
});

test('going to a queue ends the search', () => {
  typeKeys('modem');
  view().show({ kind: 'all' });
  expect([shown(), view().beforeSearch]).toEqual([[''], null]);
});
