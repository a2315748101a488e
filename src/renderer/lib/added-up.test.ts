import { expect, test } from 'vitest';
import { AddedUp } from './added-up.ts';

/** A promise that is settled from outside. */
type Held<T> = { readonly promise: Promise<T>; readonly resolve: (value: T) => void };
const held = <T>(): Held<T> => Promise.withResolvers<T>();

test('steps that come while the ones before are worked out add up to one', async () => {
  const first = held<void>();
  const done: string[] = [];
  const moves = new AddedUp<string, string>({
    plan: async (steps, signal) => {
      if (steps.length === 1) await first.promise;
      return signal.aborted ? null : steps.join('');
    },
    carryOut: (plan) => Promise.resolve(done.push(plan) > 0),
  });
  const all = [moves.add('a'), moves.add('b'), moves.add('c')];
  first.resolve();
  await Promise.all(all);
  expect(done).toEqual(['abc']);
});

test('what comes while a plan is carried out is settled after it, and dropped where that was refused', async () => {
  const answers = [held<boolean>(), held<boolean>(), held<boolean>()];
  const done: string[] = [];
  const moves = new AddedUp<string, string>({
    plan: (steps) => Promise.resolve(steps.join('')),
    carryOut: (plan) => {
      done.push(plan);
      return answers[done.length - 1]?.promise ?? Promise.resolve(true);
    },
  });
  const all = moves.add('a');
  await expect.poll(() => done).toEqual(['a']);
  await moves.add('b');
  await moves.add('c');
  answers[0]?.resolve(true);
  await expect.poll(() => done).toEqual(['a', 'bc']);
  await moves.add('d');
  answers[1]?.resolve(false);
  await all;
  expect(done).toEqual(['a', 'bc']);
  answers[2]?.resolve(true);
  await moves.add('e');
  expect(done).toEqual(['a', 'bc', 'e']);
});

test('a plan that cannot be made is told to who began it, and holds up nothing that comes later', async () => {
  let isBroken = true;
  const done: string[] = [];
  const moves = new AddedUp<string, string>({
    plan: (steps) => (isBroken ? Promise.reject(new Error('no disk')) : Promise.resolve(steps.join(''))),
    carryOut: (plan) => Promise.resolve(done.push(plan) > 0),
  });
  await expect(moves.add('a')).rejects.toThrow('no disk');
  isBroken = false;
  await moves.add('b');
  expect(done).toEqual(['b']);
});
