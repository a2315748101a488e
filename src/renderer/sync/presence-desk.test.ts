import { expect, test } from 'vitest';
import type { PresenceRequest } from '../../shared/protocol/presence.ts';
import type { SyncBroadcast } from './messages.ts';
import { PresenceDesk } from './presence-desk.ts';

const T = '00000000-0000-7000-8000-0000000000a1';
const U = '00000000-0000-7000-8000-0000000000b1';
const event = (...states: readonly ('viewing' | 'answering')[]) => ({
  ticketId: T,
  people: states.map((state) => ({ userId: U, state })),
});

function aDesk(): {
  desk: PresenceDesk;
  sent: PresenceRequest[];
  told: SyncBroadcast[];
  line: { isOnline: boolean };
  answer: () => void;
} {
  const sent: PresenceRequest[] = [];
  const told: SyncBroadcast[] = [];
  const line = { isOnline: true };
  const waiting: (() => void)[] = [];
  const desk = new PresenceDesk({
    clientId: () => Promise.resolve('client'),
    isOnline: () => line.isOnline,
    send: (request) => {
      sent.push(request);
      return new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    },
    broadcast: (message) => told.push(message),
  });
  return { desk, sent, told, line, answer: () => waiting.shift()?.() };
}

test('a window that asks later is told all that is known, and a line that is gone takes it along', () => {
  const { desk, told } = aDesk();
  desk.hear(event('answering'));
  desk.tellAll();
  desk.hear(null);
  desk.hear(null);
  expect(told).toEqual([
    { type: 'presence', isWhole: false, events: [event('answering')] },
    { type: 'presence', isWhole: true, events: [event('answering')] },
    { type: 'presence', isWhole: true, events: [] },
  ]);
});

test('one word is on its way at a time, and of each window only the newest follows', async () => {
  const { desk, sent, answer } = aDesk();
  for (const state of ['viewing', 'answering', 'viewing', 'answering'] as const) {
    desk.say({ windowId: 'a', ticketId: T, state });
  }
  desk.say({ windowId: 'b', ticketId: null, state: 'viewing' });
  await expect.poll(() => sent.length).toBe(1);
  answer();
  await expect.poll(() => sent.length).toBe(2);
  answer();
  await expect.poll(() => sent.length).toBe(3);
  expect(sent.map(({ windowId, state }) => `${windowId} ${state}`)).toEqual(['a viewing', 'a answering', 'b viewing']);
});

test('nothing is said without a line, and nothing of it is kept for later', async () => {
  const { desk, sent, line } = aDesk();
  line.isOnline = false;
  desk.say({ windowId: 'a', ticketId: T, state: 'viewing' });
  line.isOnline = true;
  desk.say({ windowId: 'b', ticketId: T, state: 'viewing' });
  await expect.poll(() => sent.map(({ windowId }) => windowId)).toEqual(['b']);
});
