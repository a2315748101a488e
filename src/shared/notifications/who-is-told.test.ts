import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aPolicy } from '../../../tests/support/sla-fixture.ts';
import { ID, people } from '../../../tests/support/workspace.ts';
import { ROLES, type User } from '../domain/workspace.ts';
import { policySchema } from '../sla/policy.ts';
import { mayBeTold, type StepReached, toldOfStep } from './who-is-told.ts';

const ofQueue1: User = { ...people.supervisor, queueIds: [ID.queue1] };
const gone: User = { ...people.n1, isActive: false };
const manager: User = { ...people.n1, role: 'admin' };
const [mine, unassigned] = [
  { assigneeId: ID.n1, queueId: ID.queue1 },
  { assigneeId: null, queueId: ID.queue1 },
];

test.each([
  ['the one who has the ticket, of each step', 75, mine, people.n1, 'assignee'],
  ['not the colleagues of the one who has it', 75, mine, people.n1b, null],
  ['while nobody has it, those who work its queue', 75, unassigned, people.n1, 'queue'],
  ['and an administrator who works it', 75, unassigned, manager, 'queue'],
  ['but not those of another queue', 'breach', unassigned, people.n2, null],
  ['nor who no longer works here', 'breach', unassigned, gone, null],
  ['nor a program', 'breach', unassigned, people.system, null],
  ['no supervisor before the step that the policy names', 75, mine, people.supervisor, null],
  ['supervisors from it on', 90, mine, people.supervisor, 'supervisor'],
  ['and of the breach', 'breach', mine, people.supervisor, 'supervisor'],
  ['also while nobody has it', 90, unassigned, ofQueue1, 'supervisor'],
  ['supervisors of some queues, not of the others', 'breach', { ...mine, queueId: ID.queue2 }, ofQueue1, null],
] as const)('told: %s', (_who, step, ticket, person, toldAs) => {
  expect(toldOfStep(step, ticket, { tellSupervisorsFrom: 90 }, person)).toBe(toldAs);
});

test('supervisors are told of the breach alone where the policy says nothing, and of nothing where it says never', () => {
  expect(toldOfStep(99, mine, {}, people.supervisor)).toBeNull();
  expect(toldOfStep('breach', mine, {}, people.supervisor)).toBe('supervisor');
  expect(toldOfStep('breach', mine, { tellSupervisorsFrom: 'never' }, people.supervisor)).toBeNull();
});

test('a policy without the step is still one, and one with a step that cannot be is refused by the name of the field', () => {
  expect(policySchema.safeParse(aPolicy()).success).toBe(true);
  for (const tellSupervisorsFrom of [0, 101, 12.5, 'always', null]) {
    const parsed = policySchema.safeParse({ ...aPolicy(), tellSupervisorsFrom });
    expect(parsed.error?.issues[0]?.path, String(tellSupervisorsFrom)).toEqual(['tellSupervisorsFrom']);
  }
});

const QUEUES = [ID.queue1, ID.queue2] as const;
const anyPerson: fc.Arbitrary<User> = fc.record({
  id: fc.constantFrom(ID.n1, ID.n2, ID.supervisor),
  name: fc.constant('Ana'),
  email: fc.constant('ana@example.com'),
  role: fc.constantFrom(...ROLES),
  tiers: fc.constant([]),
  queueIds: fc.subarray([...QUEUES]),
  isActive: fc.boolean(),
});
const anyPlace = fc.record({
  assigneeId: fc.constantFrom(null, ID.n1, ID.n2),
  queueId: fc.constantFrom(...QUEUES),
});
const anyFrom = fc.constantFrom(undefined, 1, 50, 75, 100, 'breach' as const, 'never' as const);
const policyOf = (from: (typeof anyFrom extends fc.Arbitrary<infer T> ? T : never) | undefined): object =>
  from === undefined ? {} : { tellSupervisorsFrom: from };

test('agents of the queue are told only while nobody has the ticket, and who is told of a step is told of the breach', () => {
  fc.assert(
    fc.property(anyPlace, anyPerson, anyFrom, fc.integer({ min: 1, max: 100 }), (place, person, from, percent) => {
      const at = (step: StepReached): unknown => toldOfStep(step, place, policyOf(from), person);
      const told = at(percent);
      fc.pre(told !== null);
      expect(person.isActive).toBe(true);
      expect(at('breach')).toBe(told);
      expect(mayBeTold(place, person)).toBe(true);
      expect(told === 'assignee').toBe(place.assigneeId === person.id);
      expect(told !== 'queue' || place.assigneeId === null).toBe(true);
    }),
  );
});
