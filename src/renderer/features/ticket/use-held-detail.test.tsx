import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aTicket } from '../../../../tests/support/ticket-row.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
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
const hold = (detail: Held) =>
  renderHook(({ now }: { readonly now: Held }) => useHeldDetail(now), { initialProps: { now: detail } });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('while a ticket is read the one before stays, but not when the read takes its time', () => {
  const first = aDetail('a');
  const { result, rerender } = hold(first);
  rerender({ now: undefined });
  expect(result.current).toBe(first);
  act(() => void vi.advanceTimersByTime(150));
  expect(result.current).toBeUndefined();
});

test('the ticket that was read takes its place, and what changes in it shows at once', () => {
  const { result, rerender } = hold(aDetail('a'));
  rerender({ now: undefined });
  rerender({ now: aDetail('b') });
  expect(result.current?.ticket.id).toBe('b');
  const changed = aDetail('b', 'changed');
  rerender({ now: changed });
  expect(result.current).toBe(changed);
});

test('nothing of a ticket stays when none is chosen, nor is it said of one being read that it has gone', () => {
  const { result, rerender } = hold(aDetail('a'));
  rerender({ now: null });
  expect(result.current).toBeNull();
  rerender({ now: undefined });
  expect(result.current).toBeUndefined();
});
