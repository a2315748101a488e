import { z } from 'zod';

/** The lines of support: 1 is the door, 2 diagnoses, 3 owns root causes. */
export const TIERS = [1, 2, 3] as const;

export const tierSchema = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Tier = z.infer<typeof tierSchema>;

/** How a tier is called in both languages: N1, N2, N3 (nível). */
export function tierName(tier: Tier): `N${Tier}` {
  return `N${tier}`;
}
