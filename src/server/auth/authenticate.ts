import type { FastifyRequest } from 'fastify';
import { problem, type Problem } from '../problem.ts';
import type { Sessions } from './sessions.ts';
import type { Tokens } from './tokens.ts';

/** Who makes a request: proven, and still allowed in. What they may do is `shared/access`'s to say. */
export type Actor = { readonly userId: string; readonly sessionId: string };

declare module 'fastify' {
  // Fastify's own way to type what hooks put on a request; a `type` cannot be merged.
  interface FastifyRequest {
    /** Set by `authenticate`; null on routes without it. */
    actor: Actor | null;
  }
}

/** A hook for routes that need to know who asks; see `authenticator`. */
export type Authenticate = (request: FastifyRequest) => Promise<void>;

/**
 * Builds the hook that puts the bearer of an access token on the request, as `onRequest` so that nobody else's body
 * is even read. Throws the problem `auth.token` (401) without one, with a bad one, or when the session is over.
 */
export function authenticator(tokens: Tokens, sessions: Sessions, nowMs: () => number): Authenticate {
  return async (request) => {
    const token = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw unauthenticated('Send an access token: Authorization: Bearer ...');
    const claims = tokens.readAccess(token, nowMs());
    if (claims === null) throw unauthenticated('The access token is not valid, or not any more.');
    if (!(await sessions.isAlive(claims.sessionId))) throw unauthenticated('The session of this token is over.');
    request.actor = { userId: claims.userId, sessionId: claims.sessionId };
  };
}

/**
 * The actor of an authenticated request.
 *
 * @throws Error when the route was registered without `authenticate`.
 */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === null) throw new Error(`${request.routeOptions.url ?? request.url} is not authenticated`);
  return request.actor;
}

function unauthenticated(detail: string): Problem {
  return problem('auth.token', 401, detail, { headers: { 'www-authenticate': 'Bearer' } });
}
