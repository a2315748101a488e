import type { AttemptStanding } from '../../shared/attempts/attempt-standing.ts';
import { tierName } from '../../shared/domain/tier.ts';
import { hoursAndMinutes } from './format-time.ts';
import type { Say } from './text.ts';

/** What is used of the attempts of a tier: "2 de 3 tentativas"; null where none is counted against a maximum. */
export function attemptsText({ used, most }: AttemptStanding, say: Say): string | null {
  return most === null ? null : say('attempt.usedOf', { used, most });
}

/** What is used of the time at a tier: "35 min de 2h00 em N1"; null where it has no limit. */
export function attemptTimeText({ usedMs, mostMs, tier }: AttemptStanding, say: Say): string | null {
  if (mostMs === null) return null;
  return say('attempt.timeOf', {
    used: hoursAndMinutes(usedMs, 'over'),
    most: hoursAndMinutes(mostMs),
    tier: tierName(tier),
  });
}
