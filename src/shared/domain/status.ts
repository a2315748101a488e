import { z } from 'zod';

/** What stops a clock while it lasts (docs/sla.md): only a status of one of these classes pauses anything. */
export const PAUSE_CLASSES = ['customer', 'vendor', 'change', 'scheduled'] as const;
export const pauseClassSchema = z.enum(PAUSE_CLASSES);
export type PauseClass = z.infer<typeof pauseClassSchema>;

/**
 * The states of a ticket. `new` has not been worked on since it was created; `open` is being worked on or waits
 * in its queue; the waiting states pause clocks; the last three have ended.
 */
export const STATUSES = [
  'new',
  'open',
  'waiting_customer',
  'waiting_vendor',
  'waiting_change',
  'scheduled',
  'resolved',
  'closed',
  'cancelled',
] as const;
export const statusSchema = z.enum(STATUSES);
export type Status = z.infer<typeof statusSchema>;

/** The states an agent sets by hand; the others come from an action of their own (resolve, close, cancel, reopen). */
export const WORKING_STATUSES = ['open', 'waiting_customer', 'waiting_vendor', 'waiting_change', 'scheduled'] as const;
export const workingStatusSchema = z.enum(WORKING_STATUSES);
export type WorkingStatus = z.infer<typeof workingStatusSchema>;

const PAUSE_CLASS_OF: Readonly<Partial<Record<Status, PauseClass>>> = {
  waiting_customer: 'customer',
  waiting_vendor: 'vendor',
  waiting_change: 'change',
  scheduled: 'scheduled',
};

/** The pause class of a status, or null for one that lets the clocks run. */
export function pauseClassOf(status: Status): PauseClass | null {
  return PAUSE_CLASS_OF[status] ?? null;
}

const ENDED: ReadonlySet<Status> = new Set(['resolved', 'closed', 'cancelled']);

/** Whether work on a ticket in this status has ended. */
export function hasEnded(status: Status): boolean {
  return ENDED.has(status);
}
