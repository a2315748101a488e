import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import {
  PROBLEM_CONTENT_TYPE,
  PROBLEM_TITLES,
  type ProblemCode,
  type ProblemDocument,
} from '../shared/protocol/problem.ts';
import { isTransient } from './db/retry.ts';
import { Problem, problem } from './problem.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** PostgreSQL's classes for lost connections and shutdowns (08, 57P), too many connections, and a statement's time-out. */
const UNAVAILABLE = /^(08\w{3}|57P\d\d|53300|57014|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const DISK_FULL = '53100';

const CODE_OF_STATUS: Readonly<Partial<Record<number, ProblemCode>>> = {
  400: 'validation',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_media',
  429: 'rate_limited',
};

/** Makes every refusal and fault an RFC 9457 problem document. What is the backend's own fault says nothing of its cause. */
export function registerProblemAnswers(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const found = asProblem(error, request);
    if (found.status === 500) request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    else if (found.status === 503) request.log.warn({ err: error, code: found.code }, 'a request could not be served');
    return sendProblem(reply, found);
  });
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const allowed = METHODS.filter((method) => app.hasRoute({ url: path, method }));
    const found =
      allowed.length === 0
        ? problem('not_found', 404, 'There is nothing at this address.')
        : problem('method_not_allowed', 405, `This address takes ${allowed.join(', ')}.`, {
            headers: { allow: allowed.join(', ') },
          });
    return sendProblem(reply, found);
  });
}

/** Answers with a problem; also for what Fastify refuses before it has a route. */
export function sendProblem(reply: FastifyReply, found: Problem): FastifyReply {
  return reply
    .code(found.status)
    .headers({ ...found.extras.headers })
    .type(PROBLEM_CONTENT_TYPE)
    .serializer(JSON.stringify)
    .send(problemDocument(found));
}

/** The JSON of a problem. */
export function problemDocument({ code, status, message, extras }: Problem): ProblemDocument {
  return {
    type: `urn:patamar:problem:${code}`,
    title: PROBLEM_TITLES[code],
    status,
    code,
    detail: message,
    ...(extras.details === undefined ? {} : { details: extras.details }),
    ...extras.members,
  };
}

/** What a request is answered when `error` was thrown on its way. */
export function asProblem(error: FastifyError | Error, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation.map(({ instancePath, message }) => ({
      path: instancePath.slice(1).replaceAll('/', '.'),
      message: message ?? '',
    }));
    return problem('validation', 400, details.map(({ path, message }) => `${path}: ${message}`).join('; '), {
      details,
    });
  }
  const code = 'code' in error ? error.code : '';
  if (code === DISK_FULL) return problem('storage.full', 503, 'The disk of the backend is full.', retryAfter('60'));
  if (UNAVAILABLE.test(code) || isTransient(error)) {
    return problem('unavailable', 503, 'The database did not answer in time; try again.', retryAfter('2'));
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  const known = CODE_OF_STATUS[status];
  // Fastify's own refusals of a request; their messages say what is wrong with it and nothing of the inside.
  if (known !== undefined && code.startsWith('FST_')) return problem(known, status, error.message);
  if (error instanceof SyntaxError && status === 400) return problem('validation', 400, 'The body is not valid JSON.');
  return problem('internal', 500, `The backend failed; its log says why (request ${request.id}).`);
}

function retryAfter(seconds: string): { headers: Record<string, string> } {
  return { headers: { 'retry-after': seconds } };
}
