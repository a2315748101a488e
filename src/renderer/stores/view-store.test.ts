import { beforeEach, expect, test } from 'vitest';
import { useViewStore } from './view-store.ts';

const store = useViewStore.getState;

beforeEach(() => {
  store().show({ kind: 'all' });
  store().show({ kind: 'mine' });
  store().setOrder(['a', 'b', 'c']);
});

test('stepping begins at the top, goes on from the chosen ticket and stops at both ends', () => {
  const seen = [1, 1, 1, 1, -1, -1, -1].map((by) => {
    store().step(by);
    return store().ticketId;
  });
  expect(seen).toEqual(['a', 'b', 'c', 'c', 'b', 'a', 'a']);
});

test('when the chosen ticket leaves the list, the next step takes the one that came into its place', () => {
  store().select('b');
  store().setOrder(['a', 'c']);
  store().step(1);
  expect(store().ticketId).toBe('c');
});

test('when the chosen ticket leaves the list, a step back takes the one above it', () => {
  store().select('b');
  store().setOrder(['a', 'c']);
  store().step(-1);
  expect(store().ticketId).toBe('a');
});

test('an empty list has nothing to step to', () => {
  store().setOrder([]);
  store().step(1);
  expect(store().ticketId).toBeNull();
});

test('going to another list lets go of the ticket and shows what is open', () => {
  store().setLane('ended');
  store().select('a');
  store().show({ kind: 'queue', queueId: 'q' });
  expect(store()).toMatchObject({ lane: 'open', ticketId: null });
});

test('a key that comes before the rows of another list chooses none of the last one', () => {
  store().show({ kind: 'queue', queueId: 'q' });
  store().step(1);
  expect(store().ticketId).toBeNull();
});

test('what is asked before the rows have been read is done once they are there, in its order', () => {
  store().show({ kind: 'queue', queueId: 'q' });
  for (const by of [Number.MIN_SAFE_INTEGER, 1]) store().onceRead(() => store().step(by));
  store().setOrder(null);
  expect(store().ticketId).toBeNull();
  store().setOrder(['a', 'b', 'c']);
  expect(store().ticketId).toBe('b');
  store().setOrder(['c']);
  expect(store().ticketId).toBe('b');
});

test('what was asked of a list that was left, or before a ticket was picked, is not done any more', () => {
  const askAndThen = (leave: () => void): string | null => {
    store().show({ kind: 'all' });
    store().show({ kind: 'queue', queueId: 'q' });
    store().onceRead(() => store().step(1));
    leave();
    store().setOrder(['a', 'b', 'c']);
    return store().ticketId;
  };
  expect(askAndThen(() => store().show({ kind: 'mine' }))).toBeNull();
  expect(askAndThen(() => store().setLane('ended'))).toBeNull();
  expect(askAndThen(() => store().search())).toBeNull();
  store().leaveSearch();
  expect(askAndThen(() => store().select('c'))).toBe('c');
});
