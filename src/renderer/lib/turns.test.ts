import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('each step begins when the one before it has ended', async () => {
  const turns = new Turns();
  let place = 0;
  const step = async (): Promise<boolean> => {
    const from = place;
    await Promise.resolve();
    place = from + 1;
    return true;
  };
  await Promise.all([turns.take(step), turns.take(step), turns.take(step)]);
  expect(place).toBe(3);
});

test('a step that does not succeed ends those that wait, and none that is taken later', async () => {
  const turns = new Turns();
  const done: string[] = [];
  const step =
    (name: string, succeeds = true) =>
    (): Promise<boolean> => {
      done.push(name);
      return Promise.resolve(succeeds);
    };
  await Promise.all([turns.take(step('first')), turns.take(step('refused', false)), turns.take(step('waits'))]);
  await turns.take(step('later'));
  expect(done).toEqual(['first', 'refused', 'later']);
});

test('a step that throws is told to who took it, and ends those that wait', async () => {
  const turns = new Turns();
  const thrown = turns.take(() => Promise.reject(new Error('no disk')));
  const waiting = turns.take(() => Promise.reject(new Error('not reached')));
  await expect(thrown).rejects.toThrow('no disk');
  await waiting;
});
