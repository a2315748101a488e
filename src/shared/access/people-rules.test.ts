import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { User } from '../domain/workspace.ts';
import { isAdministrator, refusePerson } from './people-rules.ts';

const IDS = ['a', 'b', 'c', 'd'];
const anyPerson = (id: string): fc.Arbitrary<User> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    email: fc.constantFrom(`${id}@x.example`, 'shared@x.example', 'SHARED@x.example ', ''),
    role: fc.constantFrom('agent', 'supervisor', 'admin', 'system'),
    tiers: fc.constant([]),
    queueIds: fc.constant([]),
    isActive: fc.boolean(),
  });
const anyPeople = fc.tuple(...IDS.map(anyPerson));
const anySteps = fc.array(
  fc.constantFrom(...IDS, 'e').chain((id) => fc.record({ actorId: fc.constantFrom(...IDS), after: anyPerson(id) })),
  { maxLength: 20 },
);

test('whatever administrators save, there is one afterwards, and it was never their own doing to be none', () => {
  fc.assert(
    fc.property(anyPeople, anySteps, (people, steps) => {
      fc.pre(people.some(isAdministrator));
      let rows: readonly User[] = people;
      for (const { actorId, after } of steps) {
        const before = rows.find(({ id }) => id === after.id);
        if (refusePerson({ before, after, actorId, people: rows }) !== null) continue;
        const isOwn = before !== undefined && isAdministrator(before) && actorId === after.id;
        expect(isOwn && !isAdministrator(after)).toBe(false);
        rows = [...rows.filter(({ id }) => id !== after.id), after];
        expect(rows.some(isAdministrator)).toBe(true);
      }
    }),
  );
});

test('an e-mail that somebody has is refused to everybody else, whatever its case, and left to those who have it', () => {
  fc.assert(
    fc.property(anyPeople, anyPerson('e'), (people, after) => {
      const owners = people.filter(({ email }) => email.trim().toLowerCase() === after.email.trim().toLowerCase());
      const isTaken = after.email.trim() !== '' && owners.length > 0;
      expect(refusePerson({ before: undefined, after, actorId: 'a', people })).toBe(isTaken ? 'conflict.email' : null);
      expect(refusePerson({ before: after, after, actorId: 'a', people: [...people, after] })).toBe(null);
    }),
  );
});

test('the last administrator is kept, also from a program', () => {
  const last: User = { id: 'a', name: 'Ana', email: '', role: 'admin', tiers: [], queueIds: [], isActive: true };
  const people = [last, { ...last, id: 'b', isActive: false }];
  const after = { ...last, isActive: false };
  expect(refusePerson({ before: last, after, actorId: 'system', people })).toBe('conflict.last_admin');
  expect(refusePerson({ before: last, after, actorId: 'a', people })).toBe('conflict.own_admin');
});
