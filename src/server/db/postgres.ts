import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types, type CustomTypesConfig, type PoolConfig } from 'pg';
import type { Logger } from 'pino';
import { StartError } from '../start-error.ts';
import { queryable, transactions, type Database } from './database.ts';
import { postgresListener } from './postgres-listener.ts';
import type { Tables } from './tables.ts';

const POOL_SIZE = 8;
const OLDEST_VERSION = 150_000;

/**
 * Limits on every connection: without them a stalled client was seen to hold a row for 8 s and more.
 * The pool's size suits 2 cores; more processes are the way to more.
 */
const LIMITS: PoolConfig = {
  max: POOL_SIZE,
  statement_timeout: 10_000,
  lock_timeout: 3_000,
  idle_in_transaction_session_timeout: 5_000,
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  application_name: 'patamar',
};

/** int8 as a number (ours are milliseconds and counters, far below 2^53); the rest as pg does. */
const numberTypes: CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)),
};

/**
 * Opens a pool on a PostgreSQL database, 15 or newer.
 *
 * @throws StartError with what to do when it cannot be reached, refuses us, or is too old.
 */
export async function openPostgres(url: string, log: Logger): Promise<Database> {
  const pool = new Pool({ ...LIMITS, connectionString: url, types: numberTypes });
  // A connection that dies while idle is replaced by the next query; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  // The same of one that is cut between two statements of a transaction: the next statement fails and says so.
  pool.on('connect', (client) => {
    client.on('error', (error) => log.debug({ err: error }, 'a database connection failed'));
  });
  await assertUsable(pool, url);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const listener = postgresListener(url, log);
  return {
    ...queryable(kysely),
    engine: 'postgres',
    transaction: transactions(kysely),
    script: (sql) => runScript(pool, sql),
    listen: listener.listen,
    notify: async (channel, payload) => {
      await pool.query('select pg_notify($1, $2)', [channel, payload]);
    },
    freeBytes: () => Promise.resolve(null),
    close: async () => {
      await listener.close();
      await kysely.destroy();
    },
  };
}

/** Outside the limits: a migration may take its time, and may wait for the one that another process is running. */
async function runScript(pool: Pool, sql: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`begin; set local statement_timeout = 0; set local lock_timeout = '10min'`);
    await client.query(sql);
    await client.query('commit');
    client.release();
  } catch (error) {
    // Closing the connection undoes the transaction, in whatever state it is.
    client.release(true);
    throw error;
  }
}

async function assertUsable(pool: Pool, url: string): Promise<void> {
  try {
    const { rows } = await pool.query<{ version: number; name: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as name`,
    );
    const [row] = rows;
    if (row !== undefined && row.version >= OLDEST_VERSION) return;
    throw new StartError(`PostgreSQL ${row?.name ?? ''} is too old: Patamar needs version 15 or newer.`);
  } catch (error) {
    await pool.end();
    if (error instanceof StartError) throw error;
    throw new StartError(`${explain(error, new URL(url))} Check DATABASE_URL.`, { cause: error });
  }
}

/** Why a database cannot be used, in one sentence, without its password. */
function explain(error: unknown, { host, pathname, username }: URL): string {
  const name = decodeURIComponent(pathname.slice(1));
  const where = host === '' ? 'the local PostgreSQL' : `PostgreSQL at ${host}`;
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case '28P01':
    case '28000':
      return `${capital(where)} refuses the user "${username}".`;
    case '3D000':
      return `${capital(where)} has no database "${name}"; create it first.`;
    case 'ECONNREFUSED':
      return `Nothing answers as ${where}; start it first.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${where} is not known.`;
    default:
      return `${capital(where)} cannot be used: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
