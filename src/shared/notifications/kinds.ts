import { z } from 'zod';

type KindFacts = {
  readonly kind: string;
  /** Whether it is told before anybody has chosen. */
  readonly isOnAtFirst: boolean;
  /** Whether it may break through quiet hours when its ticket is a P1 and the person has chosen so. */
  readonly mayBreakQuiet: boolean;
};

/**
 * The kinds of alert there are, in the order in which people are shown them. A new kind is a record here, two texts
 * (`notifications.kind.<kind>` and its `Hint`) and who plans it; the settings, their screen and what main obeys follow.
 */
export const ALERT_KINDS = [
  // A deadline is near.
  { kind: 'warning', isOnAtFirst: true, mayBreakQuiet: false },
  // A deadline has passed.
  { kind: 'breach', isOnAtFirst: true, mayBreakQuiet: true },
] as const satisfies readonly KindFacts[];

export const alertKindSchema = z.enum(ALERT_KINDS.map(({ kind }) => kind));
export type AlertKind = z.infer<typeof alertKindSchema>;

/** What is known of a kind. */
export function factsOf(kind: AlertKind): KindFacts {
  const facts = ALERT_KINDS.find((candidate) => candidate.kind === kind);
  if (facts === undefined) throw new Error(`there is no kind of alert ${kind}`);
  return facts;
}
