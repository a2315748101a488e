import { expect, test } from 'vitest';
import { ReadModel } from './read-model.ts';

test('a value says that it is being read until it is of the last change, which came during a read', async () => {
  let stored = 'old';
  const asked: (() => void)[] = [];
  const model = new ReadModel('none', async () => {
    const found = stored;
    await new Promise<void>((resolve) => asked.push(resolve));
    return found;
  });
  expect(model.reading).toBeNull();
  model.refresh();
  const { reading } = model;
  stored = 'new';
  model.refresh();
  expect(model.reading).toBe(reading);
  asked[0]?.();
  await expect.poll(() => model.get()).toBe('old');
  expect(model.reading).toBe(reading);
  asked[1]?.();
  await reading;
  expect(model.get()).toBe('new');
  expect(model.reading).toBeNull();
});
