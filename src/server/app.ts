import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { fastify, LogController, type FastifyBaseLogger } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { PROBLEM_CONTENT_TYPE, PROTOCOL_HEADER } from '../shared/protocol/problem.ts';
import { PROTOCOL_VERSION } from '../shared/protocol/push.ts';
import { authenticator } from './auth/authenticate.ts';
import { serverSecret } from './auth/server-secret.ts';
import { sessions } from './auth/sessions.ts';
import { tokens } from './auth/tokens.ts';
import type { Config } from './config.ts';
import { registerJsonBody } from './json-body.ts';
import { asProblem, problemDocument, registerProblemAnswers, sendProblem } from './problem-answers.ts';
import { problem } from './problem.ts';
import type { App, AppOptions, RouteContext, Routes } from './route-context.ts';
import { authRoutes } from './routes/auth.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoute } from './routes/import.ts';
import { slaPreviewRoutes } from './routes/sla-preview.ts';
import { syncRoutes } from './routes/sync.ts';
import { readVersion } from './version.ts';

const CONSOLE_ORIGIN = 'app://patamar';
const LOCAL_ORIGIN = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
/** Chromium keeps a preflight's answer two hours at most. */
const PREFLIGHT_S = 7_200;
/** A request that has not arrived by then is a dead line, or somebody who holds connections open. */
const REQUEST_TIMEOUT_MS = 30_000;

/** All routes of the backend; a new file of routes is added here. */
const ROUTES: readonly Routes[] = [importRoute, healthRoutes, authRoutes, syncRoutes, slaPreviewRoutes];

/** Builds the REST backend over an open database; it does not listen yet. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { config, db, nowMs } = options;
  const log: FastifyBaseLogger = options.log;
  const app: App = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: trusted(config.trustProxy),
    requestTimeout: REQUEST_TIMEOUT_MS,
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void sendProblem(reply, asProblem(error, request)),
    clientErrorHandler: answerBadHttp,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  registerJsonBody(app);
  registerProblemAnswers(app);
  registerHooks(app);
  await app.register(cors, {
    origin: config.isDev ? [CONSOLE_ORIGIN, LOCAL_ORIGIN] : [CONSOLE_ORIGIN],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'range', 'if-match', 'if-none-match', PROTOCOL_HEADER],
    exposedHeaders: [PROTOCOL_HEADER, 'retry-after'],
    maxAge: PREFLIGHT_S,
  });
  await app.register(rateLimit, { global: false });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Patamar', version: readVersion() },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  });
  const stop = new AbortController();
  app.addHook('preClose', () => stop.abort());
  const signing = tokens(await serverSecret(db, 'access_token'));
  const open = sessions(db, signing, nowMs);
  const context: RouteContext = {
    ...options,
    authenticate: authenticator(signing, open, nowMs),
    sessions: open,
    tokens: signing,
    stopping: stop.signal,
  };
  for (const routes of ROUTES) await app.register(async (scope: App) => routes(scope, context));
  app.get('/v1/openapi.json', { schema: { hide: true } }, () => app.swagger());
  return app;
}

function registerHooks(app: App): void {
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      [PROTOCOL_HEADER]: PROTOCOL_VERSION,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const spoken = request.headers[PROTOCOL_HEADER];
    if (!request.url.startsWith('/v1/sync/') || spoken === undefined || spoken === String(PROTOCOL_VERSION)) return;
    throw problem(
      'protocol.unsupported',
      426,
      `This backend speaks protocol ${PROTOCOL_VERSION}; update the console.`,
      {
        headers: { upgrade: `patamar/${PROTOCOL_VERSION}` },
      },
    );
  });
  // The pattern of the route and not the address: what is in a query is nobody's business.
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, actor } = request;
    const ms = Math.round(reply.elapsedTime);
    request.log.debug(
      { method, route: routeOptions.url, status: reply.statusCode, ms, userId: actor?.userId },
      'answered',
    );
  });
}

function trusted(proxies: Config['trustProxy']): false | string[] | ((address: string, hop: number) => boolean) {
  if (proxies === false) return false;
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : [...proxies];
}

/** What is not even HTTP. Written by hand: there is no request to reply to. */
function answerBadHttp(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const body = JSON.stringify(problemDocument(problem('validation', 400, 'This is not an HTTP request.')));
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: ${PROBLEM_CONTENT_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
