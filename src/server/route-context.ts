import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { Authenticate } from './auth/authenticate.ts';
import type { CreateWorkspace } from './auth/first-administrator.ts';
import type { Sessions } from './auth/sessions.ts';
import type { Tokens } from './auth/tokens.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';

/** The HTTP server, with routes typed by their zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export type AppOptions = {
  readonly config: Config;
  /** Migrated. The app does not close it. */
  readonly db: Database;
  /** The backend's clock, which is the time. */
  readonly nowMs: () => number;
  readonly log: Logger;
  readonly createWorkspace: CreateWorkspace;
  /** Who shows it may import: see `newOperatorToken`. */
  readonly operatorToken: string;
};

/** What routes are given. `stopping` is aborted when the server stops: streams end then. */
export type RouteContext = AppOptions & {
  readonly authenticate: Authenticate;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly stopping: AbortSignal;
};

/** Registers routes, with their full paths. */
export type Routes = (app: App, context: RouteContext) => void | Promise<void>;
