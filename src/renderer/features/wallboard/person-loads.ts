import type { Tier } from '../../../shared/domain/tier.ts';
import type { User } from '../../../shared/domain/workspace.ts';
import type { AgentLoad } from '../../db/board.ts';

export type PersonLoad = AgentLoad & { readonly id: string; readonly name: string; readonly tiers: readonly Tier[] };

const NOTHING: AgentLoad = { open: 0, breached: 0, due60: 0 };

/**
 * Every active agent, and whoever else holds tickets, the fullest plate first and by name among equals: who has room is as
 * much news as who has none. A holder whom the workspace does not know is called `unknown`.
 */
export function personLoads(
  loads: ReadonlyMap<string, AgentLoad>,
  users: ReadonlyMap<string, User>,
  unknown: string,
): PersonLoad[] {
  const agents = [...users.values()].filter(({ role, isActive }) => role === 'agent' && isActive).map(({ id }) => id);
  return [...new Set([...agents, ...loads.keys()])]
    .map((id) => {
      const user = users.get(id);
      return { id, name: user?.name ?? unknown, tiers: user?.tiers ?? [], ...(loads.get(id) ?? NOTHING) };
    })
    .toSorted((a, b) => b.open - a.open || b.breached - a.breached || a.name.localeCompare(b.name));
}
