import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anXesTrace, anyXesEvents } from '../../../tests/support/xes-builder.ts';
import { eventSchema, type TicketEvent } from '../../shared/domain/parts.ts';
import { type Ticket, ticketSchema } from '../../shared/domain/ticket.ts';
import { planTrace, tierOfGroup } from './plan.ts';
import { rehearse } from './rehearse.ts';
import type { XesTrace } from './xes-event.ts';

function imported(trace: XesTrace): { ticket: Ticket; events: TicketEvent[] } {
  const plan = planTrace(trace);
  const unit = rehearse(plan);
  const events = unit.written().flatMap((entry) => (entry.table === 'event' ? [eventSchema.parse(entry.row)] : []));
  return { ticket: ticketSchema.parse(unit.ticket(plan.ticketId)), events };
}

/** The names of a plan's mutations, those that carry an event of the log marked. */
function named(trace: XesTrace): string[] {
  return planTrace(trace).mutations.map(
    ({ name, args }) => `${name.slice('ticket.'.length)}${'source' in args ? '*' : ''}`,
  );
}

test('no mutation of any trace is refused, and every event of the log is in the history once, in its order', () => {
  fc.assert(
    fc.property(anyXesEvents, (events) => {
      const found = imported({ name: '1-1', events });
      const sources = found.events.flatMap(({ source }) => (source === null ? [] : [source]));
      expect(sources.map(({ ref }) => ref)).toEqual(events.map((_event, index) => `1-1#${index + 1}`));
      expect(sources.map(({ text }) => text)).toEqual(
        events.map(({ activity, transition, group }) => `${activity} / ${transition} · ${group}`),
      );
      expect(found.events.every(({ atMs, receivedAtMs }) => atMs === receivedAtMs)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('what is counted of a ticket equals what is counted of its trace', () => {
  fc.assert(
    fc.property(anyXesEvents, (events) => {
      const { ticket, events: history } = imported({ name: '1-1', events });
      // What is noise changes nothing, but a first event has to put the ticket somewhere.
      const telling = events.filter(({ activity }, index) => index === 0 || activity !== 'Unmatched');
      const tiers = telling.map(({ group }) => tierOfGroup(group));
      const steps = tiers.slice(1).map((tier, index) => tier - (tiers[index] ?? tier));
      expect(ticket.escalationCount).toBe(steps.filter((step) => step > 0).length);
      expect(ticket.returnCount).toBe(steps.filter((step) => step < 0).length);
      expect(Math.max(...ticket.stays.map(({ tier }) => tier))).toBe(Math.max(...tiers));
      const states = events
        .filter(({ activity }) => activity !== 'Unmatched')
        .map(({ activity }) => activity === 'Completed');
      expect(ticket.reopenCount).toBe(states.filter((isOver, index) => !isOver && states[index - 1] === true).length);
      expect(['resolved', 'closed', 'cancelled'].includes(ticket.status)).toBe(states.at(-1) === true);
      for (const [transition, reason] of [
        ['Wait - User', 'user'],
        ['Wait - Customer', 'organization'],
      ]) {
        const isInLog = events.some((event) => event.transition === transition);
        expect(history.some(({ data }) => data['to'] === 'waiting_customer' && data['reason'] === reason)).toBe(
          isInLog,
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('the groups of the log are of the line their name says', () => {
  expect(['G97', 'N26 2nd', 'V5 3rd', 'V30 2nd 3rd'].map(tierOfGroup)).toEqual([1, 2, 3, 3]);
});

test('a ticket that is queued, taken, moved up, sent back and resolved is made of those actions', () => {
  const trace = anXesTrace(
    '1-1',
    'Queued/Awaiting Assignment',
    'Accepted/In Progress',
    'Accepted/In Progress',
    'Queued/Awaiting Assignment V5 3rd',
    'Accepted/Wait - User V5 3rd',
    'Accepted/Wait - Customer V5 3rd',
    'Queued/Awaiting Assignment V5 3rd',
    'Accepted/Assigned G97',
    'Completed/Resolved',
    'Completed/Closed',
  );
  expect(named(trace)).toEqual([
    'create*',
    'claim*',
    'recordExternal*',
    'escalate*',
    'accept',
    'setStatus*',
    'setStatus',
    'setStatus*',
    'release*',
    'return',
    'accept*',
    'resolve*',
    'close*',
  ]);
  const { ticket } = imported(trace);
  expect(ticket).toMatchObject({
    status: 'closed',
    tier: 1,
    escalationCount: 1,
    returnCount: 1,
    pendingHandoverId: null,
  });
  expect(ticket.pauses.map(({ class: kind }) => kind)).toEqual(['customer', 'customer']);
});

test('a ticket that is completed at once, in a call, is resolved at the first contact', () => {
  const trace = anXesTrace('1-1', 'Completed/In Call');
  expect(named(trace)).toEqual(['create', 'claim', 'resolve*']);
  expect(imported(trace).ticket.resolution?.code).toBe('first_contact');
});

test('a ticket that is closed without a word of its resolution is resolved and closed', () => {
  const trace = anXesTrace('1-1', 'Accepted/In Progress', 'Completed/Closed');
  expect(named(trace)).toEqual(['create', 'claim*', 'resolve', 'close*']);
});

test('a ticket that comes back after it was completed is reopened, and its priority is that of its last event', () => {
  const trace = anXesTrace(
    '1-1',
    'Accepted/In Progress',
    'Completed/Resolved',
    'Unmatched/Unmatched',
    'Accepted/Assigned',
  );
  const last = trace.events.at(-1);
  const urgent = {
    ...trace,
    events: [...trace.events.slice(0, -1), ...(last === undefined ? [] : [{ ...last, impact: 'Major' as const }])],
  };
  expect(named(urgent)).toEqual(['create', 'claim*', 'resolve*', 'recordExternal*', 'reopen*']);
  expect(imported(urgent).ticket).toMatchObject({ status: 'open', reopenCount: 1, priority: 'P1' });
});

test('a ticket that is completed again by another line stays ended and is there without being reopened', () => {
  const trace = anXesTrace('1-1', 'Accepted/In Progress', 'Completed/Resolved', 'Completed/Closed V5 3rd');
  expect(named(trace)).toEqual(['create', 'claim*', 'resolve*', 'escalate', 'accept', 'close*']);
  expect(imported(trace).ticket).toMatchObject({ status: 'closed', tier: 3, reopenCount: 0 });
});

test('the same trace gives the same ids, so that it is found again', () => {
  const trace = anXesTrace('1-1', 'Accepted/In Progress');
  expect(planTrace(trace)).toEqual(planTrace(trace));
  expect(planTrace({ ...trace, name: '1-2' }).ticketId).not.toBe(planTrace(trace).ticketId);
});
