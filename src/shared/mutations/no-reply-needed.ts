import { z } from 'zod';
import { owesResponse, withAnswer } from './response.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/**
 * Says that what the customer wrote last needs no answer ("thank you"): the clock of the next response ends. Refused as
 * `conflict.thread_moved` when the customer has written since, `conflict.answered` when no answer is due.
 */
export const noReplyNeeded = ticketMutation({
  name: 'ticket.noReplyNeeded',
  args: z.object({
    ...ticketArgs,
    /** The last message to or from the customer that was seen. */
    lastSeenMessageId: z.uuid().nullable(),
  }),
  rule({ ticket, atMs, done }, { lastSeenMessageId }) {
    if (ticket.lastMessageId !== lastSeenMessageId) {
      return {
        code: 'conflict.thread_moved',
        message: 'the conversation has gone on since it was last seen',
        details: { lastMessageId: ticket.lastMessageId, lastSeenMessageId },
      };
    }
    if (!owesResponse(ticket)) return { code: 'conflict.answered', message: 'no answer to the customer is due' };
    return done(withAnswer(ticket, atMs), 'no_reply_needed');
  },
});
