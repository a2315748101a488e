import { tierName } from '../../../shared/domain/tier.ts';
import type { CannedReply } from '../../../shared/domain/workspace.ts';
import type { Workspace } from '../../db/workspace.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import type { Say } from '../../lib/text.ts';

/** Where a canned reply or a macro is offered, in words. */
export function placeText(
  { tiers, queueIds }: Pick<CannedReply, 'tiers' | 'queueIds'>,
  { queues }: Workspace,
  say: Say,
): string {
  const names = queues.filter(({ id }) => queueIds.includes(id)).map(queueLabel);
  const places = [...tiers.map(tierName), ...names];
  return places.length === 0 ? say('admin.canned.everywhere') : places.join(', ');
}
