import { tierName } from '../../shared/domain/tier.ts';
import type { Queue } from '../../shared/domain/workspace.ts';

/** A queue's name with its tier in front, "N2 · Redes"; as it is where the name begins with the tier already. */
export function queueLabel({ tier, name }: Pick<Queue, 'tier' | 'name'>): string {
  const prefix = tierName(tier);
  return name.startsWith(prefix) ? name : `${prefix} · ${name}`;
}

/** A queue's name under the heading of its tier, which need not be said twice: "Redes" for "N2 Redes". */
export function queueShortName({ tier, name }: Pick<Queue, 'tier' | 'name'>): string {
  const prefix = tierName(tier);
  const rest = name.startsWith(prefix) ? name.slice(prefix.length).replace(/^[\s·:–-]+/u, '') : name;
  return rest === '' ? name : rest;
}
