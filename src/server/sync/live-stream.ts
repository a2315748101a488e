import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../db/database.ts';
import type { LiveHub } from './live-hub.ts';
import type { PresenceHub } from './presence-hub.ts';
import { scopesInView, visibleQueueIds, WORKSPACE_SCOPE } from './scopes.ts';
import { tellPresence } from './tell-presence.ts';
import type { WorkspaceCache } from './workspace-cache.ts';

const HEARTBEAT_MS = 15_000;
/** Who lets this much gather unread is not there any more; they come back and are told all of it anew. */
const MAX_UNREAD_BYTES = 256 * 1024;

type LiveDeps = {
  readonly db: Database;
  readonly cache: WorkspaceCache;
  readonly hub: LiveHub;
  readonly presence: PresenceHub;
  readonly stopping: AbortSignal;
  readonly userId: string;
};

/**
 * Holds a stream of server-sent events open: `poke` when a scope of this person's view has changed, and once at the
 * start; `presence` with who is at a ticket of their view, all such at the start; and a comment every 15 s so that a
 * dead line is noticed.
 */
export async function openLiveStream(request: FastifyRequest, reply: FastifyReply, deps: LiveDeps): Promise<void> {
  const { db, cache, hub, presence, stopping, userId } = deps;
  reply.hijack();
  const { raw } = reply;
  const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
    value === undefined ? [] : ([[name, value]] as const),
  );
  raw.writeHead(200, {
    ...Object.fromEntries(headers),
    'content-type': 'text/event-stream',
    'x-accel-buffering': 'no',
  });
  const tell = (name: string, data: object): void => {
    if (raw.writableLength > MAX_UNREAD_BYTES) raw.destroy();
    else raw.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const poke = (): void => tell('poke', {});
  poke();

  const unsubscribe = hub.subscribe((scopes) => {
    if (scopes === null || scopes.has(WORKSPACE_SCOPE)) {
      poke();
      return;
    }
    seen(scopes).then(
      (isSeen) => (isSeen ? poke() : undefined),
      // Not knowing is a reason to poke: a pull too many costs little.
      poke,
    );
  });
  async function seen(scopes: ReadonlySet<string>): Promise<boolean> {
    const { users, queues } = await cache.people(db);
    const user = users.get(userId);
    return user !== undefined && scopesInView(user, visibleQueueIds(user, queues)).some((scope) => scopes.has(scope));
  }

  const stopPresence = tellPresence(presence, userId, (event) => tell('presence', event));
  const heartbeat = setInterval(() => raw.write(': alive\n\n'), HEARTBEAT_MS);
  const end = (): void => {
    clearInterval(heartbeat);
    unsubscribe();
    stopPresence();
    stopping.removeEventListener('abort', end);
    raw.end();
  };
  stopping.addEventListener('abort', end);
  request.raw.on('close', end);
  if (stopping.aborted) end();
}
