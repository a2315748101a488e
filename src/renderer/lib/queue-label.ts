import { tierName } from '../../shared/domain/tier.ts';
import type { Queue } from '../../shared/domain/workspace.ts';

/** A queue's name with its tier in front, "N2 · Redes"; as it is where the name begins with the tier already. */
export function queueLabel({ tier, name }: Pick<Queue, 'tier' | 'name'>): string {
  const prefix = tierName(tier);
  return name.startsWith(prefix) ? name : `${prefix} · ${name}`;
}
