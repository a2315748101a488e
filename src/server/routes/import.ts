import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { ImportError } from '../import/import-error.ts';
import { importXes, type ImportProgress } from '../import/import-xes.ts';
import { isOperator } from '../import/operator.ts';
import { problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';
import { LiveHub } from '../sync/live-hub.ts';

/** Larger than any log anybody has seen; a bound all the same. */
const MAX_BYTES = 4 * 1024 ** 3;
/** A line a percent, so that a client can draw a bar. */
const PERCENT_STEP = 1;

const querySchema = z.object({ lenient: z.enum(['0', '1']).default('0') });

export type ImportRouteOptions = Pick<RouteContext, 'db' | 'config' | 'nowMs' | 'log'> & {
  /** See `newOperatorToken`. */
  readonly operatorToken: string;
};

/**
 * `POST /v1/operator/import?lenient=0|1`: takes in an XES log, plain or gzipped, sent as `application/octet-stream` with the
 * operator's token. Answers NDJSON: `{ "progress": … }` lines, then one `{ "report": … }` or `{ "error": … }`. Once the
 * log has been received and found good it is written to the end, also when the caller has gone. One import at a time.
 */
export function importRoute(app: App, options: ImportRouteOptions): void {
  let isBusy = false;
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.post(
    '/v1/operator/import',
    {
      bodyLimit: MAX_BYTES,
      onRequest: async (request) => {
        if (!isOperator(request.headers.authorization, options.operatorToken)) {
          throw problem('auth.token', 401, 'Only the operator of this backend imports.');
        }
      },
      schema: {
        summary: 'Import an XES event log',
        tags: ['operator'],
        querystring: querySchema,
      },
    },
    async (request, reply) => {
      const { body } = request;
      if (!(body instanceof Readable)) {
        throw problem('unsupported_media', 415, 'The log is sent as it is, as application/octet-stream.');
      }
      if (isBusy) throw problem('conflict', 409, 'Another import is running; wait until it has ended.');
      isBusy = true;
      const lines = new PassThrough();
      const isStrict = request.query.lenient !== '1';
      // Not awaited: the answer is the lines it writes, from now on.
      void receiveAndImport(body, isStrict, lines, options).finally(() => {
        isBusy = false;
        lines.end();
      });
      return reply.type('application/x-ndjson').send(lines);
    },
  );
}

async function receiveAndImport(
  body: Readable,
  isStrict: boolean,
  lines: PassThrough,
  options: ImportRouteOptions,
): Promise<void> {
  const say = (line: object): void => {
    if (!lines.destroyed) lines.write(`${JSON.stringify(line)}\n`);
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'patamar-upload-'));
    try {
      const path = join(folder, 'log');
      await pipeline(body, createWriteStream(path, { mode: 0o600 }));
      say(await importFile(path, isStrict, say, options));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } catch (error) {
    options.log.error({ err: error }, 'an import failed');
    say({ error: new ImportError('failed', 'The backend failed; its log says why.') });
  }
}

async function importFile(
  path: string,
  isStrict: boolean,
  say: (line: object) => void,
  { db, config, nowMs, log }: ImportRouteOptions,
): Promise<object> {
  const { minFreeBytes } = config;
  // It only tells; who listens to live streams hears it by way of the database.
  const hub = new LiveHub(db, (error) => log.warn({ err: error }, 'a poke was not sent'));
  const onCommit = (scopes: readonly string[]): void => hub.poke(scopes);
  const { size } = await stat(path);
  let said = { phase: '', percent: 0 };
  const onProgress = (progress: ImportProgress): void => {
    const isNews = progress.phase !== said.phase || progress.percent >= said.percent + PERCENT_STEP;
    if (!isNews) return;
    said = progress;
    say({ progress });
  };
  const source = createReadStream(path);
  const done = await importXes(db, { source, bytes: size, isStrict, nowMs, minFreeBytes, onProgress, onCommit });
  if (done.ok) {
    log.info({ tickets: done.value.imported.tickets, alreadyThere: done.value.alreadyThere }, 'a log was imported');
    return { report: done.value };
  }
  log.warn({ code: done.error.code, cause: done.error.cause }, `an import was refused: ${done.error.message}`);
  return { error: done.error };
}
