/* oxlint-disable typescript/no-unsafe-type-assertion -- one route for the rows of every kind: its schema has parsed the body, and what the database holds was parsed once. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { User } from '../../shared/domain/workspace.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import {
  ADMIN_KINDS,
  ADMIN_RESOURCES,
  type AdminItem,
  adminItemSchema,
  type AdminKind,
  MAX_ADMIN_BYTES,
} from '../../shared/protocol/admin.ts';
import type { ProblemCode } from '../../shared/protocol/problem.ts';
import { PROBLEM_TITLES } from '../../shared/protocol/problem.ts';
import { readVersioned, saveRow } from '../admin/save-row.ts';
import { readUses } from '../admin/uses.ts';
import { putOneTimeAccount, setAccountActive } from '../auth/accounts.ts';
import { actorOf } from '../auth/authenticate.ts';
import { makeOneTimePassword } from '../auth/one-time-password.ts';
import { hashPassword } from '../auth/passwords.ts';
import { assertRoom } from '../db/room.ts';
import { type Problem, problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';
import { accountRoutes } from './admin-accounts.ts';
import { type AdminScope, type AdminSeams, adminScope, assertMaySee } from './admin-scope.ts';

const idParams = z.object({ id: z.uuid() });
const preconditionHeaders = z.object({
  'if-match': z.string().max(80).optional(),
  'if-none-match': z.literal('*').optional(),
});

/**
 * Administration: `GET /v1/admin/<resource>` lists rows with their versions and what depends on them, `PUT
 * /v1/admin/<resource>/<id>` saves one: with `If-Match: "<version>"`, or `If-None-Match: *` for a new one. Supervisors
 * read; administrators write, through the same mutations as everything else.
 */
export function adminRoutes(app: App, context: RouteContext, seams: AdminSeams): void {
  const scope = adminScope(app, context);
  for (const kind of ADMIN_KINDS) {
    listRoute(app, context, seams, scope, kind);
    saveRoute(app, context, seams, scope, kind);
  }
  accountRoutes(app, context, seams, scope);
}

function listRoute(app: App, context: RouteContext, seams: AdminSeams, scope: AdminScope, kind: AdminKind): void {
  const { db, nowMs } = context;
  const { path, schema } = ADMIN_RESOURCES[kind];
  const items = z.array(adminItemSchema(z.looseObject({ id: z.uuid() })));
  app.get(
    `/v1/admin/${path}`,
    {
      onRequest: scope.onRequest,
      schema: {
        ...scope.common,
        summary: `Lists ${path}, each with its version and what depends on it`,
        description: `Rows are as in the body of PUT /v1/admin/${path}/{id}: ${Object.keys(schema.shape).join(', ')}.`,
        response: { 200: z.object({ items }) },
      },
    },
    async (request) => {
      await assertMaySee(context, seams, actorOf(request).userId);
      const rows = await db.raw<{ id: string; row: { id: string }; version: string }>(
        'select id, row, md5(row::text) as version from workspace_row where kind = $1 order by id',
        [kind],
      );
      const uses = await readUses(db, kind, nowMs());
      return { items: rows.map(({ id, row, version }) => ({ row, version, uses: uses.get(id) ?? {} })) };
    },
  );
}

function saveRoute(app: App, context: RouteContext, seams: AdminSeams, scope: AdminScope, kind: AdminKind): void {
  const { db, config, nowMs } = context;
  const { path, schema } = ADMIN_RESOURCES[kind];
  const answer = z.object({
    item: adminItemSchema(z.looseObject({ id: z.uuid() })),
    oneTimePassword: z.string().nullable(),
  });
  app.put(
    `/v1/admin/${path}/:id`,
    {
      onRequest: scope.onRequest,
      bodyLimit: MAX_ADMIN_BYTES,
      schema: {
        ...scope.common,
        summary: `Saves one of ${path}, or makes a new one`,
        params: idParams,
        headers: preconditionHeaders,
        body: schema,
        response: { 200: answer, 201: answer },
      },
    },
    async (request, reply) => {
      const by = actorOf(request);
      const row = request.body;
      const expected = expectedOf(request);
      if (row.id !== request.params.id) {
        throw invalid('id', 'is not the one in the address');
      }
      await assertRoom(db, config.minFreeBytes);
      await assertMaySee(context, seams, by.userId);
      const isNewPerson = kind === 'user' && expected === null;
      const oneTimePassword = isNewPerson ? makeOneTimePassword() : null;
      const passwordHash = oneTimePassword === null ? null : await hashPassword(oneTimePassword);
      const { refusal, scopes } = await saveRow(db, seams.cache, by, {
        kind,
        row,
        expected,
        nowMs: nowMs(),
        onSaved: async (tx) => {
          if (passwordHash === null) return;
          const { id, email, isActive } = row as User;
          await putOneTimeAccount(tx, id, email, passwordHash);
          await setAccountActive(tx, id, isActive);
        },
      });
      seams.onCommit(scopes);
      if (refusal !== null) throw await refused(context, kind, row.id, refusal);
      const item = await readItem(context, kind, row.id);
      return answerSaved(reply, expected === null, item, oneTimePassword);
    },
  );
}

function answerSaved(reply: FastifyReply, isNew: boolean, item: AdminItem | null, oneTimePassword: string | null) {
  if (item === null) throw new Error('A row was saved and is not there');
  return reply
    .code(isNew ? 201 : 200)
    .header('etag', `"${item.version}"`)
    .send({ item, oneTimePassword });
}

async function readItem({ db, nowMs }: RouteContext, kind: AdminKind, id: string): Promise<AdminItem | null> {
  const found = await readVersioned(db, kind, id);
  if (found === null) return null;
  const uses = (await readUses(db, kind, nowMs())).get(id) ?? {};
  return { row: found.row as AdminItem['row'], version: found.version, uses };
}

/** The version that is changed; null for a new row. */
function expectedOf({ headers }: FastifyRequest): string | null {
  if (headers['if-none-match'] === '*') return null;
  const [, version] = /^"([0-9a-f]{32})"$/.exec(headers['if-match'] ?? '') ?? [];
  if (version !== undefined) return version;
  throw problem('validation', 428, 'Say which version is changed (If-Match: "<version>"), or If-None-Match: *.');
}

/** A field that does not fit, as a problem to throw. */
export function invalid(path: string, message: string, members: Readonly<Record<string, unknown>> = {}): Problem {
  return problem('validation', 400, `${path}: ${message}`, { details: [{ path, message }], members });
}

async function refused(context: RouteContext, kind: AdminKind, id: string, refusal: Refusal): Promise<Problem> {
  const { code, message, details = {} } = refusal;
  const path = typeof details['path'] === 'string' ? details['path'].replace(/^row\./, '') : '';
  if (code === 'forbidden') return problem('forbidden', 403, 'Only administrators change this.');
  if (code === 'not_found') return problem('not_found', 404, message);
  // A calendar's: which of its rules, for forms to say in their own words.
  const why = typeof details['reason'] === 'string' ? { reason: details['reason'] } : {};
  if (code === 'validation') return invalid(path, message, why);
  const about = path === '' ? {} : { details: [{ path, message }] };
  const members = typeof details['count'] === 'number' ? { count: details['count'] } : {};
  // What it is now goes along, so that both can be shown.
  const current = code === 'conflict.changed' || code === 'conflict.exists' ? await readItem(context, kind, id) : null;
  const known: ProblemCode = Object.hasOwn(PROBLEM_TITLES, code) ? (code as ProblemCode) : 'conflict';
  return problem(known, 409, message, { ...about, members: current === null ? members : { ...members, current } });
}
