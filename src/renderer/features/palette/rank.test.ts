import { expect, test } from 'vitest';
import type { PaletteItem } from './palette-item.ts';
import { rankItems } from './rank.ts';

function anItem(label: string, why: string | null = null): PaletteItem {
  return { id: label, label, why, icon: null, run: () => undefined };
}

const items = [
  'Ir para a fila N1',
  'Escalonar',
  'Devolver',
  'Mudar situação',
  'Idioma: English',
  'Selecionar a lista toda',
].map((label) => anItem(label));
const labels = (query: string): readonly string[] => rankItems(items, query).items.map(({ label }) => label);

test('accents and capitals do not matter', () => {
  expect(labels('SITUACAO')).toEqual(['Mudar situação']);
  expect(labels('situação')).toEqual(['Mudar situação']);
});

test('letters may be left out', () => {
  expect(labels('esclnr')[0]).toBe('Escalonar');
});

test('letters that only happen to stand in order, far apart, are no match', () => {
  expect(labels('slcdta')).toEqual([]);
});

test('words may be given in any order, and begun only', () => {
  expect(labels('engl idi')).toEqual(['Idioma: English']);
  expect(labels('fila n1')).toEqual(['Ir para a fila N1']);
});

test('of those that match equally well, what can be used comes first', () => {
  const two = [anItem('Escalonar o chamado', 'why'), anItem('Escalonar a fila')];
  expect(rankItems(two, 'escalonar').items.map(({ why }) => why)).toEqual([null, 'why']);
});

test('a better match that cannot be used stays before a worse one that can', () => {
  const two = [anItem('Ver os escalonados'), anItem('Escalonar', 'why')];
  expect(rankItems(two, 'escalonar').items[0]?.label).toBe('Escalonar');
});

test('it is told whether the best has the query in it', () => {
  expect(rankItems(items, 'escal').isClose).toBe(true);
  expect(rankItems(items, 'esclnr').isClose).toBe(false);
});
