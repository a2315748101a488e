import { z } from 'zod';
import {
  endedSessionsAnswerSchema,
  firstAdministratorBodySchema,
  meAnswerSchema,
  passwordBodySchema,
  peopleAnswerSchema,
  refreshBodySchema,
  signInAnswerSchema,
  signInBodySchema,
  type SignInAnswer,
} from '../../shared/protocol/auth.ts';
import {
  type Account,
  findAccount,
  isSampleWorkspace,
  readPasswordHash,
  readPeople,
  readUser,
  replacePassword,
} from '../auth/accounts.ts';
import { actorOf } from '../auth/authenticate.ts';
import { createFirstAdministrator } from '../auth/first-administrator.ts';
import { verifyPassword } from '../auth/passwords.ts';
import type { OpenSession } from '../auth/sessions.ts';
import { signInLimit } from '../auth/sign-in-limit.ts';
import { ACCESS_TOKEN_S } from '../auth/tokens.ts';
import type { Database } from '../db/database.ts';
import { assertRoom } from '../db/room.ts';
import { problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';

const tags = ['auth'];

/** Signing in and out, and who one is: `/v1/auth/*`. */
export function authRoutes(app: App, context: RouteContext): void {
  signInRoutes(app, context);
  sessionRoutes(app, context);
  ownAccountRoutes(app, context);
  peopleRoutes(app, context);
}

function signInRoutes(app: App, context: RouteContext): void {
  const { db, config, nowMs, sessions, createWorkspace, log } = context;
  const limit = signInLimit(app, config.signInsPerMinute);

  app.post(
    '/v1/auth/sign-in',
    { schema: { summary: 'Sign in', tags, body: signInBodySchema, response: { 200: signInAnswerSchema } } },
    async (request) => {
      const { email, password, newPassword, deviceName } = request.body;
      await limit(request, email);
      const account = await findAccount(db, email);
      const isRight = await verifyPassword(account?.passwordHash ?? null, password);
      if (account === null || !isRight || !account.isActive) {
        throw problem('auth.credentials', 401, 'E-mail or password is wrong.');
      }
      if (account.isOneTime) await chooseOwn(db, account, password, newPassword);
      return answer(context, await sessions.start(account.userId, deviceName ?? null));
    },
  );

  app.post(
    '/v1/auth/first-administrator',
    {
      schema: {
        summary: 'Create the first administrator of an empty backend',
        tags,
        body: firstAdministratorBodySchema,
        response: { 201: signInAnswerSchema },
      },
    },
    async (request, reply) => {
      await limit(request, 'first-administrator');
      await assertRoom(db, config.minFreeBytes);
      const created = await createFirstAdministrator(db, request.body, createWorkspace, nowMs());
      if (created.ok) {
        log.info({ userId: created.value }, 'the first administrator was created');
        return reply.code(201).send(await answer(context, await sessions.start(created.value, null)));
      }
      if (created.error.code === 'done') throw problem('auth.setup_done', 409, 'Somebody can sign in already.');
      throw problem('auth.setup_code', 403, 'The setup code is not the one the server printed at its start.');
    },
  );
}

/** Puts a password of the person's own in the place of one that somebody else has seen. */
async function chooseOwn(db: Database, account: Account, given: string, chosen: string | undefined): Promise<void> {
  if (chosen === undefined || chosen === given) {
    throw problem(
      'auth.password_change',
      403,
      'This password was given out once: send a newPassword of your own along.',
    );
  }
  if (!(await replacePassword(db, account.userId, account.passwordHash, chosen))) {
    throw problem('auth.credentials', 401, 'E-mail or password is wrong.');
  }
}

function sessionRoutes(app: App, context: RouteContext): void {
  const { sessions, log } = context;

  app.post(
    '/v1/auth/refresh',
    {
      schema: {
        summary: 'Take a refresh token for the next',
        tags,
        body: refreshBodySchema,
        response: { 200: signInAnswerSchema },
      },
    },
    async (request) => {
      const rotated = await sessions.rotate(request.body.refreshToken);
      if (rotated.ok) return answer(context, rotated.value);
      if (rotated.error.code === 'reused')
        log.warn({ detail: rotated.error.detail }, 'a session was ended: token reused');
      throw problem('auth.session', 401, 'The session is over; sign in again.');
    },
  );

  app.post(
    '/v1/auth/sign-out',
    { schema: { summary: 'End a session', tags, body: refreshBodySchema, response: { 204: z.undefined() } } },
    async (request, reply) => {
      await sessions.end(request.body.refreshToken);
      return reply.code(204).send();
    },
  );
}

function ownAccountRoutes(app: App, context: RouteContext): void {
  const { db, config, sessions, authenticate, log } = context;
  const limit = signInLimit(app, config.signInsPerMinute);
  const security = [{ bearer: [] }];

  app.post(
    '/v1/auth/password',
    {
      onRequest: authenticate,
      schema: {
        summary: 'Change my password; my other sessions end',
        tags,
        security,
        body: passwordBodySchema,
        response: { 200: endedSessionsAnswerSchema },
      },
    },
    async (request) => {
      const { userId, sessionId } = actorOf(request);
      const { currentPassword, newPassword } = request.body;
      await limit(request, userId);
      const oldHash = await readPasswordHash(db, userId);
      const isRight = await verifyPassword(oldHash, currentPassword);
      // Not 401: the session is good, and a client that hears 401 renews it and asks again.
      if (oldHash === null || !isRight || !(await replacePassword(db, userId, oldHash, newPassword))) {
        throw problem('auth.password', 403, 'The current password is wrong.');
      }
      const ended = await sessions.endAll(userId, sessionId);
      log.info({ userId, ended }, 'a password was changed');
      return { ended };
    },
  );

  app.post(
    '/v1/auth/sign-out-others',
    {
      onRequest: authenticate,
      schema: { summary: 'End my other sessions', tags, security, response: { 200: endedSessionsAnswerSchema } },
    },
    async (request) => {
      const { userId, sessionId } = actorOf(request);
      return { ended: await sessions.endAll(userId, sessionId) };
    },
  );
}

function peopleRoutes(app: App, { db, authenticate }: RouteContext): void {
  app.get(
    '/v1/auth/me',
    {
      onRequest: authenticate,
      schema: { summary: 'Who I am', tags, security: [{ bearer: [] }], response: { 200: meAnswerSchema } },
    },
    async (request) => {
      const { userId, sessionId } = actorOf(request);
      return { user: await readUser(db, userId), sessionId };
    },
  );

  app.get(
    '/v1/auth/people',
    { schema: { summary: 'The people of a sample workspace', tags, response: { 200: peopleAnswerSchema } } },
    async () => {
      if (!(await isSampleWorkspace(db))) throw problem('not_found', 404, 'Only a sample workspace lists its people.');
      const people = await readPeople(db);
      return { people: people.map(({ name, email, role, tiers }) => ({ name, email, role, tiers })) };
    },
  );
}

async function answer({ db, tokens, nowMs }: RouteContext, session: OpenSession): Promise<SignInAnswer> {
  return {
    accessToken: tokens.makeAccess(session.userId, session.sessionId, nowMs()),
    expiresInS: ACCESS_TOKEN_S,
    refreshToken: session.refreshToken,
    user: await readUser(db, session.userId),
  };
}
