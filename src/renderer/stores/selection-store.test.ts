import { beforeEach, expect, test } from 'vitest';
import { markedInOrder, useSelectionStore } from './selection-store.ts';
import { useViewStore } from './view-store.ts';

const selection = useSelectionStore.getState;
const view = useViewStore.getState;
const marked = (): string => markedInOrder().join('');

beforeEach(() => {
  view().show({ kind: 'all' });
  view().show({ kind: 'mine' });
  view().setOrder(['a', 'b', 'c', 'd', 'e']);
  selection().clear();
});

test('a run grows from where it began, and shrinks again to the other side of it', () => {
  selection().extendTo('c', 'b');
  expect(marked()).toBe('bc');
  selection().extendTo('e', 'c');
  expect(marked()).toBe('bcde');
  selection().extendTo('a', 'e');
  expect(marked()).toBe('ab');
});

test('a run adds to what was selected one by one', () => {
  selection().toggle('a');
  selection().toggle('d');
  selection().extendTo('e', 'd');
  expect(marked()).toBe('ade');
  selection().extendTo('d', 'e');
  expect(marked()).toBe('ad');
});

test('toggling twice leaves nothing', () => {
  selection().toggle('b');
  selection().toggle('b');
  expect(marked()).toBe('');
});

test('what leaves the list is let go, and does not come back selected', () => {
  selection().mark(['a', 'b', 'c']);
  view().setOrder(['a', 'c', 'd']);
  expect(marked()).toBe('ac');
  view().setOrder(['a', 'b', 'c', 'd']);
  expect(marked()).toBe('ac');
});

test('a run whose beginning has left goes on from the chosen ticket, with what it had', () => {
  selection().extendTo('b', 'a');
  view().setOrder(['b', 'c', 'd']);
  selection().extendTo('d', 'c');
  expect(marked()).toBe('bcd');
});

test('another list, or its other half, begins with nothing selected', () => {
  selection().mark(['a']);
  view().setLane('ended');
  expect(selection().marked.size).toBe(0);
  selection().mark(['a']);
  view().show({ kind: 'all' });
  expect(selection().marked.size).toBe(0);
});
