import { z } from 'zod';
import type { Priority } from '../domain/priority.ts';
import type { Zone } from '../sla/zone.ts';
import { type AlertKind, alertKindSchema, factsOf } from './kinds.ts';
import { quietHoursSchema, quietUntilMs } from './quiet-hours.ts';

/** What a person wants to be told outside the window, and when. */
export const notificationPreferencesSchema = z.strictObject({
  /** What was chosen; a kind that is not named is as it is at first. */
  kinds: z.partialRecord(alertKindSchema, z.boolean()),
  hasSound: z.boolean(),
  quiet: quietHoursSchema,
});
export type NotificationPreferences = z.infer<typeof notificationPreferencesSchema>;

export const defaultNotificationPreferences: NotificationPreferences = {
  kinds: {},
  hasSound: true,
  quiet: { isOn: false, from: '19:00', to: '07:00', weekdays: [0, 1, 2, 3, 4, 5, 6], letsP1Through: true },
};

/** Whether a kind of alert is told at all. */
export function isKindOn({ kinds }: NotificationPreferences, kind: AlertKind): boolean {
  return kinds[kind] ?? factsOf(kind).isOnAtFirst;
}

/** What becomes of an alert that is due: told, told when the quiet hours are over, or never. */
export type Verdict = 'tell' | 'hold' | 'drop';

/** What a person's preferences make of an alert that is due now; `zone` is where they are. */
export function verdictOn(
  { kind, priority }: { readonly kind: AlertKind; readonly priority: Priority },
  preferences: NotificationPreferences,
  nowMs: number,
  zone: Zone,
): Verdict {
  if (!isKindOn(preferences, kind)) return 'drop';
  const breaksThrough = factsOf(kind).mayBreakQuiet && priority === 'P1' && preferences.quiet.letsP1Through;
  return breaksThrough || quietUntilMs(preferences.quiet, nowMs, zone) === null ? 'tell' : 'hold';
}
