import type { FastifyRequest } from 'fastify';
import { canSeeAdministration } from '../../shared/access/access.ts';
import { problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';
import { activeUser } from '../sync/push.ts';
import type { WorkspaceCache } from '../sync/workspace-cache.ts';
import { personLimit } from './person-limit.ts';

/** Far above what a person can type; a program gone wild is stopped. */
const MOST_PER_MINUTE = 240;

export type AdminSeams = { readonly cache: WorkspaceCache; readonly onCommit: (scopes: readonly string[]) => void };

/** What administration routes have in common. */
export type AdminScope = {
  readonly onRequest: ((request: FastifyRequest) => Promise<void>)[];
  readonly common: { readonly tags: string[]; readonly security: { bearer: string[] }[] };
};

/** Makes what administration routes have in common. */
export function adminScope(app: App, { authenticate }: RouteContext): AdminScope {
  return {
    onRequest: [authenticate, personLimit(app, MOST_PER_MINUTE, 'questions about the administration')],
    common: { tags: ['administration'], security: [{ bearer: [] }] },
  };
}

/**
 * Administration is for supervisors, who read, and administrators.
 *
 * @throws Problem 403 `forbidden` for everybody else.
 */
export async function assertMaySee(
  { db }: RouteContext,
  { cache }: Pick<AdminSeams, 'cache'>,
  userId: string,
): Promise<void> {
  const user = await activeUser(db, cache, userId);
  if (!canSeeAdministration(user)) throw problem('forbidden', 403, 'This is for supervisors and administrators.');
}
