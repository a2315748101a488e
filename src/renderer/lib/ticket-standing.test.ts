import { expect, test } from 'vitest';
import { anEvent } from '../../../tests/support/console-rows.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { ticketStanding } from './ticket-standing.ts';

const stay = (enteredAtMs: number): Ticket['stays'][number] => ({
  tier: 1,
  queueId: 'q',
  enteredAtMs,
  acceptedAtMs: null,
  leftAtMs: null,
});
const held = (assigneeId: string | null): Ticket => aTicket({ assigneeId, createdAtMs: 1, stays: [stay(1), stay(50)] });

test('a ticket is in its queue since it last came in, and held since its holder last took it', () => {
  const events = [anEvent('claimed', 'ana', 10), anEvent('claimed', 'bruno', 20), anEvent('accepted', 'ana', 60)];
  expect(ticketStanding({ ticket: held('ana'), events })).toEqual({ inQueueSinceMs: 50, heldSinceMs: 60 });
});

test('nobody holds it since never, and neither is it known of who was given it otherwise', () => {
  expect(ticketStanding({ ticket: held(null), events: [anEvent('claimed', 'ana', 10)] }).heldSinceMs).toBeNull();
  expect(ticketStanding({ ticket: held('bruno'), events: [anEvent('claimed', 'ana', 10)] }).heldSinceMs).toBeNull();
});
