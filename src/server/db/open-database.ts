import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Database } from './database.ts';
import { openPglite, openPgliteInMemory } from './pglite.ts';
import { openPostgres } from './postgres.ts';

/**
 * Opens the database that the configuration names, not yet migrated.
 *
 * @throws StartError with one sentence on what to do, whatever the engine.
 */
export function openDatabase(
  config: Pick<Config, 'database' | 'minFreeBytes' | 'watchdogMs'>,
  log: Logger,
): Promise<Database> {
  const { database, minFreeBytes, watchdogMs } = config;
  if (database.engine === 'postgres') return openPostgres(database.url, log);
  if (database.folder === null) return openPgliteInMemory();
  return openPglite({ folder: database.folder, minFreeBytes, watchdogMs }, log);
}
