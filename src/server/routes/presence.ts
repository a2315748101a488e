import { z } from 'zod';
import { canSee } from '../../shared/access/access.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { MAX_PRESENCE_BYTES, presenceRequestSchema } from '../../shared/protocol/presence.ts';
import { actorOf } from '../auth/authenticate.ts';
import { problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';
import { readLastSeq } from '../sync/client.ts';
import type { PresenceHub } from '../sync/presence-hub.ts';
import type { WorkspaceCache } from '../sync/workspace-cache.ts';
import { personLimit } from './person-limit.ts';

/** A person who leafs through a list and types in several windows at once stays far below; a program gone wild does not. */
const MOST_PER_MINUTE = 240;

type PresenceDeps = { readonly cache: WorkspaceCache; readonly presence: PresenceHub };

/**
 * `POST /v1/sync/presence`: where a window of a client is, to be said again every 20 s. Refused as `not_found` (404) for a
 * ticket outside the person's view, or that the backend does not have yet: the window is then at none; as `sync.client`
 * (403) for another account's client, and as `rate_limited` (429) above 240 a minute and person.
 */
export function presenceRoute(app: App, context: RouteContext, { cache, presence }: PresenceDeps): void {
  const { db, authenticate } = context;
  const assertRate = personLimit(app, MOST_PER_MINUTE, 'words about presence');
  const isInView = async (userId: string, ticketId: string): Promise<boolean> => {
    const [ticket] = await db.raw<{ row: Ticket }>('select row from ticket where id = $1::uuid', [ticketId]);
    const user = (await cache.people(db)).users.get(userId);
    return ticket !== undefined && user !== undefined && canSee(user, ticket.row);
  };

  app.post(
    '/v1/sync/presence',
    {
      onRequest: [authenticate, assertRate],
      bodyLimit: MAX_PRESENCE_BYTES,
      schema: {
        tags: ['sync'],
        security: [{ bearer: [] }],
        summary: 'Says which ticket a window is at, and whether an answer is being written',
        body: presenceRequestSchema,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { clientId, windowId = '', ticketId, state } = request.body;
      const { userId } = actorOf(request);
      await readLastSeq(db, clientId, userId);
      const isKnown = ticketId === null || (await isInView(userId, ticketId));
      await presence.announce({
        userId,
        window: `${clientId}/${windowId}`,
        ticketId: isKnown ? ticketId : null,
        state,
      });
      if (!isKnown) throw problem('not_found', 404, 'There is no such ticket in your view.');
      return reply.code(204).send();
    },
  );
}
