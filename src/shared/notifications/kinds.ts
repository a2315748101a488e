import { z } from 'zod';

type KindFacts = {
  /** Whether it is told before anybody has chosen. */
  readonly isOnAtFirst: boolean;
  /** Whether it may break through quiet hours when its ticket is a P1 and the person has chosen so. */
  readonly mayBreakQuiet: boolean;
};

/**
 * The kinds of alert there are. A new kind is a record here, two texts (`notifications.kind.<kind>` and its `Hint`) and
 * who plans it; the settings, their screen and what main obeys follow from it.
 */
export const ALERT_KINDS = {
  /** A deadline is near. */
  warning: { isOnAtFirst: true, mayBreakQuiet: false },
  /** A deadline has passed. */
  breach: { isOnAtFirst: true, mayBreakQuiet: true },
} as const satisfies Readonly<Record<string, KindFacts>>;

export type AlertKind = keyof typeof ALERT_KINDS;

/** Their names, in the order in which people are shown them. */
export const alertKinds = Object.keys(ALERT_KINDS) as [AlertKind, ...AlertKind[]];
export const alertKindSchema = z.enum(alertKinds);
