import { expect, test } from 'vitest';
import { EventQueue } from './event-queue.ts';

function aQueue() {
  const delivered: unknown[] = [];
  const queue = new EventQueue((channel, payload) => delivered.push([channel, payload]));
  return { queue, delivered };
}

test('an event waits for the page to listen to its channel, and comes once', () => {
  const { queue, delivered } = aQueue();
  queue.send('ticket:open', 1);
  queue.send('ticket:open', 2);
  queue.hear('power:resumed', true);
  expect(delivered).toEqual([]);
  queue.hear('ticket:open', true);
  queue.hear('ticket:open', true);
  queue.send('ticket:open', 3);
  expect(delivered).toEqual([1, 2, 3].map((payload) => ['ticket:open', payload]));
});

test('what happens while the page is gone is there for the next one', () => {
  const { queue, delivered } = aQueue();
  queue.hear('ticket:open', true);
  queue.pageGone();
  queue.send('ticket:open', 1);
  expect(delivered).toEqual([]);
  queue.hear('ticket:open', true);
  expect(delivered).toEqual([['ticket:open', 1]]);
});

test('a page that ceases to listen misses nothing until it listens again', () => {
  const { queue, delivered } = aQueue();
  queue.hear('ticket:open', true);
  queue.hear('ticket:open', false);
  queue.send('ticket:open', 1);
  queue.hear('ticket:open', true);
  expect(delivered).toEqual([['ticket:open', 1]]);
});

test('a page that never listens costs the oldest events, not the memory', () => {
  const { queue, delivered } = aQueue();
  for (let n = 0; n < 100; n++) queue.send('alert:failed', n);
  queue.hear('alert:failed', true);
  expect(delivered).toHaveLength(20);
  expect(delivered.at(-1)).toEqual(['alert:failed', 99]);
});
