import { searchAnswerSchema, searchQuerySchema } from '../../shared/protocol/search.ts';
import { parseQuery } from '../../shared/search/parse-query.ts';
import { actorOf } from '../auth/authenticate.ts';
import { problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';
import { readCursor, writeCursor } from '../search/cursor.ts';
import { isReadingAgain } from '../search/read-again.ts';
import { searchTickets } from '../search/search-tickets.ts';
import { activeUser } from '../sync/push.ts';
import type { WorkspaceCache } from '../sync/workspace-cache.ts';
import { personLimit } from './person-limit.ts';

/** A question for each pause of a fast typist, and pages beside. */
const MOST_PER_MINUTE = 240;

/** `GET /v1/search`: tickets of any age in the queues of the signed-in person, by words and filters as the console has them. */
export function searchRoute(
  app: App,
  { db, nowMs, authenticate }: RouteContext,
  { cache }: { readonly cache: WorkspaceCache },
): void {
  app.get(
    '/v1/search',
    {
      onRequest: [authenticate, personLimit(app, MOST_PER_MINUTE, 'searches')],
      schema: {
        tags: ['tickets'],
        security: [{ bearer: [] }],
        summary: 'Tickets of any age by words and filters, newest first',
        querystring: searchQuerySchema,
        response: { 200: searchAnswerSchema },
      },
    },
    async (request) => {
      const user = await activeUser(db, cache, actorOf(request).userId);
      const { q, limit, cursor } = request.query;
      const after = cursor === undefined ? null : readCursor(cursor);
      if (cursor !== undefined && after === null) {
        const message = 'is not one that this backend gave';
        throw problem('validation', 400, `cursor: ${message}`, { details: [{ path: 'cursor', message }] });
      }
      const isWhole = !(await isReadingAgain(db));
      const { query } = parseQuery(q);
      const { tickets, next } = await searchTickets(db, cache, { user, query, limit, after, nowMs: nowMs() });
      return { tickets: [...tickets], next: next === null ? null : writeCursor(next), isWhole };
    },
  );
}
