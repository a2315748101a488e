import { z } from 'zod';
import { prioritySchema } from '../domain/priority.ts';
import { alertKindSchema } from '../notifications/kinds.ts';
import { eventChannel, invokeChannel } from './channel.ts';

/** The most alerts one plan holds. The page sends the nearest ones, and plans anew as they come due. */
export const MAX_PLANNED_ALERTS = 200;

const alertId = z.string().min(1).max(200);

const alertSchema = z.object({
  /** Names one alert for ever: the same id never fires twice unless it was snoozed, not after a restart either. */
  id: alertId,
  ticketId: z.uuid(),
  /** What it is about; whether it is told is its person's to say (settings). */
  kind: alertKindSchema,
  priority: prioritySchema,
  /** When it is due by this machine's own clock (the page has the offset to the backend's). */
  atMs: z.int(),
  title: z.string().min(1).max(120),
  /** Plain text; main escapes it where the desktop would read markup. */
  body: z.string().max(500),
  /** 'critical' stays on screen until it is dismissed, where the desktop allows that. */
  urgency: z.enum(['normal', 'critical']),
  /** What it is told together with when many fall due at once; null: with nothing but others of null. */
  queueId: z.uuid().nullable(),
  /** The queue's name, for "12 tickets at risk in N1". */
  groupName: z.string().max(200),
  /** Shown again every five minutes until it is acknowledged or withdrawn. */
  insists: z.boolean(),
  /** Whether the person may take the ticket from the alert: nobody has it, it has not ended, and its queue is in their view. */
  canTake: z.boolean(),
});
export type PlannedAlert = z.infer<typeof alertSchema>;

/**
 * Replaces the plan: every alert that is still to come, and every one that came due within the last hour, is not acknowledged
 * and is still true. An empty one cancels them. They fire as native notifications with the window hidden and the page
 * reloading or crashed too. Due ones fire at once; ones more than ten minutes late do not, and those that came due while the
 * machine slept or was offline are announced together in one. What is on the screen and no longer in the plan is withdrawn.
 * `isStale`: the page has not heard of the backend for ten minutes; what fires says that it may be out of date.
 * `pendingCount` is how many are still to come.
 */
export const planAlerts = invokeChannel(
  'alerts:plan',
  z.object({ alerts: z.array(alertSchema).max(MAX_PLANNED_ALERTS), isStale: z.boolean() }),
  z.object({ pendingCount: z.int().min(0) }),
);

/** These are known, here or on another device: they are withdrawn, insist no more and never fire again. */
export const acknowledgeAlerts = invokeChannel(
  'alerts:acknowledge',
  z.object({ ids: z.array(alertId).max(2_000) }),
  z.void(),
);

/** Withdraws an alert until an instant by this machine's own clock, and fires it again then where it is still planned. */
export const snoozeAlert = invokeChannel('alerts:snooze', z.object({ id: alertId, untilMs: z.int() }), z.void());

/**
 * Shows an alert now, quiet hours or not, to see whether the system lets alerts through. 'unsure': the system has not said.
 * `isQuiet`: a real one would wait at this moment.
 */
export const testAlert = invokeChannel(
  'alerts:test',
  z.void(),
  z.object({ outcome: z.enum(['shown', 'blocked', 'unsure']), isQuiet: z.boolean() }),
);

const trayStateSchema = z.object({
  /** How many tickets are at risk or past their deadline; what the icon and the badge show. 0 shows none. */
  count: z.int().min(0).max(9_999),
  /** How many of them are past it. */
  breached: z.int().min(0).max(9_999),
  /** The most urgent ones, first first, as the tray's menu names them. */
  urgent: z.array(z.object({ ticketId: z.uuid(), text: z.string().max(120) })).max(5),
  state: z.enum(['calm', 'risk', 'breached', 'offline']),
});
export type TrayState = z.infer<typeof trayStateSchema>;

/** What the icon in the tray and the number on the dock or taskbar say, where there are such. */
export const showTray = invokeChannel('alerts:tray', trayStateSchema, z.void());

/** Which ticket is open in this window; its alerts are not shown while the window has the focus. */
export const focusedTicket = invokeChannel(
  'alerts:focused-ticket',
  z.object({ ticketId: z.uuid().nullable() }),
  z.void(),
);

/** What the person did on a notification or in the tray. `untilMs` is given for a snooze. */
export const alertActed = eventChannel(
  'alert:acted',
  z.object({
    id: z.string(),
    ticketId: z.uuid(),
    action: z.enum(['opened', 'taken', 'snoozed', 'acknowledged']),
    untilMs: z.int().nullable(),
  }),
);

/** The desktop could not show an alert (no notification service, switched off): the page shows it instead. */
export const alertFailed = eventChannel(
  'alert:failed',
  z.object({ id: z.string(), title: z.string(), body: z.string() }),
);

/** The notification of many tickets of one queue was clicked: the console, in front already, shows that queue. */
export const queueOpenRequested = eventChannel('queue:open', z.object({ queueId: z.uuid() }));
