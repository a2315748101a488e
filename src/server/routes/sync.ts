import { DEFAULT_PULL_LIMIT, pullRequestSchema, pullResponseSchema } from '../../shared/protocol/pull.ts';
import {
  MAX_PUSH_BYTES,
  MAX_PUSH_MUTATIONS,
  pushRequestSchema,
  pushResponseSchema,
} from '../../shared/protocol/push.ts';
import { actorOf } from '../auth/authenticate.ts';
import { assertRoom } from '../db/room.ts';
import { problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';
import { LiveHub } from '../sync/live-hub.ts';
import { openLiveStream } from '../sync/live-stream.ts';
import { PresenceHub } from '../sync/presence-hub.ts';
import { pull } from '../sync/pull.ts';
import { push } from '../sync/push.ts';
import { WorkspaceCache } from '../sync/workspace-cache.ts';
import { adminRoutes } from './admin.ts';
import { attachmentRoutes } from './attachments.ts';
import { auditRoute } from './audit.ts';
import { presenceRoute } from './presence.ts';
import { searchRoute } from './search.ts';
import { ticketRoutes } from './tickets.ts';
import { wholeTicketRoute } from './whole-ticket.ts';

/**
 * The sync protocol: `POST /v1/sync/push`, `POST /v1/sync/pull`, `POST /v1/sync/presence`, `GET /v1/sync/live`; and what
 * runs mutations over REST.
 */
export async function syncRoutes(app: App, context: RouteContext): Promise<void> {
  const { db, config, nowMs, log, authenticate, stopping } = context;
  const cache = new WorkspaceCache();
  const hub = new LiveHub(db, (error) => log.warn({ err: error }, 'a poke was not sent'));
  await hub.start();
  const presence = new PresenceHub({
    db,
    cache,
    pokes: hub,
    nowMs,
    onFault: (error) => log.warn({ err: error }, 'presence was not told'),
  });
  await presence.start();
  app.addHook('onClose', async () => {
    await presence.stop();
    await hub.stop();
  });
  const onCommit = (scopes: readonly string[]): void => hub.poke(scopes);
  const common = { tags: ['sync'], security: [{ bearer: [] }] };

  app.post(
    '/v1/sync/push',
    {
      onRequest: authenticate,
      bodyLimit: MAX_PUSH_BYTES,
      schema: {
        ...common,
        summary: 'Runs queued mutations of a client, in order, each exactly once',
        body: pushRequestSchema,
        response: { 200: pushResponseSchema },
      },
    },
    async (request) => {
      const { clientId, mutations } = request.body;
      if (mutations.length > MAX_PUSH_MUTATIONS) {
        throw problem('too_large', 413, `A push carries at most ${MAX_PUSH_MUTATIONS} mutations.`);
      }
      await assertRoom(db, config.minFreeBytes);
      const done = await push(db, cache, { clientId, ...actorOf(request), mutations, nowMs, onCommit });
      return { ...done, serverTimeMs: nowMs() };
    },
  );

  app.post(
    '/v1/sync/pull',
    {
      onRequest: authenticate,
      schema: {
        ...common,
        summary: 'What changed in the view of the signed-in person since a cookie',
        body: pullRequestSchema,
        response: { 200: pullResponseSchema },
      },
      // The page is built as JSON text from the database's own: parsing and checking it again would double its cost.
      serializerCompiler: () => String,
    },
    async (request, reply) => {
      const { clientId, cookie, limit } = request.body;
      const page = await pull(db, cache, {
        clientId,
        userId: actorOf(request).userId,
        cookie,
        limit: limit ?? DEFAULT_PULL_LIMIT,
        nowMs,
      });
      return reply.type('application/json; charset=utf-8').send(page as never);
    },
  );

  app.get(
    '/v1/sync/live',
    { onRequest: authenticate, schema: { ...common, summary: 'Pokes and presence as server-sent events' } },
    (request, reply) =>
      openLiveStream(request, reply, { db, cache, hub, presence, stopping, userId: actorOf(request).userId }),
  );
  presenceRoute(app, context, { cache, presence });

  adminRoutes(app, context, { cache, onCommit });
  auditRoute(app, context, { cache });
  ticketRoutes(app, context, { cache, onCommit });
  wholeTicketRoute(app, context, { cache });
  searchRoute(app, context, { cache });
  await app.register(async (scope: App) => attachmentRoutes(scope, context, { cache, onCommit }));
}
