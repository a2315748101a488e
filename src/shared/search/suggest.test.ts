import { expect, test } from 'vitest';
import { parseTyping, suggest } from './suggest.ts';

const names = {
  queues: ['N1 Atendimento', 'N2 Redes'],
  people: ['Ana Beatriz Ferreira', 'Camila Barros'],
  categories: ['Fibra óptica', 'Cobrança'],
  customers: ['Padaria São João', 'Mercado Sol'],
};
const said = (typed: string, language: 'pt' | 'en' = 'pt'): readonly string[] =>
  suggest(typed, names, language).map(({ text }) => text);

test('the beginning of a filter is completed in the language of the console', () => {
  expect(said('modem ca')).toEqual(['categoria:', 'canal:']);
  expect(said('ca', 'en')).toEqual(['category:']);
  expect(said('atr')).toEqual(['atrasado']);
});

test('a beginning that only the other language has is completed in that one', () => {
  expect(said('over')).toEqual(['overdue']);
});

test('one letter and plain words suggest nothing', () => {
  expect([said('f'), said('internet'), said(''), said('fila:n2 ')]).toEqual([[], [], [], []]);
});

test('values are completed from what there is, by any word of their names, without accents', () => {
  expect(said('fila:n')).toEqual(['fila:n1', 'fila:n2', 'fila:n3', 'fila:"N1 Atendimento"', 'fila:"N2 Redes"']);
  expect(said('fila:red')).toEqual(['fila:"N2 Redes"']);
  expect(said('responsavel:')).toEqual(['responsável:eu', 'responsável:ninguém']);
  expect(said('responsavel:bar')).toEqual(['responsável:"Camila Barros"']);
  expect(said('cliente:joao')).toEqual(['cliente:"Padaria São João"']);
  expect(said('categoria:optica')).toEqual(['categoria:"Fibra óptica"']);
  expect(said('situacao:pa')).toEqual(['situação:pausado']);
  expect(said('canal:z')).toEqual(['canal:whatsapp']);
});

test('a value that is typed out is suggested no more', () => {
  expect(said('prioridade:p1')).toEqual([]);
});

test('a value that is still being written is no wrong one, and no text', () => {
  expect(parseTyping('modem prioridade:p')).toEqual({ query: { text: 'modem', filters: [] }, strange: [] });
  expect(parseTyping('modem prioridade:p9 ').strange).toEqual([{ word: 'prioridade:p9', why: 'value' }]);
});
