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

test('where there is no more room an alert goes before what can be taken back, else what came first', () => {
  const { add } = useToastStore.getState();
  add('success', 'Ticket claimed', [1]);
  add('alert', 'N1-1385: SLA breached');
  add('alert', 'N1-1386: SLA breached');
  add('alert', 'N1-1387: SLA breached');
  expect(texts()).toEqual(['Ticket claimed', 'N1-1386: SLA breached', 'N1-1387: SLA breached']);
  add('danger', 'That was not possible.');
  add('danger', 'Nor was that.');
  add('danger', 'Nor this.');
  expect(texts()).toEqual(['That was not possible.', 'Nor was that.', 'Nor this.']);
});
