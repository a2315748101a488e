import type { Customer } from '../../shared/domain/workspace.ts';

const MOST = 8;
const MARKS = /\p{M}/gu;

type Indexed = { readonly customer: Customer; readonly text: string; readonly digits: string };

const indexes = new WeakMap<ReadonlyMap<string, Customer>, readonly Indexed[]>();

/** Text to compare: lower case and without accents, so that "joao" finds João. */
function fold(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase();
}

/** Made once for each state of the customers: fifty thousand are searched between two keys. */
function indexOf(customers: ReadonlyMap<string, Customer>): readonly Indexed[] {
  const made = indexes.get(customers);
  if (made !== undefined) return made;
  const index = [...customers.values()].map((customer) => ({
    customer,
    text: fold([customer.name, customer.company, customer.email, customer.city].filter(Boolean).join(' ')),
    digits: (customer.phone ?? '').replace(/\D/gu, ''),
  }));
  indexes.set(customers, index);
  return index;
}

/**
 * The first eight customers that have every word of the query in name, company, e-mail or city, or its digits (three
 * at least) in the phone number; those whose name begins with the query come first. None for an empty query.
 */
export function searchCustomers(customers: ReadonlyMap<string, Customer>, query: string): readonly Customer[] {
  const folded = fold(query.trim());
  if (folded === '') return [];
  const words = folded.split(/\s+/u);
  const digits = folded.replace(/\D/gu, '');
  const isPhone = digits.length >= 3 && !/\p{L}/u.test(folded);
  const begins: Customer[] = [];
  const contains: Customer[] = [];
  for (const entry of indexOf(customers)) {
    if (entry.text.startsWith(folded)) begins.push(entry.customer);
    else if (words.every((word) => entry.text.includes(word)) || (isPhone && entry.digits.includes(digits))) {
      contains.push(entry.customer);
    }
    if (begins.length >= MOST) break;
  }
  return [...begins, ...contains].slice(0, MOST);
}
