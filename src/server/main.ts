import { inspect } from 'node:util';
import { pino, type Logger } from 'pino';
import { buildApp } from './app.ts';
import { setupCode } from './auth/first-administrator.ts';
import { readConfig, type Config } from './config.ts';
import type { Database } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open-database.ts';
import { newOperatorToken, removeOperatorFile, writeOperatorFile } from './import/operator.ts';
import type { JobLoop } from './jobs/job-loop.ts';
import { startJobs } from './jobs/start-jobs.ts';
import type { App } from './route-context.ts';
import { ensureSample } from './sample/ensure-sample.ts';
import { StartError } from './start-error.ts';
import { createWorkspaceRows } from './sync/create-workspace.ts';

/** How long a stop waits for requests under way; then their connections are cut. */
const STOP_MS = 10_000;

async function start(): Promise<void> {
  const read = readConfig(process.env);
  if (!read.ok) throw new StartError(read.error.join('\n'));
  const config = read.value;
  const log = pino({ level: config.logLevel });
  const db = await openDatabase(config, log);
  try {
    await migrate(db);
    await ensureSample(db, config, Date.now(), log);
    const operatorToken = newOperatorToken();
    const app = await buildApp({
      config,
      db,
      nowMs: Date.now,
      log,
      createWorkspace: createWorkspaceRows,
      operatorToken,
    });
    const address = await listen(app, config);
    const jobs = await startJobs({ db, config, nowMs: Date.now, log });
    // With PostgreSQL there may be many backends, and an import needs none of them.
    if (config.database.engine === 'pglite') writeOperatorFile(config.dataDir, { url: address, token: operatorToken });
    stopOnSignal(app, jobs, db, config, log);
    process.stdout.write(`Patamar's backend answers at ${address}\n`);
    await offerSetup(config, db);
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function listen(app: App, { host, port }: Config): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const remedy = 'stop the other program, or set PATAMAR_PORT to another port (0 takes any free one).';
    if (code === 'EADDRINUSE') throw new StartError(`Port ${port} of ${host} is in use: ${remedy}`);
    if (code === 'EACCES')
      throw new StartError(`This user may not listen on port ${port}: set PATAMAR_PORT above 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartError(`This machine has no address ${host}: set PATAMAR_HOST to one it has, such as 127.0.0.1.`);
    }
    throw error;
  }
  const bound = app.server.address();
  if (bound === null || typeof bound === 'string') throw new Error(`The server listens on ${bound}, which is no port`);
  return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`;
}

async function offerSetup({ isSample }: Config, db: Database): Promise<void> {
  const code = isSample ? null : await setupCode(db);
  if (code !== null)
    process.stdout.write(`Nobody can sign in yet. Create the first administrator with the setup code ${code}\n`);
}

/** Stops once: no new connections, requests and jobs under way finish, streams end, the database closes; 10 s at most. */
function stopOnSignal(app: App, jobs: Pick<JobLoop, 'stop'>, db: Database, { dataDir }: Config, log: Logger): void {
  let isStopping = false;
  async function stop(signal: NodeJS.Signals): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    const cut = setTimeout(() => app.server.closeAllConnections(), STOP_MS);
    await jobs.stop();
    await app.close();
    clearTimeout(cut);
    removeOperatorFile(dataDir);
    await db.close();
    process.exit(0);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        log.fatal({ err: error }, 'the server could not stop cleanly');
        process.exit(1);
      });
    });
  }
}

try {
  await start();
} catch (error) {
  // What an operator can mend is one sentence; anything else is ours, with its stack.
  const text = error instanceof StartError ? error.message : inspect(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
