import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PresenceAnnouncer } from './presence-announcer.ts';

const said: string[] = [];
let announcer: PresenceAnnouncer;

beforeEach(() => {
  vi.useFakeTimers();
  said.length = 0;
  announcer = new PresenceAnnouncer(({ ticketId, state }) => said.push(`${ticketId} ${state}`));
});
afterEach(() => {
  announcer.stop();
  vi.useRealTimers();
});

test('leafing through tickets says only where the agent settles', () => {
  for (const ticketId of ['a', 'b', 'c']) {
    announcer.lookAt(ticketId);
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(400);
  expect(said).toEqual(['c viewing']);
});

test('typing is said once at its beginning, and once when it has stopped for 20 s', () => {
  announcer.lookAt('a');
  vi.advanceTimersByTime(400);
  for (let key = 0; key < 5; key += 1) {
    announcer.typed('a');
    vi.advanceTimersByTime(1_000);
  }
  expect(said).toEqual(['a viewing', 'a answering']);
  vi.advanceTimersByTime(18_000);
  expect(said.at(-1)).toBe('a answering');
  vi.advanceTimersByTime(1_000);
  expect(said.at(-1)).toBe('a viewing');
});

test('a sent answer ends the answering at once', () => {
  announcer.lookAt('a');
  vi.advanceTimersByTime(400);
  announcer.typed('a');
  announcer.doneTyping();
  expect(said).toEqual(['a viewing', 'a answering', 'a viewing']);
});

test('where the window is gets said again every 20 s, and no longer when it has left', () => {
  announcer.lookAt('a');
  vi.advanceTimersByTime(60_400);
  expect(said).toEqual(Array.from({ length: 4 }, () => 'a viewing'));
  announcer.lookAt(null);
  vi.advanceTimersByTime(120_000);
  expect(said.slice(4)).toEqual(['null viewing']);
});

test('what was typed on one ticket is not answering on the next', () => {
  announcer.lookAt('a');
  vi.advanceTimersByTime(400);
  announcer.typed('a');
  announcer.lookAt('b');
  vi.advanceTimersByTime(400);
  expect(said.at(-1)).toBe('b viewing');
});
