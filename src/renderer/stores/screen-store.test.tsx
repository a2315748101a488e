import { afterEach, expect, test } from 'vitest';
import { guardLeaving } from './leave-guard.ts';
import { useScreenStore } from './screen-store.ts';

const { go, reset } = useScreenStore.getState();
const kindNow = (): string => useScreenStore.getState().screen.kind;
afterEach(reset);

test('a screen opens at once where nothing is unsaved', () => {
  go({ kind: 'administration', section: 'people' });
  expect(useScreenStore.getState().screen).toEqual({ kind: 'administration', section: 'people' });
});

test('what is unsaved is asked about first, and left only when that is agreed to', () => {
  go({ kind: 'administration', section: 'people' });
  const asked: (() => void)[] = [];
  const stop = guardLeaving((leave) => asked.push(leave));
  go({ kind: 'desk' });
  expect(kindNow()).toBe('administration');
  asked[0]?.();
  expect(kindNow()).toBe('desk');
  stop();
  go({ kind: 'administration', section: 'queues' });
  expect(kindNow()).toBe('administration');
  expect(asked).toHaveLength(1);
});

test('a guard that ends late takes away no other that has begun since', () => {
  const endFirst = guardLeaving(() => undefined);
  const endSecond = guardLeaving(() => undefined);
  endFirst();
  go({ kind: 'administration', section: 'audit' });
  expect(kindNow()).toBe('desk');
  endSecond();
});
