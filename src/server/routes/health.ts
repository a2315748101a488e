import { healthQuerySchema, healthSchema } from '../../shared/protocol/health.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/push.ts';
import { hasAccounts, isSampleWorkspace } from '../auth/accounts.ts';
import { problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';
import { readVersion } from '../version.ts';

/** `GET /v1/health`: whether the backend can serve, and what it is; with `?probe=live` only whether it answers. */
export function healthRoutes(app: App, { db, nowMs, log }: RouteContext): void {
  const version = readVersion();
  app.get(
    '/v1/health',
    {
      schema: {
        summary: 'Whether the backend can serve, and what it is',
        tags: ['health'],
        querystring: healthQuerySchema,
        response: { 200: healthSchema },
      },
    },
    async (request) => {
      if (request.query.probe === 'live') return { status: 'live' as const };
      try {
        const [newest] = await db.raw<{ version: number }>('select max(version) as version from schema_migration');
        return {
          status: 'ready' as const,
          version,
          engine: db.engine,
          protocol: PROTOCOL_VERSION,
          isSample: await isSampleWorkspace(db),
          schemaVersion: newest?.version ?? 0,
          needsAdministrator: !(await hasAccounts(db)),
          serverTimeMs: nowMs(),
        };
      } catch (error) {
        log.warn({ err: error }, 'not ready: the database does not answer');
        throw problem('unavailable', 503, 'The database does not answer.', { headers: { 'retry-after': '5' } });
      }
    },
  );
}
