import { canAdminister } from '../../shared/access/access.ts';
import { auditAnswerSchema, type AuditItem, auditQuerySchema } from '../../shared/protocol/admin.ts';
import { type AuditPage, readAudit } from '../admin/read-audit.ts';
import { actorOf } from '../auth/authenticate.ts';
import { problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';
import { activeUser } from '../sync/push.ts';
import type { AdminSeams } from './admin-scope.ts';
import { personLimit } from './person-limit.ts';

/** An export of everything reads page after page. */
const MOST_PER_MINUTE = 600;

/** `GET /v1/admin/audit`: who did what, when, from which device, and what became of it; newest first, page by page. */
export function auditRoute(app: App, { db, authenticate }: RouteContext, { cache }: Pick<AdminSeams, 'cache'>): void {
  app.get(
    '/v1/admin/audit',
    {
      onRequest: [authenticate, personLimit(app, MOST_PER_MINUTE, 'questions about the audit')],
      schema: {
        tags: ['administration'],
        security: [{ bearer: [] }],
        summary: 'The audit of every accepted and refused change, newest first',
        querystring: auditQuerySchema,
        response: { 200: auditAnswerSchema },
      },
    },
    async (request): Promise<{ items: AuditItem[]; next: string | null }> => {
      const user = await activeUser(db, cache, actorOf(request).userId);
      if (!canAdminister(user)) throw problem('forbidden', 403, 'The audit is for administrators.');
      const page: AuditPage | null = await readAudit(db, request.query);
      if (page !== null) return page;
      const message = 'is not one that this backend gave';
      throw problem('validation', 400, `cursor: ${message}`, { details: [{ path: 'cursor', message }] });
    },
  );
}
