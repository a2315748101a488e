import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aTicket } from '../../../../tests/support/ticket-row.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import { useComposerStore } from '../../stores/composer-store.ts';
import { useHeldDetail } from './use-held-detail.ts';

function aDetail(id: string, subject = ''): TicketDetail {
  return {
    ticket: aTicket({ id, subject }),
    messages: [],
    attempts: [],
    handovers: [],
    attachments: [],
    vendorCases: [],
    subtickets: [],
    events: [],
  };
}

type Held = TicketDetail | null | undefined;
type Props = { readonly now: Held; readonly chosenId: string | null };

const hold = (now: Held, chosenId: string | null) =>
  renderHook(({ now: detail, chosenId: id }: Props) => useHeldDetail(detail, id), { initialProps: { now, chosenId } });

/** A frame of the page, and what follows it. */
const frame = (): void => act(() => void vi.advanceTimersByTime(20));

beforeEach(() => {
  vi.useFakeTimers();
  // jsdom has none.
  vi.stubGlobal('scheduler', { postTask: (run: () => void) => setTimeout(run, 0) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('while a ticket is read the one before stays, but not when the read takes its time', () => {
  const first = aDetail('a');
  const { result, rerender } = hold(first, 'a');
  rerender({ now: undefined, chosenId: 'b' });
  frame();
  expect(result.current).toBe(first);
  act(() => void vi.advanceTimersByTime(150));
  expect(result.current).toBeUndefined();
});

test('the ticket that was read takes its place, and what changes in it shows at once', () => {
  const { result, rerender } = hold(aDetail('a'), 'a');
  rerender({ now: undefined, chosenId: 'b' });
  frame();
  rerender({ now: aDetail('b'), chosenId: 'b' });
  expect(result.current?.ticket.id).toBe('b');
  const changed = aDetail('b', 'changed');
  rerender({ now: changed, chosenId: 'b' });
  expect(result.current).toBe(changed);
});

test('another ticket waits for the frame in which the list shows it, and of several only the last is drawn', () => {
  const { result, rerender } = hold(aDetail('a'), 'a');
  rerender({ now: aDetail('b'), chosenId: 'b' });
  expect(result.current?.ticket.id).toBe('a');
  rerender({ now: aDetail('c'), chosenId: 'c' });
  expect(result.current?.ticket.id).toBe('a');
  frame();
  expect(result.current?.ticket.id).toBe('c');
});

test('one that somebody is about to write in is drawn at once: what is typed next must find its field', () => {
  const { result, rerender } = hold(aDetail('a'), 'a');
  rerender({ now: aDetail('b'), chosenId: 'b' });
  act(() => useComposerStore.getState().write('b', 'reply'));
  expect(result.current?.ticket.id).toBe('b');
  act(() => useComposerStore.getState().focusTaken());
  expect(result.current?.ticket.id).toBe('b');
});

test('where no frame comes it is drawn all the same', () => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  const { result, rerender } = hold(aDetail('a'), 'a');
  rerender({ now: aDetail('b'), chosenId: 'b' });
  act(() => void vi.advanceTimersByTime(100));
  expect(result.current?.ticket.id).toBe('b');
});

test('back at the ticket that is still drawn, it shows what has changed in it meanwhile', () => {
  const { result, rerender } = hold(aDetail('a'), 'a');
  rerender({ now: aDetail('b'), chosenId: 'b' });
  const changed = aDetail('a', 'changed');
  rerender({ now: changed, chosenId: 'a' });
  expect(result.current).toBe(changed);
  frame();
  expect(result.current).toBe(changed);
});

test('nothing of a ticket stays when none is chosen, nor is it said of one being read that it has gone', () => {
  const { result, rerender } = hold(aDetail('a'), 'a');
  rerender({ now: null, chosenId: null });
  frame();
  expect(result.current).toBeNull();
  rerender({ now: undefined, chosenId: 'b' });
  expect(result.current).toBeUndefined();
});
