import { tierName } from '../../shared/domain/tier.ts';
import type { User } from '../../shared/domain/workspace.ts';
import type { BoardSlice } from '../../shared/ipc/page-window.ts';
import type { Say } from './text.ts';

/** What the list behind a figure of the wallboard is called: "N2 · Vencidos", "Marcos Almeida · Abertos". */
export function boardTitle(
  { figure, tier, assigneeId }: BoardSlice,
  users: ReadonlyMap<string, Pick<User, 'name'>>,
  say: Say,
): string {
  const parts = [
    tier === null ? null : tierName(tier),
    assigneeId === null ? null : (users.get(assigneeId)?.name ?? say('common.unknownPerson')),
    say(`wall.${figure}`),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
