import { expect, test } from 'vitest';
import type { Customer } from '../../shared/domain/workspace.ts';
import { searchCustomers } from './search-customers.ts';

function customersNamed(...rows: readonly Partial<Customer>[]): ReadonlyMap<string, Customer> {
  const nobody = { email: null, phone: null, company: null, city: null, plan: null };
  return new Map(rows.map((row, index) => [String(index), { ...nobody, id: String(index), name: '', ...row }]));
}

const customers = customersNamed(
  { name: 'João Pereira', phone: '+55 19 99876-5432' },
  { name: 'Mariana Azevedo', email: 'mari@correio.example' },
  { name: 'Ana Maria Lopes', company: 'Padaria Três Irmãos' },
);

const namesFor = (query: string): string[] => searchCustomers(customers, query).map(({ name }) => name);

test('a name is found without its accents and in any case', () => {
  expect(namesFor('JOAO')).toEqual(['João Pereira']);
});

test('names that begin with the query come before those that contain it', () => {
  expect(namesFor('maria')).toEqual(['Mariana Azevedo', 'Ana Maria Lopes']);
});

test('words may be of different fields', () => {
  expect(namesFor('lopes padaria')).toEqual(['Ana Maria Lopes']);
});

test('a phone number is found by its digits, however it is written', () => {
  expect(namesFor('99876 5432')).toEqual(['João Pereira']);
  expect(namesFor('99')).toEqual([]);
});

test('an empty query finds nobody, and a broad one no more than eight', () => {
  expect(namesFor('  ')).toEqual([]);
  const many = customersNamed(...Array.from({ length: 20 }, () => ({ name: 'Ana' })));
  expect(searchCustomers(many, 'ana')).toHaveLength(8);
});
