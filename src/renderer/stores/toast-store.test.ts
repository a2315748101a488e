import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useToastStore } from './toast-store.ts';

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  useToastStore.setState({ toasts: [] });
  vi.useRealTimers();
});

const texts = (): readonly string[] => useToastStore.getState().toasts.map(({ text }) => text);

test('what is said again while it is on screen stands there once, and for its whole time from then on', () => {
  const { add } = useToastStore.getState();
  add('info', 'Choose a ticket first.');
  add('success', 'Ticket claimed');
  vi.advanceTimersByTime(5_000);
  add('info', 'Choose a ticket first.');
  expect(texts()).toEqual(['Ticket claimed', 'Choose a ticket first.']);
  vi.advanceTimersByTime(5_000);
  expect(texts()).toEqual(['Choose a ticket first.']);
  vi.advanceTimersByTime(1_000);
  expect(texts()).toEqual([]);
});

test('of two actions that are told in the same words each keeps its own notice, to be taken back', () => {
  const { add } = useToastStore.getState();
  add('success', 'Ticket claimed', [1]);
  add('success', 'Ticket claimed', [2]);
  expect(texts()).toEqual(['Ticket claimed', 'Ticket claimed']);
});
