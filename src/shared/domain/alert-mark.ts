import { z } from 'zod';
import { deriveId } from '../lib/derive-id.ts';

/** Names one alert for ever, on every machine (notifications/clock-alerts.ts, event-alerts.ts). */
export const alertIdSchema = z.string().min(1).max(200);

/**
 * What a person has made of an alert of a ticket: seen (`acknowledged`), or put off until `untilMs`. One row for each
 * alert and person, so that it holds on all of their devices; colleagues see who has taken note, and when.
 */
export const alertMarkSchema = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  alertId: alertIdSchema,
  userId: z.uuid(),
  state: z.enum(['acknowledged', 'snoozed']),
  untilMs: z.int().nullable(),
  atMs: z.int(),
});
export type AlertMark = z.infer<typeof alertMarkSchema>;

/** The id of a person's mark on an alert: the same on each of their devices, so that two of them make one row. */
export function markIdOf(alertId: string, userId: string): string {
  return deriveId(0, `${alertId}:${userId}`);
}
