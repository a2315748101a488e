import { z } from 'zod';
import { attachmentSchema } from '../domain/attachment.ts';
import { attemptSchema, eventSchema, handoverSchema, messageSchema } from '../domain/parts.ts';
import { subticketSchema } from '../domain/subticket.ts';
import { ticketSchema } from '../domain/ticket.ts';
import { vendorCaseSchema } from '../domain/vendor.ts';

/** More than anybody types; a page that was pasted in is no question. */
export const LONGEST_QUERY = 500;

/** What is searched for, in the words of the console's search, in either language. `cursor` is what the page before gave as `next`. */
export const searchQuerySchema = z.object({
  q: z.string().min(1).max(LONGEST_QUERY),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(200).optional(),
});

/**
 * Tickets as sync has them, newest first. `next` is null at the end; a page may have fewer tickets than asked for, or none,
 * and yet not be the last. `isWhole` is false while the backend still reads tickets that it had before an upgrade.
 */
export const searchAnswerSchema = z.object({
  tickets: z.array(ticketSchema),
  next: z.string().nullable(),
  isWhole: z.boolean(),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

/** A ticket with everything that belongs to it, as sync has it, each list in no order that is promised. */
export const wholeTicketSchema = z.object({
  ticket: ticketSchema,
  messages: z.array(messageSchema),
  attempts: z.array(attemptSchema),
  handovers: z.array(handoverSchema),
  attachments: z.array(attachmentSchema),
  vendorCases: z.array(vendorCaseSchema).default([]),
  subtickets: z.array(subticketSchema).default([]),
  events: z.array(eventSchema),
});
export type WholeTicket = z.infer<typeof wholeTicketSchema>;
