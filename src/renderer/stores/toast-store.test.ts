import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useToastStore } from './toast-store.ts';

const store = useToastStore.getState;
const texts = (): readonly string[] => store().toasts.map(({ text }) => text);

beforeEach(() => {
  vi.useFakeTimers();
  for (const { id } of store().toasts) store().dismiss(id);
});
afterEach(() => vi.useRealTimers());

test('what was done stays on screen, with its way back, however many alerts come at once', () => {
  store().add('success', 'taken', [7]);
  for (const text of ['one', 'two', 'three', 'four']) store().alert(text);
  expect(texts()).toEqual(['one', 'two', 'three', 'four', 'taken']);
  expect(store().toasts.at(-1)?.seqs).toEqual([7]);
});

test('an alert is shown beside three answers too', () => {
  for (const text of ['one', 'two', 'three', 'four']) store().add('success', text);
  store().alert('overdue');
  expect(texts()).toEqual(['overdue', 'two', 'three', 'four']);
});

test('bad news outlives the good news that follows, but not the last answer', () => {
  store().add('danger', 'disk full');
  for (const text of ['one', 'two', 'three']) store().add('success', text);
  expect(texts()).toEqual(['disk full', 'two', 'three']);
  for (const text of ['refused', 'refused again', 'and again']) store().add('danger', text);
  store().add('success', 'done');
  expect(texts()).toEqual(['refused again', 'and again', 'done']);
});

test('answers go after six seconds, alerts after fifteen, bad news when it is dismissed', () => {
  store().add('success', 'done');
  store().add('danger', 'refused');
  store().alert('overdue');
  vi.advanceTimersByTime(6_000);
  expect(texts()).toEqual(['overdue', 'refused']);
  vi.advanceTimersByTime(9_000);
  expect(texts()).toEqual(['refused']);
});

test('what is said again while it is on screen stands there once, and for its whole time from then on', () => {
  const { add } = store();
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
  const { add } = store();
  add('success', 'Ticket claimed', [1]);
  add('success', 'Ticket claimed', [2]);
  expect(texts()).toEqual(['Ticket claimed', 'Ticket claimed']);
});
