import { expect, test } from 'vitest';
import { countries, holidaysIn, regions, states } from './holiday-source.ts';

const brazil = { country: 'BR', state: '', region: '' };

test('countries and states are there by name, in the language of the console', () => {
  expect(countries('pt-BR')).toContainEqual({ id: 'DE', label: 'Alemanha' });
  expect(countries('en')).toContainEqual({ id: 'DE', label: 'Germany' });
  expect(countries('pt-BR').length).toBeGreaterThan(200);
  expect(states('BR')).toHaveLength(27);
  expect(regions('BR', 'SP')).toContainEqual({ id: 'SP', label: 'São Paulo' });
  expect(states('VA')).toEqual([]);
});

test('a state has the national holidays with its own, by the names that Brazil has for them, one a day', () => {
  const named = holidaysIn({ ...brazil, state: 'RJ' }, [2027], 'pt-BR').map(({ date, name }) => `${date} ${name}`);
  expect(named).toContain('2027-04-23 Dia de São Jorge');
  expect(named).toContain('2027-05-27 Corpus Christi');
  // The library takes this one out of Rio and São Paulo, though it is a national one.
  expect(named.filter((line) => line.startsWith('2027-11-20'))).toEqual(['2027-11-20 Dia da Consciência Negra']);
  expect(new Set(named.map((line) => line.slice(0, 10))).size).toBe(named.length);
});

test('a holiday of several days has a line for each, and one of part of a day says which part', () => {
  const days = holidaysIn(brazil, [2026], 'pt-BR');
  const carnival = days.filter(({ name }) => name === 'Carnaval');
  expect(carnival.map(({ date, closed }) => [date, closed])).toEqual([
    ['2026-02-14', null],
    ['2026-02-15', null],
    ['2026-02-16', null],
    ['2026-02-17', null],
    ['2026-02-18', { from: 0, to: 840 }],
  ]);
  expect(days).toContainEqual({
    date: '2026-12-24',
    name: 'Véspera de Natal',
    kind: 'optional',
    closed: { from: 840, to: 1440 },
  });
});

test('several years come in order', () => {
  const dates = holidaysIn({ country: 'PT', state: '', region: '' }, [2027, 2026], 'en').map(({ date }) => date);
  expect(dates).toEqual(dates.toSorted());
  expect(dates[0]).toBe('2026-01-01');
});
