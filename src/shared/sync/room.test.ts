import { expect, test } from 'vitest';
import { roomOf } from './room.ts';

test('the tighter of the disk and the browser decides how much room there is', () => {
  expect(roomOf(10_000_000_000, 10_000_000_000)).toBe('ample');
  expect(roomOf(499_000_000, 10_000_000_000)).toBe('short');
  expect(roomOf(10_000_000_000, 499_000_000)).toBe('short');
  expect(roomOf(99_000_000, 499_000_000)).toBe('scarce');
});

test('what cannot be told does not frighten anybody', () => {
  expect(roomOf(null, null)).toBe('ample');
  expect(roomOf(null, 1)).toBe('scarce');
});
