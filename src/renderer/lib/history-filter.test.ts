import { expect, test } from 'vitest';
import { EVENT_KINDS, type TicketEvent } from '../../shared/domain/parts.ts';
import { filterHistory, NOBODY, personOf, receivedLateAtMs, topicOf, WHOLE_HISTORY } from './history-filter.ts';

const event = (change: Partial<TicketEvent>): TicketEvent => ({
  id: 'e',
  ticketId: 't',
  kind: 'noted',
  actorId: 'ana',
  atMs: 0,
  receivedAtMs: 0,
  data: {},
  source: null,
  ...change,
});

test('a history is narrowed by what its lines are about and by who did it, and keeps its order', () => {
  const events = EVENT_KINDS.map((kind, index) => event({ kind, actorId: index % 2 === 0 ? 'ana' : null }));
  expect(filterHistory(events, WHOLE_HISTORY)).toBe(events);
  const clocks = filterHistory(events, { topic: 'clock', person: null });
  expect(clocks.map(({ kind }) => kind)).toEqual(['sla_warned', 'sla_breached']);
  const system = filterHistory(events, { topic: null, person: NOBODY });
  expect(system).toEqual(events.filter(({ actorId }) => actorId === null));
  expect(filterHistory(events, { topic: 'clock', person: 'ana' }).every(({ actorId }) => actorId === 'ana')).toBe(true);
});

test('what another system did is its own person’s, and what nobody knows is about something else', () => {
  const source = { system: 'old', ref: '1', actorName: 'Bia', text: '' };
  expect(personOf(event({ source }))).toBe('source:Bia');
  expect(topicOf(event({ kind: 'external' }))).toBe('other');
});

test('only what arrived more than a minute after it was done counts as done offline', () => {
  expect(receivedLateAtMs(event({ atMs: 0, receivedAtMs: 60_000 }))).toBeNull();
  expect(receivedLateAtMs(event({ atMs: 0, receivedAtMs: 60_001 }))).toBe(60_001);
  expect(receivedLateAtMs(event({ atMs: 0, receivedAtMs: null }))).toBeNull();
  expect(receivedLateAtMs(event({ atMs: 0, receivedAtMs: 90_000, actorId: null }))).toBeNull();
});
