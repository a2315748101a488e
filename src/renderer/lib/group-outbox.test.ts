import { expect, test } from 'vitest';
import type { OutboxEntry } from '../db/outbox-entry.ts';
import { groupOutbox } from './group-outbox.ts';

let seq = 0;
function entry(ticketId: string | null, change: Partial<OutboxEntry> = {}): OutboxEntry {
  seq += 1;
  const args = { ticketId, status: 'open' };
  return {
    id: String(seq),
    seq,
    name: 'ticket.setStatus',
    args,
    performedAtMs: seq,
    state: 'kept',
    ticketId,
    ...change,
  };
}
const sizes = (entries: readonly OutboxEntry[]): number[] => groupOutbox(entries).map((group) => group.entries.length);

/** One alert of a ticket, acknowledged. */
const seen = (ticketId: string, alertId: string): OutboxEntry =>
  entry(ticketId, { name: 'alert.acknowledge', args: { ticketId, alertId, markId: `mark of ${alertId}` } });

test('five hundred tickets set at once are one line', () => {
  expect(sizes(Array.from({ length: 500 }, (_, index) => entry(`t${index}`)))).toEqual([500]);
});

test('another act, another state, another time or the same ticket again begins another line', () => {
  expect(sizes([entry('a'), entry('b', { name: 'ticket.claim' }), entry('c', { name: 'ticket.claim' })])).toEqual([
    1, 2,
  ]);
  expect(sizes([entry('a', { state: 'acknowledged' }), entry('b')])).toEqual([1, 1]);
  expect(sizes([entry('a'), entry('b', { performedAtMs: 900_000 })])).toEqual([1, 1]);
  expect(sizes([entry('a'), entry('b'), entry('a')])).toEqual([2, 1]);
});

test('the alerts of several tickets acknowledged at once are one line, and another alert of the same ticket is another', () => {
  expect(sizes([seen('a', '1'), seen('b', '2'), seen('c', '3')])).toEqual([3]);
  expect(sizes([seen('a', '1'), seen('a', '2')])).toEqual([1, 1]);
});

test('what was typed on each is told on each, and what is about no ticket alone', () => {
  const reply = (ticketId: string): OutboxEntry =>
    entry(ticketId, { args: { ticketId, messageId: ticketId, body: 'Oi' } });
  expect(sizes([reply('a'), reply('b')])).toEqual([1, 1]);
  expect(sizes([entry(null), entry(null)])).toEqual([1, 1]);
});

test('in whatever order, no entry is lost or told twice', () => {
  const all = ['a', 'b', 'a', 'c', 'c', 'd'].map((id) => entry(id));
  expect(groupOutbox(all).flatMap(({ entries }) => entries)).toEqual(all);
});
