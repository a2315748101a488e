import { expect, test } from 'vitest';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { glimpseOf } from '../../shared/access/glimpse.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { calendarSource } from '../../shared/sla/calendar-source.ts';
import { placeTicket } from './ticket-order.ts';

const place = (row: Ticket) => placeTicket(row, [], calendarSource([]), 0, 'me');

test('a glimpse of a ticket is in no lane that a list has, is nobody’s, and waits for nobody', () => {
  expect(place(aTicket({ assigneeId: 'me' }))).toMatchObject({ lane: 0, holder: 'me' });
  expect(place(aTicket({ status: 'closed' }))).toMatchObject({ lane: 1 });
  const glimpse = place(glimpseOf(aTicket({ assigneeId: 'me', supervisorCallId: 'call' })));
  expect(glimpse).toMatchObject({ lane: 2, queue: 'q1' });
  expect([glimpse.holder, glimpse.waits]).toEqual([undefined, undefined]);
});
