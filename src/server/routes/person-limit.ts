import type { FastifyRequest } from 'fastify';
import { actorOf } from '../auth/authenticate.ts';
import { problem } from '../problem.ts';
import type { App } from '../route-context.ts';

/** A hook, after `authenticate`, that refuses as `rate_limited` (429) what a person asks more than so often a minute. */
export function personLimit(app: App, perMinute: number, what: string): (request: FastifyRequest) => Promise<void> {
  const limit = app.createRateLimit({
    max: perMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => actorOf(request).userId,
  });
  return async (request) => {
    const state = await limit(request);
    if (state.isAllowed || !state.isExceeded) return;
    throw problem('rate_limited', 429, `Too many ${what}; wait ${state.ttlInSeconds} s.`, {
      headers: { 'retry-after': String(state.ttlInSeconds) },
    });
  };
}
