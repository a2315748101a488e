import type { FastifyRequest } from 'fastify';
import { problem } from '../problem.ts';
import type { App } from '../route-context.ts';

/** An office behind one address signs in within a minute in the morning; a guesser of passwords needs far more. */
const ADDRESS_FACTOR = 12;

/**
 * Counts the sign-ins from one address, for one e-mail and in all, and refuses those above the limit as
 * `rate_limited` (429) with `Retry-After`. Each process counts for itself.
 */
export function signInLimit(app: App, perMinute: number): (request: FastifyRequest, email: string) => Promise<void> {
  const emails = new WeakMap<FastifyRequest, string>();
  const byEmail = app.createRateLimit({
    max: perMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => `${request.ip} ${emails.get(request) ?? ''}`,
  });
  const byAddress = app.createRateLimit({
    max: perMinute * ADDRESS_FACTOR,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.ip,
  });
  return async (request, email) => {
    emails.set(request, email);
    for (const limit of [byEmail, byAddress]) {
      const state = await limit(request);
      if (state.isAllowed || !state.isExceeded) continue;
      throw problem('rate_limited', 429, `Too many sign-ins; wait ${state.ttlInSeconds} s.`, {
        headers: { 'retry-after': String(state.ttlInSeconds) },
      });
    }
  };
}
