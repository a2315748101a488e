import { z } from 'zod';

/** An answer is expected within a year: later instants are a slip of the pen. */
export const LONGEST_WAIT_MS = 366 * 86_400_000;

/** So many cases a ticket may have with vendors, those that were settled too. */
export const MAX_VENDOR_CASES = 50;

/**
 * A supplier that tickets are referred to. `answerMs` is how long its contract lets it take, in the time of the calendar
 * `calendarId`, or of the clock on the wall where that is null; null where nothing is agreed.
 */
export const vendorSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(120),
  contractRef: z.string().max(80),
  contact: z.string().max(300),
  answerMs: z.int().positive().max(LONGEST_WAIT_MS).nullable(),
  calendarId: z.uuid().nullable(),
  isActive: z.boolean(),
});
export type Vendor = z.infer<typeof vendorSchema>;

const CASE_STATES = ['open', 'answered', 'withdrawn'] as const;

/**
 * What was asked of a vendor on a ticket, and what came of it. `reference` is the vendor's own number. `outcome` is what it
 * answered, or why the case was withdrawn. Instants are epoch ms; `expectedAtMs` is by the clock on the wall.
 */
export const vendorCaseSchema = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  vendorId: z.uuid(),
  contract: z.string(),
  reference: z.string().nullable(),
  asked: z.string(),
  expectedAtMs: z.int().nullable(),
  openedById: z.uuid(),
  openedAtMs: z.int(),
  state: z.enum(CASE_STATES),
  outcome: z.string().nullable(),
  settledById: z.uuid().nullable(),
  settledAtMs: z.int().nullable(),
});
export type VendorCase = z.infer<typeof vendorCaseSchema>;

/**
 * What a ticket itself holds of a case: all that its clocks and its other rules need. `isWaiting` says that the ticket went
 * into waiting for this answer; `endedAtMs` is when the case was settled, null while it is open.
 */
export const vendorCaseBriefSchema = z.object({
  id: z.uuid(),
  vendorId: z.uuid(),
  vendorName: z.string(),
  openedAtMs: z.int(),
  expectedAtMs: z.int().nullable(),
  isWaiting: z.boolean(),
  endedAtMs: z.int().nullable(),
});
export type VendorCaseBrief = z.infer<typeof vendorCaseBriefSchema>;

/** The cases of a ticket that no vendor has answered yet, the oldest first. */
export function openVendorCases({
  vendorCases = [],
}: {
  readonly vendorCases?: readonly VendorCaseBrief[] | undefined;
}): readonly VendorCaseBrief[] {
  return vendorCases.filter(({ endedAtMs }) => endedAtMs === null);
}
