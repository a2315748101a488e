import { seesEverything } from '../../shared/access/access.ts';
import type { Queue, User } from '../../shared/domain/workspace.ts';

/** The scope of rows that every member of the workspace has. */
export const WORKSPACE_SCOPE = 'workspace';

/** The scope of a queue's tickets. */
export function queueScope(queueId: string): string {
  return `queue:${queueId}`;
}

/** The queues in a person's view, in id order. */
export function visibleQueueIds(user: User, queues: ReadonlyMap<string, Queue>): string[] {
  const ids = seesEverything(user) ? [...queues.keys()] : user.queueIds.filter((id) => queues.has(id));
  return [...new Set(ids)].toSorted();
}
