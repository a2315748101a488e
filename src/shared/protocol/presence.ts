import { z } from 'zod';

/** The largest body of a word about presence, in bytes: four short members. */
export const MAX_PRESENCE_BYTES = 1_024;
/** A window says again where it is this often, */
export const PRESENCE_RENEW_MS = 20_000;
/** and is forgotten when it has been silent for this long: two words may get lost. */
export const PRESENCE_FORGET_MS = 45_000;

export const presenceStateSchema = z.enum(['viewing', 'answering']);
export type PresenceState = z.infer<typeof presenceStateSchema>;

/** Where one window of a client is: on a ticket, reading or writing an answer; or, with null, on none. */
export const presenceRequestSchema = z.object({
  clientId: z.uuid(),
  /** Tells the windows of a client apart; a client with one window needs none. */
  windowId: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional(),
  ticketId: z.uuid().nullable(),
  state: presenceStateSchema,
});
export type PresenceRequest = z.infer<typeof presenceRequestSchema>;

/** Who is at a ticket now, once each, by id; nobody when they have all left. Replaces what was told of that ticket before. */
export const presenceEventSchema = z.object({
  ticketId: z.uuid(),
  people: z.array(z.object({ userId: z.uuid(), state: presenceStateSchema })),
});
export type PresenceEvent = z.infer<typeof presenceEventSchema>;
