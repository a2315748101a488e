import { expect, test } from 'vitest';
import { doneHere, follow, isUnderWay, noteDone, settled } from './done-here.ts';

test('what is waited for is noted before whoever waits for it looks', async () => {
  const keeping = Promise.withResolvers<number>();
  const act = async (): Promise<void> => noteDone([await follow(keeping.promise)]);
  void act();
  expect(isUnderWay()).toBe(true);
  const found = settled().then(doneHere);
  keeping.resolve(7);
  expect(await found).toEqual([[7]]);
  expect(isUnderWay()).toBe(false);
});

test('what fails is waited for no longer', async () => {
  const failing = follow(Promise.reject(new Error('the disk is full')));
  await settled();
  expect(isUnderWay()).toBe(false);
  await expect(failing).rejects.toThrow('the disk is full');
});
