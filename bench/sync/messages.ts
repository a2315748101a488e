import { z } from 'zod';
import { userSchema } from '../../src/shared/domain/workspace.ts';

/** What the backend holds: how many tickets there are, and the ids of the first of the queue on screen. */
export const expectationSchema = z.object({ count: z.int(), top: z.array(z.uuid()) });
export type Expectation = z.infer<typeof expectationSchema>;

/** The ticket, among a hundred changed ones, that has left the first rows. */
export const changeSchema = z.object({ markerId: z.uuid() });
export type Change = z.infer<typeof changeSchema>;

export const idsSchema = z.array(z.uuid());
export const ticketSchema = z.object({ assigneeId: z.uuid().nullable() });

/** Who works, and on which queue. */
export const accountSchema = z.object({ user: userSchema, queueId: z.uuid() });
export type Account = z.infer<typeof accountSchema>;

/** Parts of the work, in this order; the first pull comes before all of them. */
export const PARTS = ['changes', 'acts', 'offline'] as const;
export type Part = (typeof PARTS)[number];

/** What one launch of the page measured, ms; lists are samples. Absent: not asked for. */
export const pageResultSchema = z.object({
  failure: z.string().optional(),
  /** From the start of the first pull to the last ticket in the database, and to the first rows on the page. */
  pullMs: z.number().optional(),
  firstRowsMs: z.number().optional(),
  /** The longest time during the first pull in which the page could not answer. */
  longestBlockMs: z.number().optional(),
  changesMs: z.array(z.number()).optional(),
  actVisibleMs: z.array(z.number()).optional(),
  actDiskMs: z.array(z.number()).optional(),
  actStrictDiskMs: z.array(z.number()).optional(),
  keptMs: z.number().optional(),
  acknowledgedMs: z.number().optional(),
  /** From the start of the page's script to the first rows. */
  startMs: z.number().optional(),
  /** What the page's JavaScript holds after a collection, before the database is opened and with the queue on screen. */
  emptyHeapMb: z.number().optional(),
  heapMb: z.number().optional(),
  /** What was compared with the backend and found different. */
  wrong: z.array(z.string()),
});
export type PageResult = z.infer<typeof pageResultSchema>;
