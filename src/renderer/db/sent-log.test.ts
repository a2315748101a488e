import { expect, test } from 'vitest';
import type { OutboxEntry } from './outbox-entry.ts';
import { type OutboxSight, SentLog } from './sent-log.ts';

const entry = (id: string): OutboxEntry => ({
  id,
  seq: Number(id),
  name: 'ticket.note',
  args: {},
  performedAtMs: Number(id),
  state: 'kept',
  ticketId: null,
});

function sight(
  ids: readonly string[],
  { refused = [], hidden = [] }: { refused?: readonly string[]; hidden?: readonly string[] } = {},
): OutboxSight {
  return {
    shown: ids.map(entry),
    presentIds: new Set([...ids, ...hidden]),
    refused: refused.map(entry),
  };
}

const sent = (log: SentLog): string => log.sent.map(({ id }) => id).join('');

test('what leaves the outbox was sent, the newest first, and the last five are remembered', () => {
  const log = new SentLog();
  log.take(sight(['1', '2', '3', '4', '5', '6', '7']));
  expect(sent(log)).toBe('');
  log.take(sight(['3', '4', '5', '6', '7']));
  expect(sent(log)).toBe('21');
  log.take(sight([]));
  expect(sent(log)).toBe('76543');
  expect(log.sent.every(({ state }) => state === 'sent')).toBe(true);
});

test('what was refused was not sent, and neither was what was withdrawn', () => {
  const log = new SentLog();
  log.take(sight(['1', '2', '3']));
  log.take(sight([], { refused: ['1'], hidden: ['2'] }));
  log.take(sight([]));
  expect(sent(log)).toBe('3');
});
