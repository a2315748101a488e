import { z } from 'zod';
import { canAdminister } from '../../shared/access/access.ts';
import type { User } from '../../shared/domain/workspace.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import { passwordAnswerSchema, sessionsAnswerSchema } from '../../shared/protocol/admin.ts';
import { inTurn, restClientId } from '../admin/save-row.ts';
import { putOneTimeAccount, setAccountActive } from '../auth/accounts.ts';
import { actorOf, type Actor } from '../auth/authenticate.ts';
import { makeOneTimePassword } from '../auth/one-time-password.ts';
import { hashPassword } from '../auth/passwords.ts';
import type { Tx } from '../db/database.ts';
import { problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';
import { activeUser } from '../sync/push.ts';
import { recordOutcomes } from '../sync/record-outcomes.ts';
import type { AdminScope, AdminSeams } from './admin-scope.ts';

const idParams = z.object({ id: z.uuid() });

/** How a person signs in: `POST /v1/admin/people/<id>/password` gives a new password, `…/sessions/revoke` ends sessions. */
export function accountRoutes(app: App, context: RouteContext, seams: AdminSeams, scope: AdminScope): void {
  const { sessions } = context;

  app.post(
    '/v1/admin/people/:id/password',
    {
      onRequest: scope.onRequest,
      schema: {
        ...scope.common,
        summary: 'Gives a person a new password, told once, and ends their sessions',
        params: idParams,
        response: { 200: passwordAnswerSchema },
      },
    },
    async (request) => {
      const by = actorOf(request);
      const oneTimePassword = makeOneTimePassword();
      const passwordHash = await hashPassword(oneTimePassword);
      await actOnAccount(context, seams, by, request.params.id, 'account.resetPassword', async (tx, person) => {
        await putOneTimeAccount(tx, person.id, person.email, passwordHash);
        await setAccountActive(tx, person.id, person.isActive);
      });
      await sessions.endAll(request.params.id, by.sessionId);
      return { oneTimePassword };
    },
  );

  app.post(
    '/v1/admin/people/:id/sessions/revoke',
    {
      onRequest: scope.onRequest,
      schema: {
        ...scope.common,
        summary: 'Ends the sessions of a person, but for the one that asks',
        params: idParams,
        response: { 200: sessionsAnswerSchema },
      },
    },
    async (request) => {
      const by = actorOf(request);
      await actOnAccount(context, seams, by, request.params.id, 'account.endSessions', async () => undefined);
      return { ended: await sessions.endAll(request.params.id, by.sessionId) };
    },
  );
}

/** Does something to an account as an administrator; the audit has it, done or refused. */
async function actOnAccount(
  { db, nowMs }: RouteContext,
  { cache }: AdminSeams,
  by: Actor,
  personId: string,
  name: string,
  work: (tx: Tx, person: User) => Promise<void>,
): Promise<void> {
  const atMs = nowMs();
  const refusal = await inTurn(db, by, atMs, async (tx, lastSeq): Promise<Refusal | null> => {
    const actor = await activeUser(tx, cache, by.userId);
    const person = (await cache.people(tx)).users.get(personId);
    const error = refuse(actor, person);
    if (error === null && person !== undefined) await work(tx, person);
    const subject = { kind: 'user', id: personId };
    const record = {
      seq: lastSeq + 1,
      name,
      performedAtMs: atMs,
      receivedAtMs: atMs,
      actor,
      error,
      subject,
      change: null,
    };
    await recordOutcomes(tx, restClientId(by.userId), [record], by.sessionId);
    return error;
  });
  if (refusal === null) return;
  const status = refusal.code === 'forbidden' ? 403 : 404;
  throw problem(status === 403 ? 'forbidden' : 'not_found', status, refusal.message);
}

function refuse(actor: User, person: User | undefined): Refusal | null {
  if (!canAdminister(actor)) return { code: 'forbidden', message: 'Only administrators change accounts.' };
  if (person === undefined) return { code: 'not_found', message: 'There is no such person.' };
  return person.role === 'system' ? { code: 'forbidden', message: 'A program cannot sign in.' } : null;
}
