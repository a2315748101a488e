import { expect, test } from 'vitest';
import type { Message } from '../../shared/domain/parts.ts';
import { newerMessages } from './newer-messages.ts';

const aMessage = (id: string, overrides: Partial<Message> = {}): Message => ({
  id,
  ticketId: 't',
  kind: 'customer',
  authorId: null,
  authorName: null,
  body: id,
  channel: 'chat',
  writtenAtMs: 0,
  sentAtMs: 0,
  ...overrides,
});
const ids = (messages: readonly Message[]): string => messages.map(({ id }) => id).join('');

const thread = [
  aMessage('a', { sentAtMs: 10 }),
  aMessage('b', { sentAtMs: 20, kind: 'reply' }),
  aMessage('n', { sentAtMs: 25, kind: 'note' }),
  aMessage('c', { sentAtMs: 30 }),
];

test('what came after the last message seen is new, without notes', () => {
  expect(ids(newerMessages(thread, 'a'))).toBe('bc');
  expect(ids(newerMessages(thread, 'c'))).toBe('');
});

test('who saw nothing has everything before them', () => {
  expect(ids(newerMessages(thread, null))).toBe('abc');
});

test('a reply that was written before but arrived after is new', () => {
  const late = aMessage('l', { kind: 'reply', writtenAtMs: 5, sentAtMs: 40 });
  expect(ids(newerMessages([late, ...thread], 'c'))).toBe('l');
});

test('what this computer has not sent yet is not news', () => {
  expect(ids(newerMessages([...thread, aMessage('mine', { kind: 'reply', sentAtMs: null })], 'c'))).toBe('');
});

test('when the message seen is not there, at least the newest is shown', () => {
  expect(ids(newerMessages(thread, 'elsewhere'))).toBe('c');
});
